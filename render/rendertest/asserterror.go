package rendertest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// AssertError checks that a response is the whole and correct answer for a
// code: an error status, the headers of contract §2, exactly the eight members
// of the envelope in their order (§1), and "request_id" and "retry_after" that
// agree with their headers. A body that is still compressed with gzip is
// decoded. The response to a HEAD request has no body, so that only its
// headers count.
//
// It reads the body and puts it back.
func AssertError(t testing.TB, resp *http.Response, code catalog.Code) {
	t.Helper()
	if resp == nil {
		t.Errorf("there is no response; want the error %q", code)
		return
	}
	body, err := drain(resp)
	if err != nil {
		t.Errorf("read the body of the response: %v", err)
		return
	}
	if found := faults(resp, body, code); len(found) > 0 {
		t.Errorf("the response is not the error %q:\n\t%s", code, strings.Join(found, "\n\t"))
	}
}
