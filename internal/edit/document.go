package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// A document is the text of a catalog file and where its nodes stand. Edits are
// of bytes: the nodes say only where.
type document struct {
	text  []byte
	lines []int // the offset of each line
	root  *yaml.Node
	edits []edit
}

// An edit puts a text in the place of some bytes.
type edit struct {
	from, to int
	text     string
}

func parse(text []byte) (*document, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("the catalog is not a mapping")
	}
	d := &document{text: text, lines: []int{0}, root: doc.Content[0]}
	for i, c := range text {
		if c == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	return d, nil
}

// offset returns where a node begins.
func (d *document) offset(n *yaml.Node) int {
	at := d.lines[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(d.text[at:])
		at += size
	}
	return at
}

func (d *document) edit(from, to int, text string) { d.edits = append(d.edits, edit{from, to, text}) }

// apply returns the text with all edits, which do not overlap.
func (d *document) apply() []byte {
	slices.SortStableFunc(d.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out []byte
	done := 0
	for _, e := range d.edits {
		out = append(append(out, d.text[done:e.from]...), e.text...)
		done = e.to
	}
	return append(out, d.text[done:]...)
}

// lineStart returns where the line of an offset begins, nextLine where the
// following one does.
func (d *document) lineStart(at int) int { return 1 + bytes.LastIndexByte(d.text[:at], '\n') }

func (d *document) nextLine(at int) int {
	if i := bytes.IndexByte(d.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(d.text)
}

// newline is how the lines of the file end.
func (d *document) newline() string {
	if i := bytes.IndexByte(d.text, '\n'); i > 0 && d.text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// pair returns the key and the value of a name in a mapping, nil for none.
func pair(mapping *yaml.Node, name string) (key, value *yaml.Node) {
	if mapping == nil || mapping.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return mapping.Content[i], mapping.Content[i+1]
		}
	}
	return nil, nil
}

func flow(n *yaml.Node) bool { return n.Style&yaml.FlowStyle != 0 }

// end returns where a scalar on one line ends: behind its closing quote, or
// before what cannot be in a plain one.
func (d *document) end(n *yaml.Node) int {
	from := d.offset(n)
	rest := d.text[from:]
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\'' && i+1 < len(rest) && rest[i+1] == '\'' {
				i++
			} else if rest[i] == '\'' {
				return from + i + 1
			}
		}
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\\' {
				i++
			} else if rest[i] == '"' {
				return from + i + 1
			}
		}
	}
	return from + len(n.Value)
}

// remove removes a pair with a scalar value, and the comment above it.
func (d *document) remove(mapping, key, value *yaml.Node) {
	from, to := d.offset(key), d.end(value)
	if !flow(mapping) {
		d.edit(d.comment(d.lineStart(from)), d.nextLine(to), "")
		return
	}
	if rest := bytes.TrimLeft(d.text[to:], " "); bytes.HasPrefix(rest, []byte(",")) {
		to = len(d.text) - len(bytes.TrimLeft(rest[1:], " "))
	} else if before := bytes.TrimRight(d.text[:from], " \t\r\n"); bytes.HasSuffix(before, []byte(",")) {
		from = len(before) - 1
	}
	d.edit(from, to, "")
}

// comment returns where the comment begins that stands right above a line; the
// line itself where there is none.
func (d *document) comment(line int) int {
	for line > 0 {
		above := d.lineStart(line - 1)
		if !isComment(d.text[above:line]) {
			break
		}
		line = above
	}
	return line
}

func isComment(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("#")) }
func isBlank(line []byte) bool   { return len(bytes.TrimSpace(line)) == 0 }
