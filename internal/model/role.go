package model

// A RoleKind is a part that a code can play for the framework.
type RoleKind struct {
	Name   string
	Status int // the status that the code must have
}

// RoleKinds returns the roles that a catalog can bind, in the order of the
// documentation. The table must agree with the run-time package's.
func RoleKinds() []RoleKind {
	return []RoleKind{
		{"internal", 500},
		{"route_not_found", 404},
		{"method_not_allowed", 405},
		{"payload_too_large", 413},
		{"unsupported_media_type", 415},
		{"malformed_request", 400},
		{"unauthenticated", 401},
		{"forbidden", 403},
		{"rate_limited", 429},
		{"unavailable", 503},
		{"timeout", 504},
		{"client_closed", 499},
		{"upstream", 502},
	}
}
