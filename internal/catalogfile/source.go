package catalogfile

import (
	"bytes"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/plaintext"
)

// A source is the text of a file.
type source struct {
	name  string
	text  []byte
	lines []int // offset of each line in text
}

// newSource checks the characters of a file. Characters that must not be
// there are reported and replaced, one for one, so that reading can go on
// with right positions; ok is false where that makes no sense.
func newSource(name string, text []byte, problems *diag.List) (s *source, ok bool) {
	s = &source{name: name, text: text}
	if len(text) > format.MaxFile {
		problems.Add(diag.Pos{File: name}, ruleFileSize, "file is over 32 MiB; move part of it to a catalog that this one extends")
		return s, false
	}
	if rest, found := bytes.CutPrefix(text, []byte("\uFEFF")); found {
		problems.Add(diag.Pos{File: name, Line: 1, Col: 1}, ruleEncoding, "file begins with a byte order mark; save it as UTF-8 without one")
		s.text = rest
	}
	s.index()
	if i := invalidByte(s.text); i >= 0 {
		problems.Add(s.pos(i), ruleEncoding, "byte 0x%02x is not part of UTF-8 text; save the file as UTF-8", s.text[i])
		return s, false
	}
	s.replaceUnsafe(problems)
	s.replaceLookalikes(problems)
	return s, !s.conflicts(problems)
}

// invalidByte returns the offset of the first byte that no text file has, -1
// where there is none.
func invalidByte(text []byte) int {
	nul := bytes.IndexByte(text, 0)
	if utf8.Valid(text) {
		return nul
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return nul
}

// index records where lines begin.
func (s *source) index() {
	s.lines = append(make([]int, 0, 1+bytes.Count(s.text, []byte("\n"))), 0)
	for i, c := range s.text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
}

// pos returns the position of an offset.
func (s *source) pos(offset int) diag.Pos {
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	return diag.Pos{File: s.name, Line: line + 1, Col: 1 + utf8.RuneCount(s.text[s.lines[line]:offset])}
}

// line returns the text of a line, counted from 1, without its end.
func (s *source) line(n int) []byte {
	if n < 1 || n > len(s.lines) {
		return nil
	}
	text := s.text[s.lines[n-1]:]
	if n < len(s.lines) {
		text = s.text[s.lines[n-1]:s.lines[n]]
	}
	return bytes.TrimRight(text, "\r\n")
}

// replaceUnsafe reports the characters that may not be in a file, the first
// of each line, and puts question marks in their place.
func (s *source) replaceUnsafe(problems *diag.List) {
	var out []byte // nil while there is nothing to replace
	done, nextLine := 0, 0
	for i := 0; i < len(s.text); {
		c := s.text[i]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.text[i:])
		lineBreak := r == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n'
		if !lineBreak && (unsafeRune(r) || plaintext.LineSeparator(r)) {
			if i >= nextLine { // one report per line
				pos := s.pos(i)
				problems.Add(pos, ruleCharacter, "character %U is %s; %s", r, unsafeKind(r), unsafeRemedy(r))
				nextLine = len(s.text)
				if pos.Line < len(s.lines) {
					nextLine = s.lines[pos.Line]
				}
			}
			out = append(append(out, s.text[done:i]...), '?')
			done = i + size
		}
		i += size
	}
	if out != nil {
		s.text = append(out, s.text[done:]...)
		s.index()
	}
}

// unsafeRune reports whether no text may hold r: control characters except
// tab and newline, the bidirectional formatting characters of UAX #9, and
// code points that are no characters.
func unsafeRune(r rune) bool {
	switch {
	case r == '\t', r == '\n':
		return false
	case plaintext.Bidi(r), unicode.IsControl(r):
		return true
	default:
		return noncharacter(r)
	}
}

// noncharacter covers what Unicode reserves (chapter 23.7), byte order marks
// inside a text, the annotation characters, and the replacement character,
// which a broken conversion leaves behind.
func noncharacter(r rune) bool {
	return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || r == '\uFEFF' || r >= '\uFFF9' && r <= '\uFFFD'
}

func unsafeKind(r rune) string {
	switch {
	case plaintext.LineSeparator(r):
		return "an invisible line break"
	case plaintext.Bidi(r):
		return "one that changes the direction of text"
	case unicode.IsControl(r):
		return "a control character"
	default:
		return "not a character of a text"
	}
}

func unsafeRemedy(r rune) string {
	if plaintext.LineSeparator(r) {
		return fmt.Sprintf(`end the line there, or write \u%04X in a documentation text in double quotes`, r)
	}
	return "remove it"
}
