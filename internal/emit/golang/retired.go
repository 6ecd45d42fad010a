package golang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// emitRetired writes the Go names that retired codes had, as aliases for those
// of their successors: deprecated, so that tools tell of them, and marked for
// `go fix`, which puts the new names into the code that uses them. It returns
// nothing where the catalog asks for none.
func emitRetired(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	aliases := aliasesOf(c)
	for _, a := range aliases {
		p.alias(a)
	}
	if len(aliases) == 0 {
		return nil, nil
	}
	return p.file(c.File, c.Package.Value, nil)
}

// An alias is a retired code whose Go names stay for those of another.
type alias struct {
	retired *model.Retired
	as      *model.Error // the successor, with the name of the retired code
	to      *model.Error // the successor
}

func aliasesOf(c *model.Catalog) []alias {
	var all []alias
	for i := range c.Retired {
		r := &c.Retired[i]
		if r.GoAlias.Value == "" {
			continue
		}
		to := c.Lookup(r.Successor.Value)
		if to == nil {
			continue // the loader's to report
		}
		as := *to
		as.GoName = r.GoAlias
		all = append(all, alias{r, &as, to})
	}
	return all
}

// alias prints a name for each name of the successor.
func (p *printer) alias(a alias) {
	as, to := identsOf(a.as), identsOf(a.to)
	p.stale(a, as.Const, to.Const)
	p.line("const %s = %s", as.Const, to.Const)
	p.line("")
	p.aliasType(a, as.Type, to.Type)
	p.stale(a, as.New, to.New)
	var params, args []string
	if to.Params != "" {
		params, args = append(params, "p "+to.Params), append(args, "p")
	}
	if to.Detail != "" {
		params, args = append(params, "details ..."+to.Detail), append(args, "details...")
	}
	p.line("func %s(%s) *%s { return %s(%s) }", as.New, strings.Join(params, ", "), to.Type, to.New, strings.Join(args, ", "))
	p.line("")
	if to.Params != "" {
		p.aliasType(a, as.Params, to.Params)
	}
	if to.Detail != "" {
		p.aliasType(a, as.Detail, to.Detail)
	}
	sets := closedSets(a.to)
	for i, set := range closedSets(a.as) {
		p.aliasType(a, set.ident, sets[i].ident)
		for _, v := range set.values {
			name, other := valueIdent(set.ident, v.Name), valueIdent(sets[i].ident, v.Name)
			p.stale(a, name, other)
			p.line("const %s = %s", name, other)
			p.line("")
		}
	}
}

func (p *printer) aliasType(a alias, name, of string) {
	p.stale(a, name, of)
	p.line("type %s = %s", name, of)
	p.line("")
}

// stale prints the doc of an alias.
func (p *printer) stale(a alias, name, of string) {
	p.comment(0, fmt.Sprintf("%s is a name of the retired code %s, kept for one release.", name, a.retired.Code))
	p.line("//")
	p.comment(0, fmt.Sprintf("Deprecated: use [%s] instead.", of))
	p.line("//")
	p.line("//go:fix inline")
}

// checkAliases reports the names of retired codes that something else has.
func checkAliases(c *model.Catalog, owners map[string]*model.Error) diag.List {
	var problems diag.List
	taken := map[string]string{"Catalog": "the generated package itself"}
	for ident, e := range owners {
		taken[ident] = fmt.Sprintf("code %q", e.Code)
	}
	for _, a := range aliasesOf(c) {
		names := exported(a.as)
		if !isExported(a.retired.GoAlias.Value) {
			problems.Add(a.retired.GoAlias.Pos, "go-name", "go_alias %q of %q is not an exported Go name; use letters and digits, a capital first, such as %s",
				a.retired.GoAlias.Value, a.retired.Code, fallback(spell.Camel(a.retired.Code)))
			continue
		}
		if i := slices.IndexFunc(names, func(name string) bool { return taken[name] != "" }); i >= 0 {
			problems.Add(a.retired.GoAlias.Pos, "go-name", "go_alias of %q gives the Go name %s, which %s has; write the name that the code had, or remove the key",
				a.retired.Code, names[i], taken[names[i]])
			continue
		}
		for _, name := range names {
			taken[name] = fmt.Sprintf("retired code %q", a.retired.Code)
		}
	}
	return problems
}
