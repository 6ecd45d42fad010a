package typescript

import (
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// check reports the codes whose class would have a name that something else of
// the package, or of JavaScript, has.
func check(c *model.Catalog) diag.List {
	taken := map[string]string{
		"ApiError":     "the class that all errors have in common",
		"UnknownError": "the class of errors without a code",
		"KnownError":   "the type of all errors with a known code",
		"CatalogError": "the type of all errors",
		"Error":        "JavaScript's own",
	}
	var problems diag.List
	for _, e := range c.Errors {
		pos := e.Pos
		if e.GoName.Value != "" {
			pos = e.GoName.Pos
		}
		if what, ok := taken[e.TypeName()]; ok {
			problems.Add(pos, "typescript-name", "code %q gives the TypeScript name %s, which is %s; set another go_name", e.Code, e.TypeName(), what)
		}
		taken[e.TypeName()] = "the class of the code " + e.Code
	}
	problems.Sort()
	return problems
}
