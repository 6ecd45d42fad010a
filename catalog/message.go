package catalog

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MaxMessage is the length of the longest message that a client sees, in
// characters (contract §1).
const MaxMessage = 199

// fill returns the entry's message with its {placeholders} replaced. A
// message whose values are missing (a bare code returned as an error) becomes
// the entry's title: less is said, but nothing false.
func fill(entry *Entry, params Params, after time.Duration) string {
	text := entry.Message()
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return text
	}
	var b strings.Builder
	for ; open >= 0; open = strings.IndexByte(text, '{') {
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		value, ok := placeholder(text[open+1:open+end], params, after)
		if !ok {
			return entry.Title()
		}
		b.WriteString(text[:open])
		b.WriteString(value)
		text = text[open+end+1:]
	}
	b.WriteString(text)
	return Clean(b.String(), MaxMessage)
}

func placeholder(name string, params Params, after time.Duration) (string, bool) {
	if name == "retry_after" {
		return strconv.FormatInt(int64(after/time.Second), 10), after > 0
	}
	if params == nil {
		return "", false
	}
	return params.ClientText(name)
}

// Clean makes s safe to show to a person: control characters, the characters
// that change the direction of text, and invalid UTF-8 become U+FFFD, and a
// text of more than limit characters is cut, with "…" as its last one.
func Clean(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit && strings.IndexFunc(s, unsafeRune) < 0 {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n == limit && utf8.RuneCountInString(s) > limit {
			b.WriteRune('…')
			break
		}
		if unsafeRune(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unsafeRune reports whether r is a control character (category Cc), a line
// separator or one of the bidirectional formatting characters of UAX #9.
func unsafeRune(r rune) bool {
	switch {
	case r == utf8.RuneError, r == '\u2028', r == '\u2029', r == '\u061C':
		return true
	case r >= '\u200E' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return true
	default:
		return unicode.IsControl(r)
	}
}
