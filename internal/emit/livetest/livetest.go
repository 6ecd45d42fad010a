// Package livetest has an error response of every code of the shared catalog, as
// a real server sends it: what schemas and generated clients have to hold for.
// The sections of the contract (§) are those of docs/contract.md.
package livetest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A Response is what a client got.
type Response struct {
	Code   catalog.Code
	Status int
	Header http.Header
	Body   []byte
}

// Responses returns at least one response of each code, and several of those
// whose details and waits vary.
func Responses(t testing.TB) []Response {
	t.Helper()
	failures := failures()
	next := 0
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) {}}))
	server := httptest.NewServer(mw.Wrap(mw.Handler(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Allow", "GET, HEAD") // kept for a 405 (contract §2)
		return failures[next]
	})))
	defer server.Close()
	var all []Response
	for next = range failures {
		all = append(all, get(t, server, catalog.CodeOf(failures[next])))
	}
	return all
}

func get(t testing.TB, server *httptest.Server, code catalog.Code) Response {
	t.Helper()
	res, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(body, []byte(`"error":"`+code+`"`)) {
		t.Fatalf("a server that was to answer %s answered %s", code, body)
	}
	return Response{code, res.StatusCode, res.Header, body}
}

// failures are the errors that the server's handler returns.
func failures() []error {
	const hostile = "</script> \"quoted\" \\ */ \u2028 \x00 \xff é 漢字 😀"
	var all []error
	for entry := range apierr.Catalog().All() {
		all = append(all, entry.Code())
	}
	length := int64(50)
	first := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC)
	invalid := []apierr.ValidationErrorDetail{
		{Loc: catalog.Path{"body", "planets", 3, "lat"}, Msg: hostile, Type: "less_than", Input: -91.5},
		{Loc: catalog.Path{}, Msg: "m", Type: hostile},
		{Loc: catalog.Path{hostile}, Msg: "m", Type: "t", Input: hostile, Redacted: true},
	}
	for _, input := range []any{true, hostile, 1e300, []any{1, "a", nil}, map[string]any{"a": map[string]any{hostile: 1}}} {
		invalid = append(invalid, apierr.ValidationErrorDetail{Loc: catalog.Path{"query"}, Msg: "m", Type: "t", Input: input})
	}
	return append(all,
		apierr.NewValidationError(invalid...),
		apierr.NewInvalidKeyName(apierr.InvalidKeyNameDetail{Field: "name", Issue: apierr.InvalidKeyNameIssueTooLong, MaxLength: &length}, apierr.InvalidKeyNameDetail{Field: "", Issue: apierr.InvalidKeyNameIssueEmpty}),
		apierr.NewPlanNotFound(apierr.PlanNotFoundDetail{Field: hostile, Issue: apierr.PlanNotFoundIssueRetired, Allowed: []string{"basic", hostile}}),
		apierr.NewDateOutOfSupportedRange(apierr.DateOutOfSupportedRangeParams{From: catalog.DateOf(first), To: catalog.DateOf(first), Given: hostile}),
		apierr.NewResourceNotFound().WithRetryAfter(time.Second),
		apierr.NewBurstLimitExceeded().WithRetryAfter(1000*time.Hour),
	)
}
