package jsonschema

import "github.com/asterwise/errcat/internal/model"

// Detail is the schema of an item of a code's details. New fields may come, so
// others than the declared ones are allowed (contract §6).
func Detail(e *model.Error) Object {
	var properties Object
	var required []string
	for _, f := range e.Details {
		if f.Sensitive {
			continue // never sent
		}
		properties = append(properties, Member{f.Name, field(f)})
		if !f.Optional && f.SensitiveWhen == "" {
			required = append(required, f.Name)
		}
	}
	s := Object{{"type", "object"}}
	if len(required) > 0 {
		s = append(s, Member{"required", required})
	}
	if len(properties) > 0 {
		s = append(s, Member{"properties", properties})
	}
	return append(s, Member{"additionalProperties", true})
}

// field is the schema of a field's value.
func field(f model.Field) Object {
	var s Object
	if f.Doc.Text != "" {
		s = append(s, Member{"description", f.Doc.Text})
	}
	switch f.Type {
	case "any":
	case "date":
		s = append(s, Member{"type", "string"}, Member{"format", "date"})
	case "datetime":
		s = append(s, Member{"type", "string"}, Member{"format", "date-time"})
	case "strings":
		s = append(s, Member{"type", "array"}, Member{"items", Object{{"type", "string"}}})
	case "path":
		step := Object{{"oneOf", []Object{{{"type", "string"}}, {{"type", "integer"}}}}}
		s = append(s, Member{"type", "array"}, Member{"items", step})
	default: // string, integer, number, boolean
		s = append(s, Member{"type", f.Type})
	}
	if len(f.Values) > 0 {
		var names []string
		for _, v := range f.Values {
			names = append(names, v.Name)
		}
		s = append(s, Member{"enum", names})
	}
	return s
}
