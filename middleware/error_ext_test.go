package middleware_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// Error answers at once, wherever it is called: in somebody else's middleware
// inside or outside of ours, in a handler without any of ours, and by the
// renderer alone.
func TestError(t *testing.T) {
	var heard []render.Event
	renderer := render.New(apierr.Catalog(), &render.Options{
		Observer: func(_ context.Context, e render.Event) { heard = append(heard, e) },
	})
	mw := middleware.New(renderer)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys", func(http.ResponseWriter, *http.Request) { t.Error("the handler ran") })
	auth := func(answer func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
		return func(http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"k7"`) // of the success that is not reached
				answer(w, r, apierr.NewAPIKeyMissing())
			})
		}
	}
	for name, handler := range map[string]http.Handler{
		"between":               mw.Wrap(auth(mw.Error)(mux)),
		"outside":               auth(mw.Error)(mw.Wrap(mux)),
		"alone":                 auth(mw.Error)(mux),
		"by the renderer alone": auth(renderer.Error)(mux),
	} {
		t.Run(name, func(t *testing.T) {
			heard = nil
			server := httptest.NewServer(handler)
			defer server.Close()
			res, err := http.Get(server.URL + "/v1/keys")
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			var e render.Envelope
			if err := json.NewDecoder(res.Body).Decode(&e); err != nil {
				t.Fatal(err)
			}
			id := res.Header.Get("X-Request-Id")
			switch {
			case res.StatusCode != 401 || e.Error != apierr.CodeAPIKeyMissing:
				t.Errorf("status %d, code %q", res.StatusCode, e.Error)
			case id == "" || e.RequestID != id:
				t.Errorf("the ID is %q in the header and %q in the body", id, e.RequestID)
			case res.Header.Get("Www-Authenticate") == "" || res.Header.Get("Etag") != "":
				t.Errorf("the header is %v", res.Header)
			case len(heard) != 1 || heard[0].RequestID != id || heard[0].Status != 401:
				t.Errorf("the observer heard %+v", heard)
			}
		})
	}
}
