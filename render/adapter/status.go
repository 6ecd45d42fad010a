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

// A binding says that a role answers for a status.
type binding struct {
	status int
	role   catalog.Role
}

// bindings returns the roles and the statuses that they answer for (contract
// §4, rule 4).
func bindings() []binding {
	return []binding{
		{http.StatusBadRequest, catalog.RoleMalformedRequest},
		{http.StatusUnauthorized, catalog.RoleUnauthenticated},
		{http.StatusForbidden, catalog.RoleForbidden},
		{http.StatusNotFound, catalog.RoleRouteNotFound},
		{http.StatusMethodNotAllowed, catalog.RoleMethodNotAllowed},
		{http.StatusRequestEntityTooLarge, catalog.RolePayloadTooLarge},
		{http.StatusUnsupportedMediaType, catalog.RoleUnsupportedMediaType},
		{http.StatusTooManyRequests, catalog.RoleRateLimited},
		{499, catalog.RoleClientClosed}, // nginx's: the client went away
		{http.StatusInternalServerError, catalog.RoleInternal},
		{http.StatusBadGateway, catalog.RoleUpstream},
		{http.StatusServiceUnavailable, catalog.RoleUnavailable},
		{http.StatusGatewayTimeout, catalog.RoleTimeout},
	}
}

// roleEntry returns the entry that plays a role, or what answers for its status
// where the catalog leaves the role open.
func (e *Engine) roleEntry(b binding) *catalog.Entry {
	if entry := e.Catalog.Role(b.role); entry != nil {
		return entry
	}
	entry, _ := e.statusEntry(b.status)
	return entry
}

// statusEntry returns the entry that answers for a framework's bare status: the
// one that plays its role, else the one that the catalog binds to it, else
// malformed_request for any 4xx and internal for the rest. It reports whether
// the catalog has said so.
func (e *Engine) statusEntry(status int) (entry *catalog.Entry, bound bool) {
	for _, b := range bindings() {
		if b.status == status {
			if entry := e.Catalog.Role(b.role); entry != nil {
				return entry, true
			}
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
