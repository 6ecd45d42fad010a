package catalogfile

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/spell"
)

// facts are short texts, numbers mostly, that texts of the file, and of files
// that extend it, refer to as {facts.name}. Where a file has a fact of the same
// name as one that it extends, its own texts have its own.
type facts struct {
	values map[string]string // own and inherited; "" for one that could not be read
	keys   []*yaml.Node      // own ones with a valid name, in file order
	names  []string          // own and inherited ones with a valid name
	used   map[string]bool
	unread bool // nobody knows which facts there are
}

func newFacts() facts {
	return facts{values: map[string]string{}, used: map[string]bool{}}
}

// inherit adds the facts of an extended file. Of two files with the same fact
// the first counts.
func (f *facts) inherit(base facts) {
	for _, name := range base.names {
		if _, found := f.values[name]; !found {
			f.values[name] = base.values[name]
			f.names = append(f.names, name)
		}
	}
	f.unread = f.unread || base.unread
}

func (f *file) readFacts(all field) {
	pairs, ok := f.pairs(all, "")
	f.facts.unread = f.facts.unread || !ok
	for _, p := range pairs {
		name := p.name
		if isName(name) {
			f.facts.keys = append(f.facts.keys, p.key)
			f.facts.names = append(f.facts.names, name)
		} else {
			f.badName(p, "fact")
			name = spell.Normal(name) // texts may have the name that was meant
		}
		p.name = "fact " + clip(p.name)
		f.facts.values[name] = f.fact(p)
	}
}

// fact reads one line of text, or a whole number without quotes. It returns
// "" for one that is wrong.
func (r *reader) fact(f field) string {
	const want = "a short text or a whole number"
	if number(f.value) {
		return f.value.Value
	}
	text, ok := r.line(f, want)
	switch n := utf8.RuneCountInString(text.Value); {
	case !ok:
		return ""
	case n > format.MaxFact:
		r.add(f.value, ruleLength, "%s has %d characters; shorten it to at most %d", f, n, format.MaxFact)
		return ""
	case strings.ContainsAny(text.Value, "{}"):
		r.add(f.value, ruleFact, "%s holds a brace; facts are plain text that refers to nothing else, so write it out", f)
		return ""
	}
	return text.Value
}

// number reports whether a value is a whole number without quotes.
func number(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && plain(n) && n.Tag == "!!int" && decimal(n.Value)
}

// decimal reports whether s is a whole number as people write it: no sign, no
// leading zeros, no underscores.
func decimal(s string) bool {
	return strings.Trim(s, "0123456789") == "" && s != "" && (s == "0" || s[0] != '0')
}

// expand puts facts in place of the references in a text, and complains about
// those that name none.
func (r *reader) expand(f field, s string) string {
	var out strings.Builder
	var where tracer // made when the first position is needed
	done := 0
	for ref := range mentions(s) {
		value, found := r.facts.values[ref.name]
		if found {
			r.facts.used[ref.name] = true
			out.WriteString(s[done:ref.start])
			out.WriteString(value)
			done = ref.end
			continue
		}
		near := r.meantFact(ref)
		if ref.name != "" && r.facts.unread {
			continue
		}
		if where.value == "" {
			where = r.trace(f.value)
		}
		pos, written := where.at(ref.start), clip(s[ref.start:ref.end])
		switch {
		case ref.name != "":
			r.problems.Add(pos, ruleFact, "%s refers to the fact %q, which is not defined%s", f, ref.name, didYouMean(near, "; add it under facts"))
		case near != "":
			r.problems.Add(pos, ruleFact, "%s has %s, which is no reference to a fact; write {facts.%s}", f, written, near)
		default:
			r.problems.Add(pos, ruleFact, "%s has %s, which is no reference to a fact; write {facts.name} with the name of one", f, written)
		}
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// meantFact returns the fact that a wrong reference was meant to name, "" for
// none. That fact counts as used.
func (r *reader) meantFact(ref mention) string {
	word := ref.name
	if word == "" {
		word = ref.meant
	}
	near := r.spell.Nearest(word, r.facts.names)
	if near != "" {
		r.facts.used[near] = true
	}
	return near
}

// checkFacts reports the facts that no text refers to. Where the file has
// other problems, a text with a reference may be one that could not be read;
// then it is enough that the reference is somewhere.
func (f *file) checkFacts(otherProblems bool) {
	if otherProblems {
		for ref := range mentions(string(f.source.text)) {
			f.facts.used[ref.name] = true
		}
		for _, p := range f.pages {
			f.mentionsIn(p)
		}
	}
	for _, key := range f.facts.keys {
		if name := key.Value; !f.facts.used[name] {
			f.add(key, ruleUnusedFact, "fact %q is in no text; write {facts.%s} where it belongs, or remove it", name, name)
		}
	}
}
