package client_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

// TestErrorAsEmbedded: a caller's own type is not the service's, though it has
// the methods of the generated type that it embeds.
func TestErrorAsEmbedded(t *testing.T) {
	err := client.Decode(404, nil, []byte(`{"success":false,"error":"key_not_found","message":"m"}`), apierr.Catalog())
	type byPointer struct{ *apierr.KeyNotFoundError }
	type byValue struct{ apierr.KeyNotFoundError }
	var p *byPointer
	var v *byValue
	if errors.As(err, &p) || errors.As(err, &v) {
		t.Error("errors.As finds a type that nobody returned")
	}
	var generated *apierr.KeyNotFoundError
	if !errors.As(err, &generated) {
		t.Error("errors.As does not find the generated type")
	}
}

// TestErrorURL: what may be secret stays out of logs, and what an address has is
// escaped.
func TestErrorURL(t *testing.T) {
	for _, tt := range []struct{ url, opaque, want string }{
		{"http://bob:secret@example.com/a%0d%0ab/\u202e?token=secret#secret", "", "GET http://example.com/a%0D%0Ab/%E2%80%AE: status 404"},
		{"http://example.com/", "//bob:secret@example.com/%2f?token=secret", "GET http://example.com/: status 404"},
	} {
		req, err := http.NewRequest(http.MethodGet, tt.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.URL.Opaque = tt.opaque
		text := client.Check(&http.Response{StatusCode: 404, Request: req}, apierr.Catalog()).Error()
		if got, _, _ := strings.Cut(text, ": the body"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.url, got, tt.want)
		}
	}
}
