package catalogfile

import (
	"iter"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/asterwise/errcat/internal/spell"
)

// A mention is a place in a text that refers to a fact or a link by its name,
// or tries to.
type mention struct {
	start, end int    // of what was written, with its braces
	of         string // facts or links
	name       string // of the fact or link; "" where the reference is malformed
	meant      string // what stands in place of the name then
}

// mentions finds {facts.name} in a text, and what looks much like it:
// { facts.x }, {fact.x}, {facts.}, {{facts.x}}, {facts.x without an end.
// Other braces are text.
func mentions(s string) iter.Seq[mention] {
	return func(yield func(mention) bool) {
		for ref := range allMentions(s) {
			if ref.of == "facts" && !yield(ref) {
				return
			}
		}
	}
}

// allMentions is mentions that finds {links.name}, too.
func allMentions(s string) iter.Seq[mention] {
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
	ref.of = meant(strings.TrimSpace(head))
	if !dotted || ref.of == "" {
		return ref, false
	}
	closed := 0
	for closed < depth && strings.HasPrefix(s[ref.end:], "}") {
		ref.end++
		closed++
	}
	switch {
	case depth == 1 && closed == 1 && head == ref.of && isName(name):
		ref.name = name
		return ref, true
	case closed == 0: // it ends with the word
		name, _, _ = strings.Cut(strings.TrimLeft(name, " "), " ")
	}
	ref.meant = strings.TrimSpace(name)
	return ref, true
}

// meant returns which of facts and links a word is, give or take a letter, ""
// for neither.
func meant(word string) string {
	for _, of := range []string{"facts", "links"} {
		if len(word) >= 4 && len(word) <= 6 && spell.Distance(spell.Normal(word), of, 1) <= 1 {
			return of
		}
	}
	return ""
}

// beginsWithFact reports whether a mapping is a text that begins with a
// reference and has no quotes.
func beginsWithFact(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && len(n.Content) > 0 && strings.HasPrefix(n.Content[0].Value, "facts.")
}
