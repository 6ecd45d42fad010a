// Package spell finds the word that somebody meant.
package spell

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Speller finds the word that somebody meant. Its work is bounded: a file
// with thousands of wrong words gets suggestions for the first ones only. The
// zero value is ready.
type Speller struct{ spent int }

// maxSpelling is how many pairs of words a run compares.
const maxSpelling = 1 << 19

// Nearest returns the candidate that word was meant to be, "" for none. Of two
// that are equally near the first wins. Upper case, hyphens and spaces do not
// count.
func (s *Speller) Nearest(word string, candidates []string) string {
	word = Normal(word)
	limit := tolerance(word)
	best := ""
	for _, candidate := range candidates {
		if s.spent >= maxSpelling || limit < 0 {
			break
		}
		s.spent++
		if d := Distance(word, Normal(candidate), limit); d <= limit {
			best, limit = candidate, d-1
		}
	}
	if best == "" {
		best = s.completion(word, candidates)
	}
	return best
}

// completion returns the first candidate that is word with something added or
// taken away at the end: warn for warning.
func (s *Speller) completion(word string, candidates []string) string {
	for _, candidate := range candidates {
		if s.spent >= maxSpelling || len(word) < 3 {
			break
		}
		s.spent++
		if strings.HasPrefix(candidate, word) || len(candidate) >= 3 && strings.HasPrefix(word, candidate) {
			return candidate
		}
	}
	return ""
}

// tolerance returns how many mistakes a word may have to be recognized.
func tolerance(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n > maxWord:
		return -1
	case n > 12:
		return 3
	case n > 5:
		return 2
	case n > 1:
		return 1
	default:
		return -1
	}
}

// Normal makes words that differ in style alone equal.
func Normal(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return '_'
		}
		return unicode.ToLower(r)
	}, word)
}

// maxWord is the length of the longest word that has a suggestion.
const maxWord = 80

// Distance returns how many characters must be inserted, deleted, replaced or
// swapped with their neighbour to make a, of at most 80 characters, into
// b; or limit+1 where that is more than limit.
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if diff := len(x) - len(y); diff > limit || -diff > limit || len(y) > maxWord {
		return limit + 1
	}
	var rows [3][maxWord + 1]int // i-2, i-1 and i, modulo 3
	for j := range len(y) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row := &rows[(i+1)%3], &rows[(i+2)%3], &rows[i%3]
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(rows[len(x)%3][len(y)], limit+1)
}
