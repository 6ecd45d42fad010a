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
	switch r {
	case RoleInternal:
		return "internal"
	case RoleRouteNotFound:
		return "route_not_found"
	case RoleMethodNotAllowed:
		return "method_not_allowed"
	case RolePayloadTooLarge:
		return "payload_too_large"
	case RoleUnsupportedMediaType:
		return "unsupported_media_type"
	case RoleMalformedRequest:
		return "malformed_request"
	case RoleUnauthenticated:
		return "unauthenticated"
	case RoleForbidden:
		return "forbidden"
	case RoleRateLimited:
		return "rate_limited"
	case RoleUnavailable:
		return "unavailable"
	case RoleTimeout:
		return "timeout"
	case RoleClientClosed:
		return "client_closed"
	case RoleUpstream:
		return "upstream"
	default:
		return "unknown"
	}
}
