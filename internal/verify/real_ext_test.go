package verify_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/verify"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// TestRenderer: what the real renderer answers breaks no rule, in any form, for
// every code of the shared catalog.
func TestRenderer(t *testing.T) {
	v := newVerifier(t, "../../catalog.yaml")
	var fail error
	var oauth bool
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{
		Observer: render.Observers(), ProblemDetails: true, OAuth: func(*http.Request) bool { return oauth },
	}))
	handler := mw.Wrap(mw.Handler(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Allow", "GET")
		return fail
	}))
	// The title stands in for the message of a bare code that needs parameters.
	check := func(accept string, except ...string) {
		req := httptest.NewRequest("GET", "/v1/items?secret", nil)
		req.Header.Set("Accept", accept)
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, req)
		r := &verify.Response{Method: "GET", URL: "/v1/items?secret", Status: rec.Code, Header: rec.Result().Header, Body: rec.Body.Bytes(), HasBody: true}
		for _, f := range v.Check(r) {
			if !slices.Contains(except, f.Rule) {
				t.Errorf("%v: %s (%s)\n%s", fail, f.Message, f.Rule, rec.Body)
			}
		}
	}
	for entry := range apierr.Catalog().All() {
		fail = entry.Code()
		for _, oauth = range []bool{false, true} {
			check("", "message-template")
			check("application/problem+json", "message-template")
		}
	}
	oauth = false
	for _, fail = range []error{
		apierr.NewBurstLimitExceeded().WithRetryAfter(7 * time.Second),
		apierr.NewValidationError(apierr.ValidationErrorDetail{Loc: catalog.Path{"body", 3}, Msg: "<\x00\xff\u2028>", Type: "t", Input: map[string]any{"a": nil}}),
		apierr.NewInvalidKeyName(apierr.InvalidKeyNameDetail{Field: "name", Issue: apierr.InvalidKeyNameIssueTooLong}),
	} {
		check("")
		check("application/problem+json")
	}
}

// FuzzCheck: no recording and no response makes a rule panic.
func FuzzCheck(f *testing.F) {
	v := newVerifier(f, "testdata/catalog.yaml")
	for _, r := range good() {
		f.Add(r.Status, r.Method, r.Header.Get("Content-Type"), r.Header.Get("Retry-After"), r.Body)
	}
	for _, rows := range faults() {
		for _, row := range rows {
			if row.spoil != nil {
				row.spoil(row.of)
			}
			f.Add(row.of.Status, row.of.Method, row.of.Header.Get("Content-Type"), row.of.Header.Get("Retry-After"), row.of.Body)
		}
	}
	f.Fuzz(func(t *testing.T, status int, method, media, after string, body []byte) {
		h := http.Header{"Content-Type": {media}, "Retry-After": {after}}
		findings := v.Check(&verify.Response{Status: status, Method: method, Header: h, Body: body, HasBody: true})
		if status >= 200 && len(findings) == 0 {
			t.Error("a response without a request ID breaks no rule")
		}
		_, _ = read(string(body))
	})
}
