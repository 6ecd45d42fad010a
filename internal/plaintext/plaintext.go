// Package plaintext keeps text that people read free of characters that change
// what they see around it.
package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unsafe reports whether r must not stand in text for people: a control
// character (category Cc), a line separator of Unicode, one of the
// bidirectional formatting characters of UAX #9, or U+FFFD, which stands for
// bytes that are no text.
func Unsafe(r rune) bool {
	switch {
	case r == utf8.RuneError, LineSeparator(r), Bidi(r):
		return true
	default:
		return unicode.IsControl(r)
	}
}

// Bidi reports whether r is one of the bidirectional formatting characters of
// UAX #9, which change the direction of the text around them.
func Bidi(r rune) bool {
	return r == '\u061C' || r >= '\u200E' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// LineSeparator reports whether r is a line break for some readers and an
// invisible character for others.
func LineSeparator(r rune) bool { return r == '\u2028' || r == '\u2029' }

// Clean returns s with U+FFFD in place of each [Unsafe] character, and of each
// byte that is not UTF-8. What is longer than limit characters is cut, and ends
// in "…".
func Clean(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit && strings.IndexFunc(s, Unsafe) < 0 {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n == limit && utf8.RuneCountInString(s) > limit {
			b.WriteRune('…')
			break
		}
		if Unsafe(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}
