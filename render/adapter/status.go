package adapter

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/catalog"
)

// A StatusError stands for an answer of a framework or a router of which
// nothing but the HTTP status is known. Services return errors of their
// catalog.
type StatusError int

// Error returns the status and its standard text, if it has one.
func (s StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("answer with status %d %s", int(s), http.StatusText(int(s))))
}

// roles are all that a catalog can bind.
const roles = catalog.RoleUpstream + 1

// roleEntry returns the entry that plays a role, or what answers for its status
// where the catalog leaves the role open.
func (e *Engine) roleEntry(role catalog.Role) *catalog.Entry {
	if entry := e.Catalog.Role(role); entry != nil {
		return entry
	}
	entry, _ := e.statusEntry(role.Status())
	return entry
}

// statusEntry returns the entry that answers for a framework's bare status: the
// one that plays its role, else the one that the catalog binds to it, else
// malformed_request for any 4xx and internal for the rest. It reports whether
// the catalog has said so.
func (e *Engine) statusEntry(status int) (entry *catalog.Entry, bound bool) {
	for role := range roles {
		if entry := e.Catalog.Role(role); entry != nil && role.Status() == status {
			return entry, true
		}
	}
	if entry := e.Catalog.Status(status); entry != nil {
		return entry, true
	}
	if entry := e.Catalog.Role(catalog.RoleMalformedRequest); entry != nil && status >= 400 && status < 500 {
		return entry, false
	}
	return e.Catalog.Role(catalog.RoleInternal), false
}
