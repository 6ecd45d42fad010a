package find

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// wordsOf returns the words of a text, each in the form that is compared.
func wordsOf(text string) []string {
	list := word.FindAllString(strings.ToLower(text), -1)
	for i, w := range list {
		list[i] = singular(w)
	}
	return list
}

// singular takes the s of a plural from a word.
func singular(w string) string {
	if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
		return w[:len(w)-1]
	}
	return w
}

// number reports whether a word begins with a digit: numbers of a message are
// those of one response, and the index has none.
func number(w string) bool { return '0' <= w[0] && w[0] <= '9' }

// squash returns a name without what differs between styles: KeyNotFound,
// key-not-found and key_not_found are one.
func squash(name string) string {
	return strings.Join(word.FindAllString(strings.ToLower(name), -1), "")
}

// slips is how many characters of a word may be wrong, fewer in short ones.
func slips(w string) int {
	switch n := utf8.RuneCountInString(w); {
	case n < 5 || n > 60:
		return 0
	case n < 8:
		return 1
	case n < 13:
		return 2
	default:
		return 3
	}
}
