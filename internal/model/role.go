package model

import "github.com/asterwise/errcat/catalog"

// A RoleKind is a part that a code can play for the framework.
type RoleKind struct {
	Name   string
	Status int // the status that the code must have
}

// RoleKinds returns the roles that a catalog can bind, which are those of the
// run time, in the order of the documentation.
func RoleKinds() []RoleKind {
	var kinds []RoleKind
	for role := catalog.RoleInternal; role <= catalog.RoleUpstream; role++ {
		kinds = append(kinds, RoleKind{role.String(), role.Status()})
	}
	return kinds
}
