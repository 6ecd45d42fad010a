package find

import (
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// A query is a text as it is compared.
type query struct {
	words    []string // without numbers
	squashed string   // of a short text, else ""
	status   string   // such as 404 or 5xx, "" for none
	reason   string   // a short text without what only surrounds a status
}

const (
	maxWords = 100 // of a text, that are compared
	fewWords = 6   // of a text that can be a name or a status alone
	maxStems = 12  // words of a text in which the beginning of a word counts
)

var (
	status = regexp.MustCompile(`^[45](?:[0-9][0-9]|xx)$`)
	around = regexp.MustCompile(`^(?:http|status|code|error|response|[0-9].*)$`)
)

// newQuery prepares a text. The status is looked for in all of it.
func newQuery(whole, text string) query {
	var q query
	all := wordsOf(text)
	q.words = slices.DeleteFunc(slices.Clone(all), number)
	q.words = q.words[:min(len(q.words), maxWords)]
	if len(all) <= fewWords {
		q.squashed = squash(text)
		var reason []string
		for _, w := range all {
			if !around.MatchString(w) && !status.MatchString(w) {
				reason = append(reason, w)
			}
		}
		q.reason = strings.Join(reason, " ")
	}
	list := wordsOf(cut(whole, MaxText))
	for i, w := range list {
		if status.MatchString(w) && (len(list) <= fewWords || slices.ContainsFunc(list[max(0, i-3):i], around.MatchString)) {
			q.status = w
			break
		}
	}
	return q
}

// compare adds the points of all entries.
func (f *Finder) compare(q query, scores []int, sure []bool) {
	words := f.wordPoints(q.words)
	for i, d := range f.docs {
		e := &f.index.Entries[i]
		scores[i] += words[i] + f.statusPoints(q, e)
		if contains(q.words, d.code) {
			scores[i] += 200 * len(d.code)
			if len(q.words) == len(d.code) {
				scores[i] += 1000
				sure[i] = true
			}
		}
		scores[i] += namePoints(q.squashed, d.squashed)
		if n := f.run(q.words, d.message); n >= 3 || n > 0 && n == len(d.message) {
			scores[i] += 150 * n
			sure[i] = sure[i] || n >= 2 && n == len(d.message)
		}
	}
}

// statusPoints are those of an entry for a status or its reason phrase.
func (f *Finder) statusPoints(q query, e *Entry) int {
	if e.Status == 0 {
		return 0
	}
	text, points := strconv.Itoa(e.Status), 0
	if q.status == text || q.status == text[:1]+"xx" {
		points = 400
	} else if q.reason != "" {
		for _, reason := range f.index.Reasons[text] {
			reason = strings.Join(wordsOf(reason), " ")
			limit := slips(reason)
			if strings.Contains(reason, " ") {
				limit = min(1, limit)
			}
			if reason == q.reason {
				points = 400
			} else if limit > 0 && points == 0 && len(q.reason) <= 60 && spell.Distance(q.reason, reason, limit) <= limit {
				points = 250
			}
		}
	}
	if points > 0 && e.Role != "" {
		points += 50
	}
	return points
}

// namePoints are those of a code that a short text begins, has a part of, or
// misspells.
func namePoints(text, code string) int {
	if len(text) < 2 || len(text) > 60 {
		return 0
	}
	points := 0
	switch {
	case strings.HasPrefix(code, text):
		points = 300
	case len(text) > 2 && strings.Contains(code, text):
		points = 100
	}
	if limit := slips(text); limit > 0 && text != code {
		if d := spell.Distance(text, code, limit); d <= limit {
			points = max(points, 600-150*d)
		}
	}
	return points
}

// contains reports whether words has all of part, in its order and with nothing
// between.
func contains(words, part []string) bool {
	for i := 0; len(part) > 0 && i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// run returns the length of the longest run of words that both have, of which
// one has to be worth something by itself.
func (f *Finder) run(a, b []string) int {
	longest := 0
	last, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for i, x := range a {
		for j, y := range b {
			row[j+1] = 0
			if x == y {
				row[j+1] = last[j] + 1
			}
			if n := row[j+1]; n > longest && slices.ContainsFunc(a[i+1-n:i+1], f.tells) {
				longest = n
			}
		}
		last, row = row, last
	}
	return longest
}

func (f *Finder) tells(w string) bool { return !f.common[w] }

// wordPoints returns the points of each entry for the words of a text.
func (f *Finder) wordPoints(words []string) []int {
	points, hits := make([]int, len(f.docs)), make([]int, len(f.docs))
	n := 0
	for i, w := range words {
		if f.common[w] || slices.Contains(words[:i], w) {
			continue
		}
		n++
		found := f.lookUp(w, len(words) <= maxStems)
		if len(found) == 0 {
			continue
		}
		rarity := bits.Len(uint(len(f.docs) / len(found)))
		for entry, weight := range found {
			points[entry] += weight * rarity
			hits[entry]++
		}
	}
	for i := range points {
		if hits[i]*3 < n {
			points[i] = 0
		} else if n > 0 {
			points[i] = points[i] * hits[i] / n
		}
	}
	return points
}

// lookUp returns the entries that have a word, and what it is worth in each:
// the word itself, one that it begins, or where there is none one with a slip.
func (f *Finder) lookUp(w string, stems bool) map[int]int {
	found := map[int]int{}
	add := func(entries map[int]int, divisor int) {
		for i, weight := range entries {
			found[i] = max(found[i], weight/divisor)
		}
	}
	add(f.vocab[w], 1)
	if !stems {
		return found
	}
	if len(w) > 1 {
		for other, entries := range f.vocab {
			if other != w && strings.HasPrefix(other, w) {
				add(entries, 2)
			}
		}
	}
	if limit := min(2, slips(w)); len(found) == 0 && limit > 0 {
		for other, entries := range f.vocab {
			if spell.Distance(w, other, limit) <= limit {
				add(entries, 2)
			}
		}
	}
	return found
}
