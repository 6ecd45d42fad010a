package golang

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// A closedSet is a parameter or a detail field whose values the catalog
// declares.
type closedSet struct {
	ident  string // ValidationErrorType
	of     string // what the doc calls it: field type
	values []model.Value
	sent   bool // clients may see it
}

// closedSets returns the sets of an error, parameters first.
func closedSets(e *model.Error) []closedSet {
	var sets []closedSet
	for _, param := range e.Params {
		if isClosed(param.Type, param.Values) {
			sets = append(sets, closedSet{setIdent(e, param.Name), "parameter " + param.Name, param.Values, param.Client})
		}
	}
	for _, f := range e.Details {
		if isClosed(f.Type, f.Values) {
			sets = append(sets, closedSet{setIdent(e, f.Name), "field " + f.Name, f.Values, !f.Sensitive})
		}
	}
	return sets
}

func isClosed(kind string, values []model.Value) bool { return kind == "string" && len(values) > 0 }

func setIdent(e *model.Error, name string) string { return e.Name() + spell.Camel(name) }

// valueIdent is the constant of one value. Values may hold any character;
// those that no identifier has separate words.
func valueIdent(set, value string) string {
	return set + spell.Camel(strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return '_'
	}, value))
}

// valueTypes prints a string type for each closed set of an error, and its
// values as constants.
func (p *printer) valueTypes(e *model.Error, id idents) {
	for _, set := range closedSets(e) {
		doc := fmt.Sprintf("%s is a value of the %s of [%s].", set.ident, set.of, id.Type)
		if set.sent {
			doc += " No value but the constants reaches a client."
		}
		p.comment(0, doc)
		p.line("type %s string", set.ident)
		p.line("")
		p.comment(0, fmt.Sprintf("The values of [%s].", set.ident))
		p.line("const (")
		var names []string
		for _, v := range set.values {
			name := valueIdent(set.ident, v.Name)
			names = append(names, name)
			if v.Doc.Text != "" {
				p.comment(1, name+": "+v.Doc.Text)
			}
			p.line("%s %s = %s", name, set.ident, quote(v.Name))
		}
		p.line(")")
		p.line("")
		if !set.sent {
			continue
		}
		p.line("func (v %s) declared() bool {", set.ident)
		p.line("switch v {")
		p.line("case %s:", strings.Join(names, ",\n"))
		p.line("return true")
		p.line("}")
		p.line("return false")
		p.line("}")
		p.line("")
	}
}
