package catalogfile

import (
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
	"gopkg.in/yaml.v3"
)

// A tracer finds the places in the file that the braces of a scalar come
// from. Folding and quoting change what is between braces, never the braces:
// the third one of the text is the third one in the file.
type tracer struct {
	value string   // the scalar's text
	done  int      // offset up to which it has been traced
	raw   []byte   // the file from there on
	next  diag.Pos // where raw begins
	brace diag.Pos // of the last brace passed
	begin diag.Pos // of the scalar
	quote bool     // between double quotes, where "\" begins an escape
	lost  bool     // an escape could be a brace
}

func (r *reader) trace(n *yaml.Node) tracer {
	begin := r.pos(n)
	r.cursor.at(r.source, n.Line, n.Column)
	t := tracer{value: n.Value, raw: r.source.text[r.cursor.offset:], next: begin, begin: begin, brace: begin}
	t.quote = n.Style&yaml.DoubleQuotedStyle != 0
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		for len(t.raw) > 0 && t.next.Line == begin.Line { // a comment may follow the ">-"
			t.step()
		}
	}
	return t
}

// at returns the position of the brace at an offset of the scalar's text, or
// of the scalar where that cannot be told. Offsets have to ascend.
func (t *tracer) at(offset int) diag.Pos {
	upTo := t.value[t.done : offset+1]
	t.done = offset + 1
	for range strings.Count(upTo, "{") + strings.Count(upTo, "}") {
		t.pass()
	}
	if t.lost {
		return t.begin
	}
	return t.brace
}

// pass goes behind the next brace.
func (t *tracer) pass() {
	for len(t.raw) > 0 && !t.lost {
		pos := t.next
		switch c := t.step(); {
		case c == '{' || c == '}':
			t.brace = pos
			return
		case c == '\\' && t.quote:
			switch t.step() {
			case 'x', 'u', 'U':
				t.lost = true
			}
		}
	}
	t.lost = true
}

// step goes behind the next character, which it returns.
func (t *tracer) step() rune {
	r, size := utf8.DecodeRune(t.raw)
	t.raw = t.raw[size:]
	t.next.Col++
	if r == '\n' {
		t.next.Line, t.next.Col = t.next.Line+1, 1
	}
	return r
}
