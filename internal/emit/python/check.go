package python

import (
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// check reports the codes whose class would have a name that something else of
// the package has.
func check(c *model.Catalog) diag.List {
	taken := map[string]string{
		"ApiError":     "the class that all errors have in common",
		"UnknownError": "the class of errors without a code",
	}
	for _, category := range categories(c) {
		taken[anyName(category.Key)] = "the class of the category " + category.Key
	}
	var problems diag.List
	for _, e := range c.Errors {
		pos := e.Pos
		if e.GoName.Value != "" {
			pos = e.GoName.Pos
		}
		if what, ok := taken[e.TypeName()]; ok {
			problems.Add(pos, "python-name", "code %q gives the Python name %s, which is %s; set another go_name", e.Code, e.TypeName(), what)
		}
	}
	problems.Sort()
	return problems
}

// anyName is the name of a category's class: AnyNotFoundError. It cannot be
// NotFoundError, which may be the name of a code now or later.
func anyName(category string) string { return "Any" + spell.Camel(category) + "Error" }

// categories returns those that have codes, in the order of the file.
func categories(c *model.Catalog) []model.Category {
	used := map[string]bool{}
	for _, e := range c.Errors {
		used[e.Category.Value] = true
	}
	var out []model.Category
	for _, category := range c.Categories {
		if used[category.Key] {
			out = append(out, category)
			delete(used, category.Key)
		}
	}
	return out
}
