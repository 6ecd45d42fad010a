package catalogfile

import (
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// A base is a file that another one extends.
type base struct {
	*file
	at field // the entry of extends
}

// A scope is what the catalogs that a file extends, directly and indirectly,
// bring with them. Where one of them extends another and says something else
// of the same name, that one counts.
type scope struct {
	codes      map[string]*file
	retired    map[string]model.Retired
	roles      map[string]owned
	statuses   map[int]owned
	categories map[string]model.Category
	aliases    map[string]diag.Pos // by alias in small letters

	// Set where a file could not be read: nobody knows what it has.
	noCodes, noCategories, noRoles bool
}

// owned is a binding and the file that has it.
type owned struct {
	code  model.Text
	owner *file
}

// scope collects what the bases of f bring, and reports what two of them
// both claim.
func (f *file) scope() *scope {
	s := &scope{
		codes:      map[string]*file{},
		retired:    map[string]model.Retired{},
		roles:      map[string]owned{},
		statuses:   map[int]owned{},
		categories: map[string]model.Category{},
		aliases:    map[string]diag.Pos{},
	}
	seen := map[*file]bool{}
	for _, b := range f.bases {
		b.bring(s, seen, &claims{at: b.at, by: f})
	}
	return s
}

// claims reports what two bases of a file claim, at the second one.
type claims struct {
	at field
	by *file
}

func (c *claims) report(rule, format string, args ...any) {
	c.by.add(c.at.value, rule, format, args...)
}

func (f *file) bring(s *scope, seen map[*file]bool, c *claims) {
	if seen[f] {
		return
	}
	seen[f] = true
	f.bringCodes(s, c)
	f.bringBindings(s, c)
	for _, r := range f.catalog.Retired {
		s.retired[r.Code] = r
	}
	for _, category := range f.catalog.Categories {
		if _, found := s.categories[category.Key]; !found {
			s.categories[category.Key] = category
		}
	}
	s.noCodes = s.noCodes || f.noCodes
	s.noCategories = s.noCategories || f.noCategories
	s.noRoles = s.noRoles || f.noRoles
	for _, b := range f.bases {
		b.bring(s, seen, c)
	}
}

func (f *file) bringCodes(s *scope, c *claims) {
	for _, e := range f.entries {
		for _, alias := range e.aliases {
			s.aliases[strings.ToLower(alias.Value)] = alias.Pos
		}
		other := s.codes[e.Code]
		switch {
		case other == nil, e.Overrides && f.isOn(other):
			s.codes[e.Code] = f
		case other.entry(e.Code).Overrides && (other.isOn(f) || !e.Overrides):
		case e.Overrides && !other.entry(e.Code).Overrides:
			s.codes[e.Code] = f
		default:
			c.report(ruleCollision, "code %s is in both %s and %s; extend one of them, or write overrides: true at the entry that is to answer", e.label, other.name, f.name)
		}
	}
}

func (f *file) bringBindings(s *scope, c *claims) {
	for _, r := range f.catalog.Roles {
		other, found := s.roles[r.Name]
		if !found || f.isOn(other.owner) {
			s.roles[r.Name] = owned{r.Code, f}
		} else if !other.owner.isOn(f) && !c.by.binds(r.Name) {
			c.report(ruleRoleCollision, "role %q is bound in both %s and %s; bind it here, too, to say which code answers", r.Name, other.owner.name, f.name)
		}
	}
	for _, b := range f.catalog.Statuses {
		other, found := s.statuses[b.Status]
		if !found || f.isOn(other.owner) {
			s.statuses[b.Status] = owned{b.Code, f}
		} else if !other.owner.isOn(f) && !c.by.bindsStatus(b.Status) {
			c.report(ruleRoleCollision, "status %d is bound in both %s and %s; bind it here, too, to say which code answers", b.Status, other.owner.name, f.name)
		}
	}
}

func (f *file) binds(role string) bool {
	for _, r := range f.catalog.Roles {
		if r.Name == role {
			return true
		}
	}
	return false
}

func (f *file) bindsStatus(status int) bool {
	for _, b := range f.catalog.Statuses {
		if b.Status == status {
			return true
		}
	}
	return false
}

// isOn reports whether f extends another file, directly or indirectly.
func (f *file) isOn(other *file) bool {
	return f.reaches(other, map[*file]bool{})
}

func (f *file) reaches(other *file, seen map[*file]bool) bool {
	seen[f] = true
	for _, b := range f.bases {
		if b.file == other || !seen[b.file] && b.reaches(other, seen) {
			return true
		}
	}
	return false
}
