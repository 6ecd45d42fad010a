package rendertest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
)

// AssertError checks that a response is the whole and correct answer for a
// code of a catalog: the status, message, challenge and documentation URL of
// its entry, the headers of contract §2, exactly the eight members of the
// envelope in their order (§1), and "request_id" and "retry_after" that agree
// with their headers. A {placeholder} of the message stands for any text,
// {retry_after} for the response's own wait.
//
// A body that is still compressed with gzip is decoded. The response to a HEAD
// request has no body, so that its status and headers alone count. It reads the
// body and puts it back.
//
// For an answer of Echo or net/http by themselves it says which line of the
// set-up is likely to be missing.
func AssertError(t testing.TB, resp *http.Response, c catalog.Catalog, code catalog.Code) {
	t.Helper()
	entry, ok := c.Lookup(code)
	switch {
	case !ok:
		t.Errorf("the code %q is not in the catalog; give AssertError the one that the renderer has", code)
		return
	case resp == nil:
		t.Errorf("there is no response; want the error %q", code)
		return
	}
	body, err := drain(resp)
	if err != nil {
		t.Errorf("read the body of the response: %v", err)
		return
	}
	found := faults(resp, body, code)
	if hint := stranger(resp, body); hint != "" {
		found = append([]string{hint}, found...)
	}
	if found = append(found, entryFaults(resp, body, entry)...); len(found) > 0 {
		t.Errorf("the response is not the error %q:\n\t%s", code, strings.Join(found, "\n\t"))
	}
}
