package catalogfile

import (
	"fmt"

	"github.com/asterwise/errcat/internal/model"
)

// linkRoles checks the codes that roles name.
func (f *file) linkRoles(s *scope) {
	retired := map[string]model.Retired{}
	for _, r := range f.catalog.Retired {
		retired[r.Code] = r
	}
	entries := make(map[string]*entry, len(f.entries))
	for _, e := range f.entries {
		entries[e.Code] = e
	}
	x := references{file: f, scope: s, retired: retired}
	internal := false
	for _, r := range f.catalog.Roles {
		internal = internal || r.Name == "internal"
		if other, found := s.roles[r.Name]; found {
			f.problems.Add(r.Pos, ruleRoleCollision, "role %q is bound at %s, in a catalog that this one extends; remove it here", r.Name, other.value.Pos)
			continue
		}
		if r.Code.Value == "" || !x.exists(r.Code, fmt.Sprintf("role %q", r.Name)) {
			continue
		}
		if e := entries[r.Code.Value]; e != nil {
			f.checkRole(r, e)
		} else {
			f.problems.Add(r.Code.Pos, ruleRole, "role %q names %s, a code of %s; roles name codes of their own catalog, bind it there",
				r.Name, clip(r.Code.Value), s.codes[r.Code.Value].name)
		}
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

// checkRole checks the entry that plays a role.
func (f *file) checkRole(r model.Role, e *entry) {
	for _, kind := range model.RoleKinds() {
		if kind.Name == r.Name && !e.noStatus && e.Status != kind.Status {
			f.problems.Add(r.Code.Pos, ruleRoleStatus, "role %q names %s with status %d; name a code with status %d", r.Name, e.label, e.Status, kind.Status)
		}
	}
	if e.Deprecated != nil {
		f.problems.Add(r.Code.Pos, ruleRole, "role %q names %s, which is deprecated; name a code that is not", r.Name, e.label)
	}
	for _, p := range e.Params {
		if p.Client {
			f.problems.Add(r.Code.Pos, ruleRole, "role %q names %s, whose message needs parameter %q, which the framework does not know; name a code without", r.Name, e.label, p.Name)
			break
		}
	}
}
