package catalogfile

import (
	"iter"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/asterwise/errcat/internal/spell"
)

// A mention is a place in a text that refers to a fact, or tries to.
type mention struct {
	start, end int    // of what was written, with its braces
	name       string // of the fact; "" where the reference is malformed
	meant      string // what stands in place of the name then
}

// mentions finds {facts.name} in a text, and what looks much like it:
// { facts.x }, {fact.x}, {facts.}, {{facts.x}}, {facts.x without an end.
// Other braces are text.
func mentions(s string) iter.Seq[mention] {
	return func(yield func(mention) bool) {
		for i := strings.IndexByte(s, '{'); i >= 0; {
			ref, found := mentionAt(s, i)
			if found && !yield(ref) {
				return
			}
			next := strings.IndexByte(s[ref.end:], '{')
			if next < 0 {
				return
			}
			i = ref.end + next
		}
	}
}

// mentionAt looks at the brace at s[i]. Its end is where to look on, found
// or not.
func mentionAt(s string, i int) (ref mention, found bool) {
	inner := i
	for inner < len(s) && s[inner] == '{' {
		inner++
	}
	depth := inner - i
	body := s[inner:]
	if stop := strings.IndexAny(body, "{}\n"); stop >= 0 {
		body = body[:stop]
	}
	ref = mention{start: i, end: inner + len(body)}
	head, name, dotted := strings.Cut(body, ".")
	if !dotted || !meansFacts(strings.TrimSpace(head)) {
		return ref, false
	}
	closed := 0
	for closed < depth && strings.HasPrefix(s[ref.end:], "}") {
		ref.end++
		closed++
	}
	switch {
	case depth == 1 && closed == 1 && head == "facts" && isName(name):
		ref.name = name
		return ref, true
	case closed == 0: // it ends with the word
		name, _, _ = strings.Cut(strings.TrimLeft(name, " "), " ")
	}
	ref.meant = strings.TrimSpace(name)
	return ref, true
}

// meansFacts reports whether a word is "facts", give or take a letter.
func meansFacts(word string) bool {
	return len(word) >= 4 && len(word) <= 6 && spell.Distance(spell.Normal(word), "facts", 1) <= 1
}

// beginsWithFact reports whether a mapping is a text that begins with a
// reference and has no quotes.
func beginsWithFact(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && len(n.Content) > 0 && strings.HasPrefix(n.Content[0].Value, "facts.")
}
