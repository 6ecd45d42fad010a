package main

import "strings"

// nearest returns the name that somebody meant who wrote word, "" where none
// is near: it begins with word, or is at most two mistakes away.
func nearest(word string, names []string) string {
	best, least := "", 3
	word = strings.ToLower(word)
	for _, name := range names {
		if len(word) >= 3 && strings.HasPrefix(name, word) {
			return name
		}
		if d := distance(word, name); d < least && d < len(name)-1 {
			best, least = name, d
		}
	}
	return best
}

// distance returns how many bytes must be inserted, deleted or replaced to
// make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
