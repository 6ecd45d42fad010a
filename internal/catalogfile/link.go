package catalogfile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// link checks what depends on several entries or several files.
func (f *file) link() {
	s := f.scope()
	x := newReferences(f, s)
	for _, r := range f.catalog.Retired {
		if other := s.codes[r.Code]; other != nil {
			f.problems.Add(r.Pos, ruleRetired, "retired code %s is in use at %s; take it out here", clip(r.Code), other.catalog.Lookup(r.Code).Pos)
		}
	}
	for _, e := range f.entries {
		if r, found := either(x.retired, s.retired, e.Code); found {
			f.problems.Add(e.Pos, ruleRetired, "code %s was retired at %s%s; choose another code", e.label, r.Pos, note(r))
		}
		if other := s.codes[e.Code]; other != nil && !e.Overrides {
			f.problems.Add(e.Pos, ruleCollision, "code %s is defined at %s, in a catalog that this one extends; choose another code, or write overrides: true to answer in its place",
				e.label, other.catalog.Lookup(e.Code).Pos)
		}
	}
	f.linkRetired(x)
	f.linkCategories(s)
	f.linkRoles(s)
	f.linkAliases(s)
	for _, e := range f.entries {
		if e.Deprecated != nil && e.Deprecated.Use.Value != "" {
			x.check(e, e.Deprecated.Use, "deprecated.use")
		}
	}
	f.linkPages(x)
}

// remedy says what to write in the place of a retired code.
func (x *references) remedy(r model.Retired) string {
	if next := x.successor(r); next != "" {
		return "write " + next
	}
	return "name the code that replaced it"
}

// successor returns the code that replaced a retired one, "" where there is
// none in use.
func (x *references) successor(r model.Retired) string {
	if next := r.Successor.Value; x.file.codes[next] || x.scope.codes[next] != nil {
		return next
	}
	return ""
}

// note returns what is known about a retired code: " (replaced by x)".
func note(r model.Retired) string {
	if r.Note.Text == "" {
		return ""
	}
	return " (" + strings.TrimSuffix(r.Note.Text, ".") + ")"
}

func either[T any](a, b map[string]T, key string) (T, bool) {
	if v, found := a[key]; found {
		return v, true
	}
	v, found := b[key]
	return v, found
}

// linkCategories checks the categories of entries, and adds the usual ones
// that are used but declared nowhere.
func (f *file) linkCategories(s *scope) {
	known := maps.Clone(s.categories)
	for _, c := range f.catalog.Categories {
		if other, found := s.categories[c.Key]; found && other.Title != c.Title && other.Title != "" && c.Title != "" {
			f.problems.Add(c.Pos, ruleCategory, "category %q is called %s at %s; use that title or another key", c.Key, clip(other.Title), other.Pos)
		}
		known[c.Key] = c
	}
	if f.noCategories || s.noCategories {
		return
	}
	for _, usual := range format.Categories() {
		if _, found := known[usual.Key]; found {
			continue
		}
		category := model.Category{Key: usual.Key, Title: usual.Title}
		known[usual.Key] = category
		i := slices.IndexFunc(f.entries, func(e *entry) bool { return e.Category.Value == usual.Key })
		if i >= 0 {
			category.Pos = f.entries[i].Category.Pos
			f.catalog.Categories = append(f.catalog.Categories, category)
		}
	}
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(key string) bool { return !isName(key) })
	for _, e := range f.entries {
		if _, found := known[e.Category.Value]; !found && e.Category.Value != "" {
			f.problems.Add(e.Category.Pos, ruleCategory, "category %s of %s is not declared%s", clip(e.Category.Value), e.label,
				f.spell.suggest(e.Category.Value, keys, "; add it under categories"))
		}
	}
}

// references checks the codes that a file refers to.
type references struct {
	file    *file
	scope   *scope
	retired map[string]model.Retired // of the file
	known   []string                 // for suggestions; made when the first is needed
}

func newReferences(f *file, s *scope) *references {
	x := &references{file: f, scope: s, retired: map[string]model.Retired{}}
	for _, r := range f.catalog.Retired {
		x.retired[r.Code] = r
	}
	return x
}

func (x *references) check(e *entry, code model.Text, name string) {
	if code.Value == e.Code {
		x.file.problems.Add(code.Pos, ruleReference, "%s of %s names the code itself; name another or remove it", name, e.label)
		return
	}
	x.exists(code, fmt.Sprintf("%s of %s", name, e.label))
}

// exists reports whether a code is defined here or in an extended catalog.
func (x *references) exists(code model.Text, what string) bool {
	if x.file.codes[code.Value] || x.scope.codes[code.Value] != nil {
		return true
	}
	if r, found := either(x.retired, x.scope.retired, code.Value); found {
		x.file.problems.Add(code.Pos, ruleReference, "%s is the retired code %s%s; %s", what, clip(code.Value), note(r), x.remedy(r))
		return false
	}
	if x.file.noCodes || x.scope.noCodes {
		return false
	}
	if x.known == nil {
		x.known = slices.Sorted(maps.Keys(x.file.codes))
		x.known = append(x.known, slices.Sorted(maps.Keys(x.scope.codes))...)
	}
	x.file.problems.Add(code.Pos, ruleReference, "%s is %s, which is no code%s", what, clip(code.Value),
		x.file.spell.suggest(code.Value, x.known, "; name one that exists"))
	return false
}
