package catalogfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

func (f *file) readRoles(roles field) {
	pairs, ok := f.pairs(roles, "")
	f.noRoles = f.noRoles || !ok
	names := format.Roles().Names()
	for _, p := range pairs {
		name := p.name
		if !slices.Contains(names, name) {
			f.add(p.key, ruleRole, "role %s is unknown%s", clip(name), f.spell.suggest(name, names, "; the roles are "+strings.Join(names, ", ")))
			continue
		}
		p.name = fmt.Sprintf("role %q", name)
		code, _ := f.line(p, "a code")
		// A role without a readable code is kept: it is bound, if not well.
		f.catalog.Roles = append(f.catalog.Roles, model.Role{Name: name, Code: code, Pos: f.pos(p.key)})
	}
	slices.SortFunc(f.catalog.Roles, func(a, b model.Role) int { return strings.Compare(a.Name, b.Name) })
}

// readStatuses reads the codes of bare statuses: status: code.
func (f *file) readStatuses(statuses field) {
	pairs, _ := f.pairs(statuses, "")
	for _, p := range pairs {
		if !format.StatusForm.Fits(p.name) {
			f.add(p.key, ruleBound, "status %s is not an error status; use %d–%d", clip(p.name), format.LowestError, format.LastError)
			continue
		}
		status, _ := strconv.Atoi(p.name)
		i := slices.IndexFunc(model.RoleKinds(), func(k model.RoleKind) bool { return k.Status == status })
		if i >= 0 {
			role := model.RoleKinds()[i].Name
			f.add(p.key, ruleBound, "status %d is that of the role %s; bind it there, as in roles: {%s: %s}", status, role, role, p.value.Value)
			continue
		}
		p.name = fmt.Sprintf("status %d", status)
		code, _ := f.line(p, "a code")
		f.catalog.Statuses = append(f.catalog.Statuses, model.Status{Status: status, Code: code, Pos: f.pos(p.key)})
	}
	slices.SortFunc(f.catalog.Statuses, func(a, b model.Status) int { return a.Status - b.Status })
}

// linkRoles checks the codes that roles and bare statuses name.
func (f *file) linkRoles(s *scope) {
	x := newReferences(f, s)
	internal := false
	for _, r := range f.catalog.Roles {
		internal = internal || r.Name == "internal"
		what := fmt.Sprintf("role %q", r.Name)
		i := slices.IndexFunc(model.RoleKinds(), func(k model.RoleKind) bool { return k.Name == r.Name })
		x.bound(r.Code, what, ruleRole, ruleRoleStatus, model.RoleKinds()[i].Status)
	}
	for _, b := range f.catalog.Statuses {
		x.bound(b.Code, fmt.Sprintf("status %d", b.Status), ruleBound, ruleBound, b.Status)
	}
	if _, inherited := s.roles["internal"]; internal || inherited || f.noRoles || s.noRoles {
		return
	}
	at := f.root
	if f.roles != nil {
		at = f.roles
	}
	f.add(at, ruleRoleInternal, "role internal is not bound, and it answers for every unknown error; add a code with status 500 and bind it: roles: {internal: internal_error}")
}

// bound checks a code that answers for the framework: it has the status that
// the framework means, and needs nothing that the framework does not know.
func (x *references) bound(code model.Text, what, rule, ruleOfStatus string, status int) {
	f := x.file
	if code.Value == "" || !x.exists(code, what) {
		return
	}
	e := f.entry(code.Value)
	if e == nil {
		owner := x.scope.codes[code.Value].name
		f.problems.Add(code.Pos, rule, "%s names %s, a code of %s; name a code of this catalog, or bind it there", what, clip(code.Value), owner)
		return
	}
	if !e.noStatus && e.Status != status {
		f.problems.Add(code.Pos, ruleOfStatus, "%s names %s with status %d; name a code with status %d", what, e.label, e.Status, status)
	}
	if e.Deprecated != nil {
		f.problems.Add(code.Pos, rule, "%s names %s, which is deprecated; name a code that is not", what, e.label)
	}
	for _, p := range e.Params {
		if p.Client {
			f.problems.Add(code.Pos, rule, "%s names %s, whose message needs parameter %q, which the framework does not know; name a code without", what, e.label, p.Name)
			break
		}
	}
}

// entry returns the entry of a code of this file, nil where it has none.
func (f *file) entry(code string) *entry {
	for _, e := range f.entries {
		if e.Code == code {
			return e
		}
	}
	return nil
}
