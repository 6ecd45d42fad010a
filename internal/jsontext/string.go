// Package jsontext writes JSON by the encoding law of contract §1. It is what
// encoding/json.Marshal writes on Go 1.27, but for bytes that are not UTF-8 in
// what a MarshalJSON method returns: those go no further. Older Go writes the
// escape \ufffd in place of the character.
//
// The sections of the contract (§) are those of docs/contract.md.
package jsontext

import (
	"slices"
	"unicode/utf8"
)

const hex = "0123456789abcdef"

// AppendString appends s as a JSON string. Each byte that is not UTF-8 becomes
// U+FFFD.
func AppendString(dst []byte, s string) []byte {
	dst = slices.Grow(dst, len(s)+len(`""`))
	start := len(dst)
	out := dst[start : start+len(s)+2]
	out[0] = '"'
	text := out[1 : len(s)+2]
	for i := range len(s) { // copy and look at once: most texts are short and plain
		c := s[i]
		if itself[c] != c {
			return append(appendRest(dst[:start+1+i], s[i:]), '"')
		}
		text[i] = c
	}
	text[len(s)] = '"'
	return dst[:start+len(out)]
}

// appendRest appends a text that may hold anything.
func appendRest(dst []byte, s string) []byte {
	start := 0 // of what is not yet in dst and stands as it is
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if itself[c] != c {
				dst = append(dst, s[start:i]...)
				dst = appendEscape(dst, c)
				start = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(dst, s[start:i]...)
			dst = utf8.AppendRune(dst, utf8.RuneError)
			start = i + 1
		case r == '\u2028' || r == '\u2029': // line ends in JavaScript, not in JSON
			dst = append(dst, s[start:i]...)
			dst = append(dst, '\\', 'u', '2', '0', '2', hex[r&0xF])
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

// itself has each byte that stands for itself in a JSON string in its own
// place, and something else in the place of all others.
const itself = "--------------------------------" + // control characters
	` !-#$%-'()*+,-./0123456789:;-=-?` + // " & < > have escapes
	`@ABCDEFGHIJKLMNOPQRSTUVWXYZ[-]^_` + // so has the backslash
	"`abcdefghijklmnopqrstuvwxyz{|}~\x7f" +
	"----------------------------------------------------------------" + // parts of longer characters
	"----------------------------------------------------------------"

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	default:
		return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
	}
}
