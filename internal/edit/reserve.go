package edit

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// reserved names the old code under retired.
func reserved(text []byte, q Request, alias string) ([]byte, error) {
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	note := q.Note
	if note == "" {
		note = "Renamed to " + q.New
		if q.Since != "" {
			note += ", " + q.Since
		}
		note += "."
	}
	facts := []string{"note", quoted(note), "successor", q.New}
	if alias != "" {
		facts = append(facts, "go_alias", alias)
	}
	key, codes := pair(d.root, "retired")
	switch {
	case key == nil:
		d.reserveFirst(q.Old, facts)
	case flow(codes):
		d.reserveInline(codes, q.Old, facts)
	default:
		d.reserveBlock(key, codes, q.Old, facts)
	}
	return d.apply(), nil
}

// reserveFirst adds the key retired with its first code.
func (d *document) reserveFirst(code string, facts []string) {
	at := -1
	for _, name := range []string{"breaks", "lint", "errors"} {
		if key, _ := pair(d.root, name); key != nil && (at < 0 || d.offset(key) < at) {
			at = d.offset(key)
		}
	}
	if flow(d.root) {
		q := quotes(d.root)
		d.edit(at, at, fmt.Sprintf("%sretired%s: {%s}, ", q, q, inline(q, code, facts)))
		return
	}
	at = d.comment(d.lineStart(at))
	nl := d.newline()
	text := "retired:" + nl + d.lined("", code, facts) + nl
	if at == 0 || isBlank(d.text[d.lineStart(at-1):at]) {
		text += nl
	}
	d.edit(at, at, text)
}

// reserveInline adds a code to a mapping in braces, before the next one in the
// alphabet or the first.
func (d *document) reserveInline(codes *yaml.Node, code string, facts []string) {
	if len(codes.Content) == 0 {
		at := d.offset(codes) + 1
		d.edit(at, at, inline(quotes(d.root), code, facts))
		return
	}
	next := codes.Content[0]
	for i := len(codes.Content) - 2; i >= 0; i -= 2 {
		if codes.Content[i].Value > code {
			next = codes.Content[i]
		}
	}
	at := d.offset(next)
	d.edit(at, at, inline(quotes(codes), code, facts)+", ")
}

// reserveBlock adds a code to the lines of retired, in alphabetical order if
// they are.
func (d *document) reserveBlock(key, codes *yaml.Node, code string, facts []string) {
	all := d.blocks(codes, d.after(key))
	indent := strings.Repeat(" ", codes.Content[0].Column-1)
	names := func(a, b block) int { return strings.Compare(a.code, b.code) }
	next := slices.IndexFunc(all, func(b block) bool { return b.code > code })
	if next < 0 || !slices.IsSortedFunc(all, names) {
		at := all[len(all)-1].to
		d.edit(at, at, d.newline()+d.lined(indent, code, facts))
		return
	}
	at := all[next].from
	d.edit(at, at, d.lined(indent, code, facts)+d.newline())
}

// lined returns a retired code as lines, without the last line break. Its facts
// are names and values by turns.
func (d *document) lined(indent, code string, facts []string) string {
	step := strings.Repeat(" ", d.step())
	if indent == "" {
		indent = step
	}
	lines := []string{indent + code + ":"}
	for i := 0; i < len(facts); i += 2 {
		lines = append(lines, indent+step+facts[i]+": "+facts[i+1])
	}
	return strings.Join(lines, d.newline())
}

// step is by how much the file indents.
func (d *document) step() int {
	if _, codes := pair(d.root, "errors"); !flow(codes) && len(codes.Content) > 0 && codes.Content[0].Column > 1 {
		return codes.Content[0].Column - 1
	}
	return 2
}

// inline returns a retired code as a pair of a mapping in braces.
func inline(quote, code string, facts []string) string {
	var pairs []string
	for i := 0; i < len(facts); i += 2 {
		value := facts[i+1]
		if !strings.HasPrefix(value, `"`) {
			value = quote + value + quote
		}
		pairs = append(pairs, quote+facts[i]+quote+": "+value)
	}
	return fmt.Sprintf("%s%s%s: {%s}", quote, code, quote, strings.Join(pairs, ", "))
}

// quotes returns what stands around the keys of a mapping, as in JSON.
func quotes(mapping *yaml.Node) string {
	if mapping.Content[0].Style&yaml.DoubleQuotedStyle != 0 {
		return `"`
	}
	return ""
}
