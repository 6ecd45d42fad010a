//go:build !race

package middleware_test

import (
	"testing"

	"github.com/asterwise/errcat/middleware"
)

// The race detector makes a pool forget things, so that the figure holds
// without it only.
func TestRequestIDsAllocate(t *testing.T) {
	ids := new(middleware.RequestIDs)
	var sink string
	perID := testing.AllocsPerRun(1600, func() { sink = ids.New() })
	if want := 1.0; perID > want { // uuid's own; several texts share one
		t.Errorf("an ID takes %v allocations, want %v", perID, want)
	}
	if !idForm.MatchString(sink) {
		t.Errorf("%q is no ID", sink)
	}
}
