package catalogfile

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
)

// conflicts reports the markers of merge conflicts, one problem for each
// conflict, and whether there are any: what is between them is two files.
func (s *source) conflicts(problems *diag.List) bool {
	found, inside := false, false
	for i := range s.lines {
		switch line := s.line(i + 1); marker(line) {
		case 0:
			continue
		case '>':
			if inside {
				inside = false
				continue
			}
		case '<':
			inside = true
		default:
			if inside {
				continue
			}
		}
		found = true
		problems.Add(diag.Pos{File: s.name, Line: i + 1, Col: 1}, ruleConflict, "a merge conflict begins here; keep what is right of the two sides and remove its markers")
	}
	return found
}

// marker returns the character of which a line is the marker of a merge
// conflict, 0 for a line that is none. No YAML begins a line so.
func marker(line []byte) byte {
	if len(line) < 7 || bytes.IndexByte([]byte("<=>|"), line[0]) < 0 || bytes.Count(line[:7], line[:1]) != 7 {
		return 0
	}
	if len(line) > 7 && line[7] != ' ' {
		return 0
	}
	return line[0]
}

// lookalikes are the characters that look like a space or like nothing.
const lookalikes = "\u00A0\u1680\u2000-\u200D\u202F\u205F\u2060\u3000"

// Where YAML wants spaces: in front of a line and behind the dash of an item,
// around the colon of a key, and at the end of a line, before a comment or not.
// Inside a text they are the writer's business.
var (
	headOfLine = regexp.MustCompile("^[ \t" + lookalikes + "]*(?:-[ " + lookalikes + "]+)*(?:[A-Za-z0-9_]+[ " + lookalikes + "]*:(?:[ " + lookalikes + "]+|$))?")
	tailOfLine = regexp.MustCompile("[ \t" + lookalikes + "]+(?: #.*)?$")
)

// replaceLookalikes puts spaces in place of misplaced ones, or nothing where
// they have no width, and reports the first of each line.
func (s *source) replaceLookalikes(problems *diag.List) {
	if !bytes.ContainsFunc(s.text, lookalike) {
		return
	}
	var out []byte
	for i, begin := range s.lines {
		end := len(s.text)
		if i+1 < len(s.lines) {
			end = s.lines[i+1]
		}
		line := s.line(i + 1)
		head, tail := headOfLine.FindIndex(line)[1], len(line)
		if at := tailOfLine.FindIndex(line); at != nil {
			tail = at[0]
		}
		col, clean := 0, true
		for at, r := range string(line) {
			col++
			if !lookalike(r) || at >= head && at < tail {
				out = utf8.AppendRune(out, r)
				continue
			}
			if clean {
				problems.Add(diag.Pos{File: s.name, Line: i + 1, Col: col}, ruleLookalike, "character %U looks like a space but is none; put a space in its place, or remove it", r)
				clean = false
			}
			if !zeroWidth(r) { // what takes no room is nobody's indentation
				out = append(out, ' ')
			}
		}
		out = append(out, s.text[begin+len(line):end]...)
	}
	s.text = out
	s.index()
}

func zeroWidth(r rune) bool { return r >= '\u200B' && r <= '\u200D' || r == '\u2060' }

func lookalike(r rune) bool {
	switch r {
	case '\u00A0', '\u1680', '\u202F', '\u205F', '\u2060', '\u3000':
		return true
	}
	return r >= '\u2000' && r <= '\u200D'
}
