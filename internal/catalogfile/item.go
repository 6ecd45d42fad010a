package catalogfile

import (
	"fmt"
	"strconv"

	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// shown is what is known of the item of details that the documentation shows.
type shown struct {
	any    bool // a field has an example
	unread bool // something could not be read: what is missing is not judged
}

// checkShown holds the item to being whole, if there is one: an item that a
// service cannot send would mislead.
func (f *file) checkShown(e *entry, s shown) {
	if !s.any || s.unread {
		return
	}
	for _, d := range e.Details {
		if d.Example == nil && !d.Optional && !d.Sensitive {
			f.problems.Add(d.Pos, ruleExample, "field %s of %s has no example, but others have; the documentation shows a whole item, so add one", clip(d.Name), e.label)
		}
	}
}

// fieldExample reads the example of a field; nil where it is not valid for
// its type, which has been reported.
func (r *reader) fieldExample(p field, d model.Field) any {
	if d.Sensitive {
		r.add(p.key, ruleExample, "%s is never shown, because the field is sensitive; remove the example", p)
		return nil
	}
	switch d.Type {
	case "":
		return nil // what it should be is not known
	case "path":
		return r.pathExample(p)
	case "strings":
		return r.stringsExample(p)
	case "any":
		return r.anyExample(p)
	}
	return r.scalarExample(p, d.Type, d.Values)
}

// scalarExample reads a value of a type that is one of a closed set, if there
// is one.
func (r *reader) scalarExample(p field, kind string, set []model.Value) any {
	if _, ok := r.raw(p, "a value"); !ok || !r.exampleFits(p, kind) || !r.ofSet(p, set) {
		return nil
	}
	return scalar(kind, p.value.Value)
}

// anyExample reads a value of any type: a scalar, a list or a mapping of such.
func (r *reader) anyExample(p field) any {
	switch p.value.Kind {
	case yaml.SequenceNode:
		items := r.list(p)
		list := make([]any, 0, len(items))
		for _, item := range items {
			if value := r.anyExample(item); value != nil {
				list = append(list, value)
			}
		}
		if len(list) < len(items) {
			return nil
		}
		return list
	case yaml.MappingNode:
		pairs, _ := r.pairs(p, p.of)
		object := make(map[string]any, len(pairs))
		for _, pair := range pairs {
			key := pair.key.Value
			pair.name = fmt.Sprintf("member %s of %s", clip(key), p.name)
			if value := r.anyExample(pair); value != nil {
				object[key] = value
			}
		}
		if len(object) < len(pairs) {
			return nil
		}
		return object
	default:
		return r.scalarExample(p, scalarType(p.value), nil)
	}
}

// scalarType returns the type of a value of a field that takes any.
func scalarType(n *yaml.Node) string {
	switch {
	case !plain(n):
		return "string"
	case n.Tag == "!!bool":
		return "boolean"
	case n.Tag == "!!int":
		return "integer"
	case n.Tag == "!!float":
		return "number"
	default:
		return "string"
	}
}

// scalar returns the value that a text, which fits, stands for.
func scalar(kind, text string) any {
	var value any = text
	switch kind {
	case "integer":
		value, _ = strconv.ParseInt(text, 10, 64)
	case "number":
		value, _ = strconv.ParseFloat(text, 64)
	case "boolean":
		value = text == "true"
	}
	return value
}

// pathExample reads a list of names and indexes.
func (r *reader) pathExample(p field) any {
	items := r.some(p)
	path := make([]any, 0, len(items))
	for _, item := range items {
		n := item.value
		if plain(n) && (n.Tag == "!!int" || n.Tag == "!!float") {
			if i, err := strconv.ParseInt(n.Value, 10, 32); err == nil && decimal(n.Value) {
				path = append(path, i)
				continue
			}
			r.add(n, ruleExample, "%s is %s; write an index such as 0, or a name", item, describe(n))
			continue
		}
		if name, ok := r.line(item, "a name or an index"); ok {
			path = append(path, name.Value)
		}
	}
	if len(items) == 0 || len(path) < len(items) {
		return nil
	}
	return path
}

// stringsExample reads a list of texts.
func (r *reader) stringsExample(p field) any {
	items := r.some(p)
	var texts []string
	for _, item := range items {
		if text, ok := r.line(item, "a text"); ok {
			texts = append(texts, text.Value)
		}
	}
	if len(items) == 0 || len(texts) < len(items) {
		return nil
	}
	return texts
}

// some is list for one that says nothing when it is empty.
func (r *reader) some(p field) []field {
	items := r.list(p)
	if p.value.Kind == yaml.SequenceNode && len(items) == 0 {
		r.add(p.value, ruleEmpty, "%s has no items; add one or remove the key", p)
	}
	return items
}
