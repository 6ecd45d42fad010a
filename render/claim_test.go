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
		x.claim(Failure{Err: fmt.Errorf("attempt %d", i)})
	}
	if n := len(x.failures); n != maxFailures {
		t.Errorf("%d failures are remembered, want %d", n, maxFailures)
	}
}
