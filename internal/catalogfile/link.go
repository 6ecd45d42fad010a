package catalogfile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// A base is a file that another one extends.
type base struct {
	*file
	at field // the entry of extends
}

// A scope is what the catalogs that a file extends, directly and indirectly,
// bring with them.
type scope struct {
	codes      map[string]*file
	retired    map[string]model.Retired
	roles      map[string]owned[model.Role]
	categories map[string]model.Category

	// Set where a file could not be read: nobody knows what it has.
	noCodes, noCategories, noRoles bool
}

type owned[T any] struct {
	value T
	owner *file
}

// scope collects what the bases of f bring, and reports what two of them
// both claim.
func (f *file) scope() *scope {
	s := &scope{
		codes:      map[string]*file{},
		retired:    map[string]model.Retired{},
		roles:      map[string]owned[model.Role]{},
		categories: map[string]model.Category{},
	}
	seen := map[*file]bool{}
	for _, b := range f.bases {
		b.bring(s, seen, func(rule, format string, args ...any) {
			f.add(b.at.value, rule, format, args...)
		})
	}
	return s
}

func (f *file) bring(s *scope, seen map[*file]bool, report func(rule, format string, args ...any)) {
	if seen[f] {
		return
	}
	seen[f] = true
	for _, e := range f.entries {
		if other := s.codes[e.Code]; other != nil {
			report(ruleCollision, "code %s is in both %s and %s; extend one of them", e.label, other.name, f.name)
			continue
		}
		s.codes[e.Code] = f
	}
	for _, r := range f.catalog.Retired {
		s.retired[r.Code] = r
	}
	for _, r := range f.catalog.Roles {
		if other, found := s.roles[r.Name]; found {
			report(ruleRoleCollision, "role %q is bound in both %s and %s; extend one of them", r.Name, other.owner.name, f.name)
			continue
		}
		s.roles[r.Name] = owned[model.Role]{r, f}
	}
	for _, c := range f.catalog.Categories {
		if _, found := s.categories[c.Key]; !found {
			s.categories[c.Key] = c
		}
	}
	s.noCodes = s.noCodes || f.noCodes
	s.noCategories = s.noCategories || f.noCategories
	s.noRoles = s.noRoles || f.noRoles
	for _, b := range f.bases {
		b.bring(s, seen, report)
	}
}

// link checks what depends on several entries or several files.
func (f *file) link() {
	s := f.scope()
	own := map[string]model.Retired{}
	for _, r := range f.catalog.Retired {
		own[r.Code] = r
		if other := s.codes[r.Code]; other != nil {
			f.problems.Add(r.Pos, ruleRetired, "retired code %s is in use at %s; take it out here", clip(r.Code), other.catalog.Lookup(r.Code).Pos)
		}
	}
	for _, e := range f.entries {
		if r, found := either(own, s.retired, e.Code); found {
			f.problems.Add(e.Pos, ruleRetired, "code %s was retired at %s%s; choose another code", e.label, r.Pos, note(r))
		}
		if other := s.codes[e.Code]; other != nil {
			f.problems.Add(e.Pos, ruleCollision, "code %s is defined at %s, in a catalog that this one extends; choose another code", e.label, other.catalog.Lookup(e.Code).Pos)
		}
	}
	f.linkCategories(s)
	f.linkRoles(s)
	x := references{file: f, scope: s, retired: own}
	for _, e := range f.entries {
		if e.Deprecated != nil && e.Deprecated.Use.Value != "" {
			x.check(e, e.Deprecated.Use, "deprecated.use")
		}
		for _, code := range e.Docs.SeeAlso {
			x.check(e, code, "docs.see_also")
		}
	}
}

// note returns what is known about a retired code: " (replaced by x)".
func note(r model.Retired) string {
	if r.Note == "" {
		return ""
	}
	return " (" + strings.TrimSuffix(r.Note, ".") + ")"
}

func either[T any](a, b map[string]T, key string) (T, bool) {
	if v, found := a[key]; found {
		return v, true
	}
	v, found := b[key]
	return v, found
}

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
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(key string) bool { return !snake(key) })
	for _, e := range f.entries {
		if _, found := known[e.Category.Value]; !found && e.Category.Value != "" {
			f.problems.Add(e.Category.Pos, ruleCategory, "category %s of %s is not declared%s", clip(e.Category.Value), e.label,
				f.spell.suggest(e.Category.Value, keys, "; add it under categories"))
		}
	}
}

// references checks the codes that entries refer to.
type references struct {
	file    *file
	scope   *scope
	retired map[string]model.Retired
	known   []string // for suggestions; made when the first is needed
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
		x.file.problems.Add(code.Pos, ruleReference, "%s is the retired code %s%s; name the code that replaced it", what, clip(code.Value), note(r))
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
