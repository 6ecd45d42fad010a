package catalogfile

import (
	"errors"
	"io"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"gopkg.in/yaml.v3"
)

// broken is the kind of a node about which everything has been said: readers
// skip it without a word.
const broken yaml.Kind = 0

// parseTree reads the one YAML document of a file. In the tree it returns
// every key is a scalar that its mapping has once, and no node is an alias.
// It is nil where there is nothing to go on with.
func parseTree(s *source, problems *diag.List) *yaml.Node {
	decoder := yaml.NewDecoder(&textReader{text: s.text})
	var doc yaml.Node
	switch err := decode(decoder, &doc); {
	case errors.Is(err, io.EOF):
		problems.Add(diag.Pos{File: s.name, Line: 1, Col: 1}, ruleEmptyFile, `file is empty; begin with "catalog: %d"`, format.Version)
		return nil
	case err != nil:
		addSyntax(s, err, problems)
		return nil
	}
	root := doc.Content[0]
	if null(root) && root.Value == "" { // only "---", say; nothing may stand where YAML finds the value
		root.Line, root.Column = 1, 1
	}
	t := tree{source: s, problems: problems}
	t.walk(root, 1)
	if t.tooDeep {
		return nil
	}
	var next yaml.Node
	switch err := decode(decoder, &next); {
	case errors.Is(err, io.EOF):
	case err != nil:
		addSyntax(s, err, problems)
	default:
		pos := diag.Pos{File: s.name, Line: next.Line, Col: next.Column}
		problems.Add(pos, ruleDocument, `a second document begins here; a catalog file holds one, so remove the "---" before it`)
	}
	return root
}

// A textReader hands text out in whole: a bytes.Reader without the methods
// that nobody needs here.
type textReader struct{ text []byte }

func (r *textReader) Read(p []byte) (int, error) {
	if len(r.text) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

// A tree walks over the nodes of a document once and deals with everything
// that does not depend on what the nodes mean.
type tree struct {
	source   *source
	problems *diag.List
	cursor   cursor
	tooDeep  bool
}

func (t *tree) add(n *yaml.Node, rule, format string, args ...any) {
	t.problems.Add(diag.Pos{File: t.source.name, Line: n.Line, Col: n.Column}, rule, format, args...)
}

func (t *tree) walk(n *yaml.Node, depth int) {
	if depth > format.MaxDepth {
		if !t.tooDeep {
			t.add(n, ruleDepth, "value is nested more than %d levels deep; no key needs that, check the indentation and the brackets", format.MaxDepth)
		}
		t.tooDeep = true
		return
	}
	if n.Kind == yaml.AliasNode {
		t.add(n, ruleAlias, "alias %s is not supported; write the value out", clip("*"+n.Value))
		n.Kind = broken
		return
	}
	if n.Anchor != "" {
		t.add(n, ruleAlias, "anchor %s is not supported; remove it, and write values out where they are needed", clip("&"+n.Anchor))
	}
	tagged := n.Style&yaml.TaggedStyle != 0 || t.cursor.at(t.source, n.Line, n.Column) == '!'
	switch n.Kind {
	case yaml.ScalarNode:
		t.scalar(n)
	case yaml.SequenceNode:
		for _, item := range n.Content {
			t.walk(item, depth+1)
		}
	case yaml.MappingNode:
		t.mapping(n, depth)
		// A block mapping begins where its first key does: a tag there is
		// the key's own, unless the parser saw one on the mapping.
		tagged = n.Style&yaml.TaggedStyle != 0 || tagged && n.Style&yaml.FlowStyle != 0
	}
	if tagged {
		t.add(n, ruleTag, "tags are not supported; write the value without %s", tagName(n))
		n.Kind = broken
	}
}

func tagName(n *yaml.Node) string {
	if n.Style&yaml.TaggedStyle != 0 {
		return clip(n.Tag)
	}
	return `"!"`
}

// mapping walks over the pairs and removes those whose key is no key.
func (t *tree) mapping(n *yaml.Node, depth int) {
	kept := n.Content[:0]
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		t.walk(key, depth+1)
		t.walk(value, depth+1)
		switch first := seen[key.Value]; {
		case key.Kind == broken:
		case key.Kind != yaml.ScalarNode:
			t.add(key, ruleKey, "%s cannot be a key; use a word", kindName(key))
		case key.Tag == "!!merge":
			t.add(key, ruleAlias, `merge key "<<" is not supported; write the values out`)
		case first != nil:
			t.add(key, ruleDuplicateKey, "key %s is given twice; the first is at %s:%d:%d, keep one of them",
				clip(key.Value), t.source.name, first.Line, first.Column)
		default:
			seen[key.Value] = key
			kept = append(kept, key, value)
		}
	}
	n.Content = kept
}

// scalar looks for characters that were written as escapes, which the check
// of the file's text cannot see.
func (t *tree) scalar(n *yaml.Node) {
	if n.Style&yaml.DoubleQuotedStyle == 0 {
		return
	}
	for _, r := range n.Value {
		if unsafeRune(r) {
			t.add(n, ruleCharacter, "text holds the character %U, which is %s; %s", r, unsafeKind(r), unsafeRemedy(r))
			n.Kind = broken
			return
		}
	}
}

// A cursor finds the byte at a line and column. It goes there from where it
// was asked last, so that looking around in a long line does not take long.
type cursor struct{ line, col, offset int }

func (c *cursor) at(s *source, line, col int) byte {
	if line < 1 || line > len(s.lines) {
		return 0
	}
	if line != c.line || col < c.col-col {
		*c = cursor{line: line, col: 1, offset: s.lines[line-1]}
	}
	for c.col > col {
		c.offset--
		for s.text[c.offset]&0xC0 == 0x80 {
			c.offset--
		}
		c.col--
	}
	for c.col < col && c.offset < len(s.text) {
		c.offset++
		for c.offset < len(s.text) && s.text[c.offset]&0xC0 == 0x80 {
			c.offset++
		}
		c.col++
	}
	if c.offset >= len(s.text) {
		return 0
	}
	return s.text[c.offset]
}
