package render

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/catalog"
)

// A Status is an error that stands for an answer of a framework or a router
// of which nothing but the HTTP status is known. Adapters use it; services
// return errors of their catalog.
type Status int

// Error returns the status and its standard text, if it has one.
func (s Status) Error() string {
	return strings.TrimSpace(fmt.Sprintf("answer with status %d %s", int(s), http.StatusText(int(s))))
}

// statusRole returns the role that answers for a framework's own error, by
// its status (contract §4, rule 4).
func statusRole(status int) catalog.Role {
	switch status {
	case http.StatusUnauthorized:
		return catalog.RoleUnauthenticated
	case http.StatusForbidden:
		return catalog.RoleForbidden
	case http.StatusNotFound:
		return catalog.RoleRouteNotFound
	case http.StatusMethodNotAllowed:
		return catalog.RoleMethodNotAllowed
	case http.StatusRequestEntityTooLarge:
		return catalog.RolePayloadTooLarge
	case http.StatusUnsupportedMediaType:
		return catalog.RoleUnsupportedMediaType
	case http.StatusTooManyRequests:
		return catalog.RoleRateLimited
	case http.StatusServiceUnavailable:
		return catalog.RoleUnavailable
	case http.StatusGatewayTimeout:
		return catalog.RoleTimeout
	}
	if status >= 400 && status < 500 {
		return catalog.RoleMalformedRequest
	}
	return catalog.RoleInternal
}

// roleEntry returns the entry that plays a role, or the one that answers for
// a role that the catalog leaves open.
func roleEntry(c catalog.Catalog, role catalog.Role) *catalog.Entry {
	if entry := c.Role(role); entry != nil {
		return entry
	}
	switch role {
	case catalog.RoleInternal, catalog.RoleUnavailable, catalog.RoleTimeout, catalog.RoleUpstream:
	default:
		if entry := c.Role(catalog.RoleMalformedRequest); entry != nil {
			return entry
		}
	}
	return c.Role(catalog.RoleInternal)
}
