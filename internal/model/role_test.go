package model

import (
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// TestRoleKinds: every role of the run time is there, each with a word and an
// error status that no other one has.
func TestRoleKinds(t *testing.T) {
	names, statuses := map[string]bool{}, map[int]bool{}
	for _, kind := range RoleKinds() {
		if names[kind.Name] || statuses[kind.Status] || kind.Status < 400 || kind.Status > 599 {
			t.Errorf("role %q with status %d: a word or a status is taken, or is none of an error", kind.Name, kind.Status)
		}
		names[kind.Name], statuses[kind.Status] = true, true
	}
	if next := catalog.Role(len(RoleKinds())); next.Status() != 0 {
		t.Errorf("the run time has one more role, %q", next)
	}
}
