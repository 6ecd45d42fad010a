package catalogref

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/format"
)

// Schema returns the JSON Schema of catalog files, draft-07. It refuses nothing
// that the loader accepts; what the loader refuses on account of other parts
// of the file, or of how the YAML is written, it lets pass.
func Schema() ([]byte, error) {
	root, err := object(format.Catalog())
	if err != nil {
		return nil, err
	}
	root.Schema = "http://json-schema.org/draft-07/schema#"
	root.Comment = header
	root.Title = fmt.Sprintf("errcat catalog, format %d", format.Version)
	for _, o := range format.Objects()[1:] {
		definition, err := object(o)
		if err != nil {
			return nil, err
		}
		root.Definitions = append(root.Definitions, member{o.Name, definition})
	}
	return root.encode()
}

// object returns the schema of a mapping with known keys.
func object(o format.Object) (schema, error) {
	s := schema{Description: plain(o.Doc), Type: "object", Required: o.Required(), Others: false}
	for _, k := range o.Keys {
		property, err := key(k)
		if err != nil {
			return schema{}, fmt.Errorf("key %s%s: %w", o.Path, k.Name, err)
		}
		s.Properties = append(s.Properties, member{k.Name, property})
	}
	s.AllOf = conditions(o.Name)
	return s, nil
}

// key returns the schema of what stands behind a key.
func key(k format.Key) (schema, error) {
	s := value(k.Value)
	if s.Ref != "" { // draft-07 ignores what stands beside it
		s = schema{AllOf: []schema{s}}
	}
	text := k.Doc
	if k.Limits != "" {
		text += "\n\n" + k.Limits
	}
	if k.Default != "" {
		text += "\n\nDefault: " + k.Default + "."
	}
	example, err := exampleOf(k)
	if err != nil {
		return schema{}, err
	}
	s.Default, s.Description = defaultOf(k), plain(text)
	switch example.(type) {
	case map[string]any, []any: // editors offer examples as completions, but cannot name these
		s.MarkdownText = text + "\n\n```yaml\n" + k.Example + "\n```"
		return s, nil
	}
	s.Examples = []any{example}
	if s.Description != text {
		s.MarkdownText = text
	}
	return s, nil
}

// defaultOf returns the value that a key has where it is left out, nil where
// that depends on other things.
func defaultOf(k format.Key) any {
	word, found := strings.CutPrefix(k.Default, "`")
	word, end := strings.CutSuffix(word, "`")
	switch {
	case !found || !end || strings.ContainsAny(word, "` "):
		return nil
	case word == "false":
		return false
	default:
		return word
	}
}

// value returns the schema of a value.
func value(v format.Value) schema {
	switch v.Kind {
	case format.Choice:
		s := schema{Type: "string", Enum: texts(format.Names(v.Words))}
		for _, w := range v.Words {
			s.EnumTexts = append(s.EnumTexts, w.Doc)
		}
		return s
	case format.Integer:
		return integer(v)
	case format.Boolean:
		return schema{Type: "boolean"}
	case format.Scalar:
		return schema{Type: []string{"string", "number", "boolean"}}
	case format.Any:
		return schema{Not: &schema{Type: "null"}}
	case format.List:
		items := value(*v.Elem)
		s := schema{Type: "array", Items: &items}
		if v.Some {
			s.MinItems = 1
		}
		s.UniqueItems = v.Unique
		return s
	case format.Map:
		return mapping(v)
	case format.Record:
		return schema{Ref: "#/definitions/" + v.Object.Name}
	case format.Either:
		var s schema
		for _, option := range v.Options {
			s.AnyOf = append(s.AnyOf, value(option))
		}
		return s
	default:
		return line(v)
	}
}

func integer(v format.Value) schema {
	s := schema{Type: "integer", Minimum: &v.Min}
	if v.Max > 0 {
		s.Maximum = &v.Max
	}
	return s
}

func mapping(v format.Value) schema {
	names, members := line(format.Value{Form: v.Form, Max: v.Form.Max()}), value(*v.Elem)
	names.Type = nil // a key is a text
	if len(v.Taken) > 0 {
		names.Not = &schema{Enum: texts(v.Taken)}
	}
	s := schema{Type: "object", Names: &names, Others: &members}
	if v.Some {
		s.MinProperties = 1
	}
	return s
}

// line returns the schema of a text of one line.
func line(v format.Value) schema {
	s := schema{Type: "string", Pattern: v.Form.Pattern(), PatternText: "use " + plain(v.Form.Says()), MinLength: 1, MaxLength: v.Max}
	if v.Facts && v.Max > 0 { // a fact counts as what it says
		s.MaxLength = 0
		s.AnyOf = []schema{{MaxLength: v.Max}, {Pattern: `\{facts\.`}}
	}
	var not []schema
	if p := v.Form.NotPattern(); p != "" {
		not = append(not, schema{Pattern: p})
	}
	if taken := v.Form.Taken(); len(taken) > 0 {
		not = append(not, schema{Enum: texts(taken)})
	}
	if len(not) > 0 {
		s.Not = &schema{AnyOf: not}
	}
	return s
}

func texts(all []string) []any {
	out := make([]any, len(all))
	for i, t := range all {
		out[i] = t
	}
	return out
}

// plain returns a text without the marks of code spans.
func plain(text string) string { return strings.ReplaceAll(text, "`", "") }
