package typescript

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// detail writes the type of an item of the details. It is an alias: an interface
// would not count as one of those that all errors have.
func (p *printer) detail(e *model.Error) {
	if !hasItems(e) {
		return
	}
	p.line("")
	p.doc("", []string{"One item of the details of " + e.Code + "."})
	p.line("export type %sDetail = {", e.Name())
	for _, f := range e.Details {
		if f.Sensitive {
			continue
		}
		if f.Doc.Text != "" {
			p.doc("  ", []string{f.Doc.Text})
		}
		name, kind := f.Name, fieldType(f)
		if f.Optional || f.SensitiveWhen != "" {
			name += "?"
			kind += " | undefined"
		}
		p.line("  readonly %s: %s;", name, kind)
	}
	p.line("};")
}

func hasItems(e *model.Error) bool {
	for _, f := range e.Details {
		if !f.Sensitive {
			return true
		}
	}
	return false
}

// fieldType is the type of a member. A closed set may grow: editors offer its
// values, and any other string is one, too.
func fieldType(f model.Field) string {
	switch f.Type {
	case "integer", "number":
		return "number"
	case "boolean":
		return "boolean"
	case "path":
		return "readonly (string | number)[]"
	case "strings":
		return "readonly string[]"
	case "any":
		return "unknown"
	}
	if len(f.Values) == 0 {
		return "string"
	}
	var values []string
	for _, v := range f.Values {
		values = append(values, quote(v.Name))
	}
	return strings.Join(values, " | ") + " | (string & {})"
}
