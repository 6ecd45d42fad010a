package golang

import (
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// idents are the Go identifiers that one error gives rise to.
type idents struct {
	Const  string // CodeKeyNotFound
	Type   string // KeyNotFoundError
	New    string // NewKeyNotFound
	Params string // KeyNotFoundParams, where it has parameters
	Detail string // KeyNotFoundDetail, where it has details

	value string // errKeyNotFound: what New returns
	entry string // entryKeyNotFound
}

// identsOf returns the identifiers of an error.
func identsOf(e *model.Error) idents {
	name := e.Name()
	id := idents{
		Const: "Code" + name,
		Type:  e.TypeName(),
		New:   "New" + name,
		value: "err" + name,
		entry: "entry" + name,
	}
	if len(e.Params) > 0 {
		id.Params = name + "Params"
	}
	if len(e.Details) > 0 {
		id.Detail = name + "Detail"
	}
	return id
}

// exported returns the identifiers that users of the package see.
func exported(e *model.Error) []string {
	id := identsOf(e)
	all := []string{id.Const, id.Type, id.New}
	if id.Params != "" {
		all = append(all, id.Params)
	}
	if id.Detail != "" {
		all = append(all, id.Detail)
	}
	for _, set := range closedSets(e) {
		all = append(all, set.ident)
		for _, v := range set.values {
			all = append(all, valueIdent(set.ident, v.Name))
		}
	}
	return all
}

// Check reports the names that Go, or the generated package, cannot have.
func Check(c *model.Catalog) diag.List {
	var problems diag.List
	owners := map[string]*model.Error{}
	for _, e := range c.Errors {
		if name := e.GoName; name.Value != "" && !isExported(name.Value) {
			problems.Add(name.Pos, "go-name", "go_name %q of %q is not an exported Go name; use letters and digits, a capital first, such as %s",
				name.Value, e.Code, fallback(spell.Camel(e.Code)))
			continue
		} else if name.Value == "" && !isExported(spell.Camel(e.Code)) {
			problems.Add(e.Pos, "go-name", "code %q has no Go name; give it one with go_name", e.Code)
			continue
		}
		for _, ident := range exported(e) {
			if ident == "Catalog" {
				problems.Add(namePos(e), "go-name", "code %q gives the Go name %s, which the generated package uses itself; set another go_name", e.Code, ident)
				continue
			}
			other, taken := owners[ident]
			if !taken {
				owners[ident] = e
				continue
			}
			if other == e {
				problems.Add(namePos(e), "go-name", "two values or names of %q both give the Go name %s; rename one of them", e.Code, ident)
				continue
			}
			a, b := inOrder(other, e)
			problems.Add(namePos(b), "go-name", "codes %q (%s) and %q both give the Go name %s; set go_name on one of them",
				a.Code, namePos(a), b.Code, ident)
			break // one problem per pair is enough
		}
		problems = append(problems, checkMembers(e)...)
	}
	problems = append(problems, checkAliases(c, owners)...)
	problems.Sort()
	return problems
}

// checkMembers reports the names of parameters and detail fields that the
// structs of an error cannot have.
func checkMembers(e *model.Error) diag.List {
	var problems diag.List
	params := members{code: e.Code, noun: "parameter", methods: []string{"Attrs", "ClientText"}}
	for _, p := range e.Params {
		params.add(&problems, p.Name, p.Pos)
	}
	fields := members{code: e.Code, noun: "field", methods: []string{"AppendJSON", "MarshalJSON"}}
	if isSensitive(e) {
		fields.methods = append(fields.methods, "String")
	}
	for _, f := range e.Details {
		fields.add(&problems, f.Name, f.Pos)
	}
	for _, f := range flags(e) {
		fields.add(&problems, f.SensitiveWhen, f.Pos)
	}
	return problems
}

// members checks the fields of one struct.
type members struct {
	code, noun string
	methods    []string
	seen       []member
}

type member struct {
	name, ident string
	pos         diag.Pos
}

func (m *members) add(problems *diag.List, name string, pos diag.Pos) {
	ident := spell.Camel(name)
	if !isName(name) || !isExported(ident) {
		problems.Add(pos, "go-name", "%s %q of %q has no Go name; use letters, digits and underscores, a letter first", m.noun, name, m.code)
		return
	}
	for _, method := range m.methods {
		if ident == method {
			problems.Add(pos, "go-name", "%s %q of %q gives the Go name %s, which is a method of its struct; rename it", m.noun, name, m.code, ident)
			return
		}
	}
	for _, other := range m.seen {
		if other.name == name {
			return // the loader's to report
		}
		if other.ident == ident {
			problems.Add(pos, "go-name", "%s %q of %q gives the same Go name, %s, as %q (%s); rename one of them",
				m.noun, name, m.code, ident, other.name, other.pos)
			return
		}
	}
	m.seen = append(m.seen, member{name, ident, pos})
}

// flags returns, for each flag that makes fields sensitive, the first field
// that it does that to.
func flags(e *model.Error) []model.Field {
	var first []model.Field
	seen := map[string]bool{}
	for _, f := range e.Details {
		if f.SensitiveWhen != "" && !seen[f.SensitiveWhen] {
			seen[f.SensitiveWhen] = true
			first = append(first, f)
		}
	}
	return first
}

// namePos is where the Go name of an error comes from.
func namePos(e *model.Error) diag.Pos {
	if e.GoName.Value != "" {
		return e.GoName.Pos
	}
	return e.Pos
}

// inOrder returns two errors in the order of the file.
func inOrder(a, b *model.Error) (first, second *model.Error) {
	if namePos(b).Line < namePos(a).Line {
		return b, a
	}
	return a, b
}

// fallback returns a name to propose.
func fallback(name string) string {
	if isExported(name) {
		return name
	}
	return "KeyNotFound"
}
