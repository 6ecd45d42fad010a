package catalog

// A Role is a part that a code plays for the framework: the answer to a
// failure that no service wrote an error for (contract §4).
type Role uint8

// The roles. [RoleInternal] answers for every role that a catalog leaves
// open, except for those with a 4xx status: [RoleMalformedRequest] answers
// for them.
const (
	RoleInternal             Role = iota // 500: a panic, an unknown error
	RoleRouteNotFound                    // 404: no such route
	RoleMethodNotAllowed                 // 405: the route exists, not for this method
	RolePayloadTooLarge                  // 413: the body is over the limit
	RoleUnsupportedMediaType             // 415: the body's media type is not read here
	RoleMalformedRequest                 // 400: any other 4xx of the framework
	RoleUnauthenticated                  // 401: no valid credentials
	RoleForbidden                        // 403: valid credentials that do not suffice
	RoleRateLimited                      // 429: too many requests
	RoleUnavailable                      // 503: not now
	RoleTimeout                          // 504: the request's deadline passed
	RoleClientClosed                     // 499: the client went away
	RoleUpstream                         // 502: another service failed
)

// String returns the word that catalog files use.
func (r Role) String() string {
	word, _ := r.terms()
	return word
}

// Status returns the HTTP status of a role: that of the code which plays it,
// and the bare status of a framework that the role answers for. It is 0 for
// what is not a role.
func (r Role) Status() int {
	_, status := r.terms()
	return status
}

func (r Role) terms() (word string, status int) {
	switch r {
	case RoleInternal:
		return "internal", 500
	case RoleRouteNotFound:
		return "route_not_found", 404
	case RoleMethodNotAllowed:
		return "method_not_allowed", 405
	case RolePayloadTooLarge:
		return "payload_too_large", 413
	case RoleUnsupportedMediaType:
		return "unsupported_media_type", 415
	case RoleMalformedRequest:
		return "malformed_request", 400
	case RoleUnauthenticated:
		return "unauthenticated", 401
	case RoleForbidden:
		return "forbidden", 403
	case RoleRateLimited:
		return "rate_limited", 429
	case RoleUnavailable:
		return "unavailable", 503
	case RoleTimeout:
		return "timeout", 504
	case RoleClientClosed:
		return "client_closed", 499 // nginx's number
	case RoleUpstream:
		return "upstream", 502
	default:
		return "unknown", 0
	}
}
