package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// A reader turns nodes into values of the type that their key asks for.
type reader struct {
	name     string // of the file
	problems *diag.List
	spell    *speller
}

// A field is a key with its value, and how problems call it.
type field struct {
	key, value *yaml.Node
	name       string // such as "docs.summary"
	of         string // whose it is, such as `"key_gone"`; "" for the file
}

// String names the field: `status of "key_gone"`.
func (f field) String() string {
	if f.of == "" {
		return f.name
	}
	return f.name + " of " + f.of
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
		r.add(f.key, ruleEmpty, "%s has no value; write %s or remove the key", f, want)
		return false
	case f.value.Kind != kind:
		r.add(f.value, ruleType, "%s is %s; write %s", f, describe(f.value), want)
		return false
	}
	return true
}

func null(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && plain(n) && n.Tag == "!!null" }

// plain reports whether a scalar was written without quotes and not as a
// block.
func plain(n *yaml.Node) bool {
	return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
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
		out = append(out, field{key: key, value: f.value.Content[i+1], name: key.Value, of: of})
	}
	return out, true
}

// An object is a mapping whose keys the format defines.
type object struct {
	label  string // how problems call it
	fields []field
}

// object reads a mapping with known keys. Its fields' names begin with
// prefix.
func (r *reader) object(f field, label, prefix string, known []string, required ...string) (object, bool) {
	pairs, ok := r.pairs(f, label)
	o := object{label: label, fields: make([]field, 0, len(pairs))}
	for _, p := range pairs {
		if !slices.Contains(known, p.name) {
			r.unknownKey(p.key, o.owner(prefix), known)
			continue
		}
		p.name = prefix + p.name
		o.fields = append(o.fields, p)
	}
	for _, key := range required {
		if _, found := o.get(prefix + key); !found && ok {
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

func (r *reader) unknownKey(key *yaml.Node, owner string, known []string) {
	r.add(key, ruleUnknownKey, "key %s of %s is unknown%s", clip(key.Value), owner,
		r.spell.suggest(key.Value, known, "; the keys are "+strings.Join(known, ", ")))
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
	if !r.present(f, yaml.SequenceNode, `a list ("- item" or [item])`) {
		return nil
	}
	items := make([]field, len(f.value.Content))
	for i, item := range f.value.Content {
		items[i] = field{key: item, value: item, name: fmt.Sprintf("item %d of %s", i+1, f.name), of: f.of}
	}
	return items
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
		r.add(f.value, ruleEmpty, "%s is empty; write %s or remove the key", f, want)
		return "", false
	}
	return s, true
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

// prose reads a documentation text, which may have many lines. Line breaks at
// its end are dropped.
func (r *reader) prose(f field) string {
	s, _ := r.text(f, "a text")
	return strings.TrimRight(s, "\n")
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
func (r *reader) word(f field, rule string, words []string) (string, bool) {
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

// oldBool reports whether YAML 1.1 took a plain word for true or false, and
// many editors still do.
func oldBool(s string) bool {
	switch strings.ToLower(s) {
	case "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// describe says what a value is: `the text "404"`, `a list`.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		return kindName(n)
	case !plain(n):
		return "the text " + clip(n.Value)
	case n.Tag == "!!int", n.Tag == "!!float":
		return "the number " + strings.Trim(clip(n.Value), `"`)
	case n.Tag == "!!null":
		return "null"
	case n.Tag == "!!bool":
		return n.Value
	default:
		return clip(n.Value)
	}
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping"
	default:
		return "a value"
	}
}

// clip quotes a text from the file for a message, shortened where it is long.
func clip(s string) string {
	const limit = 60
	if utf8.RuneCountInString(s) <= limit {
		return strconv.Quote(s)
	}
	return strconv.Quote(string([]rune(s)[:limit]) + "…")
}
