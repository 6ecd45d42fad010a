//go:build !race

// The race detector makes a sync.Pool forget at random, to show who relies on
// it, so that nothing can be said of allocations.

package middleware_test

import (
	"testing"

	"github.com/asterwise/errcat/middleware"
)

func TestRequestIDsAllocate(t *testing.T) {
	ids := new(middleware.RequestIDs)
	var sink string
	perID := testing.AllocsPerRun(1600, func() { sink = ids.New() })
	if want := 1.0; perID > want { // uuid's own, and one for several texts
		t.Errorf("an ID takes %v allocations, want %v", perID, want)
	}
	if !idForm.MatchString(sink) {
		t.Errorf("%q is no ID", sink)
	}
}
