package catalogfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// A reader turns nodes into values of the type that their key asks for.
type reader struct {
	name     string // of the file
	source   *source
	cursor   cursor
	problems *diag.List
	spell    *speller
	keys     *keysets
	facts    facts
}

// A field is a key with its value, and how problems call it.
type field struct {
	key, value *yaml.Node
	name       string // such as "docs.summary"; "" for the thing itself
	of         string // whose it is, such as `"key_gone"`; "" for the file
	drop       string // the remedy when it need not be there: " or remove the key"
}

const (
	dropKey  = " or remove the key"
	dropItem = " or remove the item"
)

// String names the field: `status of "key_gone"`.
func (f field) String() string {
	switch {
	case f.of == "":
		return f.name
	case f.name == "":
		return f.of
	default:
		return f.name + " of " + f.of
	}
}

func (r *reader) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: r.name, Line: n.Line, Col: n.Column}
}

func (r *reader) add(n *yaml.Node, rule, format string, args ...any) {
	r.problems.Add(r.pos(n), rule, format, args...)
}

// present reports whether a field has a value that is worth reading. It
// complains about one that is missing, and about one that is not of a kind.
func (r *reader) present(f field, kind yaml.Kind, want string) bool {
	switch {
	case f.value.Kind == broken:
		return false
	case null(f.value):
		r.add(f.key, ruleEmpty, "%s has no value; write %s%s", f, want, f.drop)
		return false
	case kind == yaml.ScalarNode && beginsWithFact(f.value):
		r.add(f.value, ruleType, "%s begins with a brace, so that YAML reads a mapping; put the whole text in quotes", f)
		return false
	case f.value.Kind != kind:
		r.add(f.value, ruleType, "%s is %s; write %s", f, describe(f.value), want)
		return false
	}
	return true
}

// pairs returns the pairs of a mapping. Problems will say that they are of
// `of`.
func (r *reader) pairs(f field, of string) ([]field, bool) {
	if !r.present(f, yaml.MappingNode, "a mapping (key: value)") {
		return nil, false
	}
	out := make([]field, 0, len(f.value.Content)/2)
	for i := 0; i+1 < len(f.value.Content); i += 2 {
		key := f.value.Content[i]
		out = append(out, field{key: key, value: f.value.Content[i+1], name: key.Value, of: of, drop: dropKey})
	}
	return out, true
}

// An object is a mapping whose keys the format defines.
type object struct {
	label  string // how problems call it
	fields []field
	meant  map[string]bool // known keys that are there with a typing error
}

// object reads a mapping with known keys. Its fields' names begin with
// prefix.
func (r *reader) object(f field, label, prefix string, keys keyset) (object, bool) {
	pairs, ok := r.pairs(f, label)
	o := object{label: label, fields: make([]field, 0, len(pairs)), meant: map[string]bool{}}
	for _, p := range pairs {
		if !slices.Contains(keys.known, p.name) {
			o.meant[r.unknownKey(p.key, o.owner(prefix), keys.known)] = true
			continue
		}
		if slices.Contains(keys.required, p.name) {
			p.drop = ""
		}
		p.name = prefix + p.name
		o.fields = append(o.fields, p)
	}
	for _, key := range keys.required {
		if _, found := o.get(prefix + key); !found && ok && !o.meant[key] {
			r.add(f.key, ruleMissingKey, "%s has no %s; add the key %q", o.owner(prefix), key, key)
		}
	}
	return o, ok
}

// owner names the mapping itself: `docs of "key_gone"`.
func (o object) owner(prefix string) string {
	name := strings.TrimSuffix(prefix, ".")
	switch {
	case name == "" && o.label == "":
		return "the file"
	case name == "":
		return o.label
	case o.label == "":
		return name
	default:
		return name + " of " + o.label
	}
}

// unknownKey reports a key and returns the one that was meant, if any.
func (r *reader) unknownKey(key *yaml.Node, owner string, known []string) string {
	near := r.spell.Nearest(key.Value, known)
	keys := "; the keys are " + strings.Join(known, ", ")
	if len(known) == 1 {
		keys = "; the only key is " + known[0]
	}
	r.add(key, ruleUnknownKey, "key %s of %s is unknown%s", clip(key.Value), owner, didYouMean(near, keys))
	return near
}

