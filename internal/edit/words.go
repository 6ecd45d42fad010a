package edit

import (
	"bytes"
	"strings"

	"github.com/asterwise/errcat/internal/spell"
)

// words puts one code in the place of another in texts.
type words struct {
	old, new string
	base     string // the address of the pages; "" for none
}

// replace returns a text with the new code wherever the old one stands as a
// word of its own and means the code. A code of one word, such as "conflict",
// means it in quotes, in code spans and in links only. Where keep is not nil,
// it may object to an occurrence.
func (w words) replace(text []byte, keep func(before, behind []byte) bool) []byte {
	var out []byte
	done := 0
	for from := 0; ; {
		at := bytes.Index(text[from:], []byte(w.old))
		if at < 0 {
			return append(out, text[done:]...)
		}
		at += from
		from = at + len(w.old)
		before, behind := text[:at], text[from:]
		if w.means(before, behind) && (keep == nil || !keep(before, behind)) {
			out = append(append(out, text[done:at]...), w.new...)
			done = from
		}
	}
}

// means reports whether the old code between two texts means the code.
func (w words) means(before, behind []byte) bool {
	last, next := lastByte(before), firstByte(behind)
	if wordByte(last) || wordByte(next) || bytes.HasSuffix(before, []byte("{facts.")) || bytes.HasSuffix(before, []byte("{links.")) {
		return false
	}
	if run := before[1+bytes.LastIndexAny(before, " \t\r\n\"'`()<>[]"):]; bytes.Contains(run, []byte("://")) {
		return w.base != "" && string(run) == w.base // others' addresses are theirs
	}
	if strings.Contains(w.old, "_") {
		return true
	}
	page := []byte(w.old + ".md")
	switch {
	case last == next && bytes.IndexByte([]byte("\"'`"), last) >= 0:
		return true
	case last == '[': // the text of a link to the page
		return bytes.HasPrefix(behind, append([]byte("]("), page...))
	default:
		return last == '(' && bytes.HasPrefix(behind, []byte(".md"))
	}
}

// retitle returns a page with the title that is made of the new code, if it had
// the one that is made of the old.
func (w words) retitle(page []byte) []byte {
	title := []byte("# " + spell.Title(w.old))
	rest, found := bytes.CutPrefix(page, title)
	if !found || len(rest) > 0 && rest[0] != '\n' && rest[0] != '\r' {
		return page
	}
	return append([]byte("# "+spell.Title(w.new)), rest...)
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// lastByte and firstByte return a space where there is no byte.
func lastByte(text []byte) byte {
	if len(text) == 0 {
		return ' '
	}
	return text[len(text)-1]
}

func firstByte(text []byte) byte {
	if len(text) == 0 {
		return ' '
	}
	return text[0]
}
