package render

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// A handler that hands over a new error in a loop does not fill the memory.
func TestClaimIsBounded(t *testing.T) {
	r := New(apierr.Catalog(), nil)
	x, _, _ := r.Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), func() string { return "id" })
	for i := range 1000 {
		x.enter(nil, &Failure{Err: fmt.Errorf("attempt %d", i)})
	}
	if n := x.failures.len(); n != maxFailures {
		t.Errorf("%d failures are remembered, want %d", n, maxFailures)
	}
}