func (o object) get(name string) (field, bool) {
	for _, f := range o.fields {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// list returns the items of a list as fields.
func (r *reader) list(f field) []field {
	items, _ := r.items(f)
	return items
}

// items is list that also tells whether there is one.
func (r *reader) items(f field) ([]field, bool) {
	if !r.present(f, yaml.SequenceNode, `a list ("- item" or [item])`) {
		return nil, false
	}
	items := make([]field, len(f.value.Content))
	for i, item := range f.value.Content {
		items[i] = field{key: item, value: item, name: fmt.Sprintf("item %d of %s", i+1, f.name), of: f.of, drop: dropItem}
	}
	return items, true
}

// raw returns the text of a scalar of any type, as it is in the file.
func (r *reader) raw(f field, want string) (string, bool) {
	if !r.present(f, yaml.ScalarNode, want) {
		return "", false
	}
	return f.value.Value, true
}

// text reads a text. Plain words that YAML, or its older version, takes for
// something else must be in quotes.
func (r *reader) text(f field, want string) (string, bool) {
	s, ok := r.raw(f, want)
	if !ok {
		return "", false
	}
	if plain(f.value) && (f.value.Tag != "!!str" && f.value.Tag != "!!timestamp" || oldBool(s)) {
		r.add(f.value, ruleType, "%s is %s, not a text; put it in quotes: %s", f, describe(f.value), clip(s))
		return "", false
	}
	if strings.TrimSpace(s) == "" {
		r.add(f.value, ruleEmpty, "%s is empty; write %s%s", f, want, f.drop)
		return "", false
	}
	return s, !r.cut(f, false)
}

// line reads a text of one line that neither begins nor ends with a space.
func (r *reader) line(f field, want string) (model.Text, bool) {
	s, ok := r.text(f, want)
	if !ok {
		return model.Text{}, false
	}
	switch space := strings.TrimSpace(s) != s; {
	case strings.ContainsAny(s, "\n\u2028\u2029"):
		r.add(f.value, ruleOneLine, `%s has more than one line or ends with a line break; write it on one line, or begin the block with ">-"`, f)
	case strings.Contains(s, "\t"):
		r.add(f.value, ruleCharacter, "%s holds a tab; use a space", f)
	case space:
		r.add(f.value, ruleSpace, "%s begins or ends with a space; remove it", f)
	default:
		return model.Text{Value: s, Pos: r.pos(f.value)}, true
	}
	return model.Text{}, false
}

// phrase reads a line of prose.
func (r *reader) phrase(f field, want string) string {
	text, _ := r.sentence(f, want)
	return text.Value
}

// sentence is line for prose: facts are put in place of their names, and a
// comment cannot follow on the same line.
func (r *reader) sentence(f field, want string) (model.Text, bool) {
	if r.cut(f, true) {
		return model.Text{}, false
	}
	text, ok := r.line(f, want)
	text.Value = r.expand(f, text.Value)
	return text, ok
}

func (r *reader) boolean(f field) bool {
	s, ok := r.raw(f, "true or false")
	if !ok {
		return false
	}
	if s == "true" && plain(f.value) {
		return true
	}
	if s != "false" || !plain(f.value) {
		r.add(f.value, ruleType, "%s is %s; write true or false", f, describe(f.value))
	}
	return false
}

// integer reads a whole number in decimal notation, without sign, leading
// zeros and the like.
func (r *reader) integer(f field, example int) (int, bool) {
	want := fmt.Sprintf("a whole number such as %d", example)
	s, ok := r.raw(f, want)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	switch {
	case err == nil && plain(f.value) && strconv.Itoa(n) == s:
		return n, true
	case err == nil && strconv.Itoa(n) == s:
		r.add(f.value, ruleType, "%s is %s; write %d, without quotes", f, describe(f.value), n)
	default:
		r.add(f.value, ruleType, "%s is %s; write %s", f, describe(f.value), want)
	}
	return 0, false
}

// word reads one of a few words.
func (r *reader) word(f field, rule string, choices []format.Word) (string, bool) {
	words := format.Names(choices)
	want := "one of " + strings.Join(words, ", ")
	s, ok := r.text(f, want)
	if !ok {
		return "", false
	}
	if !slices.Contains(words, s) {
		r.add(f.value, rule, "%s is %s%s", f, clip(s), r.spell.suggest(s, words, "; write "+want))
		return "", false
	}
	return s, true
}
