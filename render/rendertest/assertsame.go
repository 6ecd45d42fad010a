package rendertest

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
)

// AssertIndistinguishable checks that nobody can tell two responses apart:
// same status, same headers with the same values in the same order, same
// trailers, same body, same length; bodies are compared as they came and
// decoded from gzip, where the length is that of the decoded body. Request ID, "timestamp" and Date differ in any two
// responses and are left out, but must have the same form and length.
//
// Use it for codes that are concealed: one response for what is missing, one
// for what belongs to somebody else.
//
// It reads the bodies and puts them back.
func AssertIndistinguishable(t testing.TB, a, b *http.Response) {
	t.Helper()
	if a == nil || b == nil {
		t.Errorf("there are no two responses to compare")
		return
	}
	for _, difference := range differences(a, b) {
		t.Errorf("the responses can be told apart: %s", difference)
	}
}

func differences(a, b *http.Response) []string {
	var all []string
	differ := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }

	bodyA, errA := drain(a)
	bodyB, errB := drain(b)
	if (errA == nil) != (errB == nil) {
		differ("reading the bodies gives %v and %v", errA, errB)
	}
	if a.Status != b.Status || a.StatusCode != b.StatusCode {
		differ("status is %q and %q", a.Status, b.Status)
	}
	if a.ContentLength != b.ContentLength && !compressed(a) {
		differ("the length is %d and %d", a.ContentLength, b.ContentLength)
	}
	if x, y := a.TransferEncoding, b.TransferEncoding; !slices.Equal(x, y) {
		differ("the transfer encoding is %q and %q", x, y)
	}
	if a.Uncompressed != b.Uncompressed {
		differ("one of them was compressed")
	}
	ha, hb := a.Header, b.Header
	if compressed(a) && compressed(b) { // the length hangs on how well the request IDs compress
		ha, hb = ha.Clone(), hb.Clone()
		ha.Del("Content-Length")
		hb.Del("Content-Length")
	}
	all = append(all, headerDifferences("header", ha, hb)...)
	all = append(all, headerDifferences("trailer", a.Trailer, b.Trailer)...)
	if len(bodyA) != len(bodyB) && !compressed(a) {
		differ("the body has %d and %d bytes", len(bodyA), len(bodyB))
	}
	textA, errA := plain(a.Header, bodyA)
	textB, errB := plain(b.Header, bodyB)
	if errA != nil || errB != nil {
		differ("decoding the bodies gives %v and %v", errA, errB)
	}
	textA, textB = masked(a, textA), masked(b, textB)
	if !bytes.Equal(textA, textB) {
		differ("the body is\n%s\nand\n%s", cut(textA), cut(textB))
	}
	return all
}

// compressed reports whether the length of the body depends on its request
// ID, in which no two responses agree.
func compressed(r *http.Response) bool { return r.Header.Get("Content-Encoding") != "" }

func headerDifferences(kind string, a, b http.Header) []string {
	var all []string
	names := maps.Clone(a)
	if names == nil {
		names = http.Header{}
	}
	maps.Copy(names, b)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		x, y := a[name], b[name]
		_, hasX := a[name]
		_, hasY := b[name]
		if hasX == hasY && (name == render.HeaderRequestID || name == "Date") && sameShape(x, y) {
			continue
		}
		if hasX != hasY || !slices.Equal(x, y) {
			all = append(all, fmt.Sprintf("%s %s is %q and %q", kind, name, x, y))
		}
	}
	return all
}

// sameShape reports whether two lists of values have the same lengths.
func sameShape(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool { return len(x) == len(y) })
}

var timestamp = regexp.MustCompile(`"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"`)

// masked replaces request ID and time, in their place in the envelope only.
func masked(r *http.Response, body []byte) []byte {
	id := r.Header.Get(render.HeaderRequestID)
	if id != "" {
		mask := `"request_id":"` + strings.Repeat("*", len(id)) + `"`
		body = bytes.Replace(body, []byte(`"request_id":"`+id+`"`), []byte(mask), 1)
	}
	return timestamp.ReplaceAll(body, []byte(`"timestamp":"*"`))
}
