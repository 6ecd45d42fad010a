package adapter_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/asterwise/errcat/render/adapter"
)

// wrapped is a writer of somebody else's between the exchange's and a router.
type wrapped struct{ http.ResponseWriter }

func (p wrapped) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// TestRoute serves a mux whose handlers do what could be taken for the mux's
// own answer, directly and behind a writer of somebody else's.
func TestRoute(t *testing.T) {
	inner := http.NewServeMux()
	inner.HandleFunc("GET /inner/known", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "known") })
	mux := http.NewServeMux()
	mux.HandleFunc("GET /found/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.PathValue("id")) })
	mux.HandleFunc("GET /missing", http.NotFound)
	mux.Handle("/inner/", inner)                                                   // leaves the request without a pattern
	mux.HandleFunc("GET /fallback", func(w http.ResponseWriter, r *http.Request) { // tries a router, then answers itself
		inner.ServeHTTP(httptest.NewRecorder(), r)
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "fallback")
	})
	unrouted := func(r *http.Request) bool {
		_, pattern := mux.Handler(r)
		return pattern == ""
	}
	for _, tt := range []struct {
		method, path string
		refused      int
		status       int // of what reached the client
		body         string
	}{
		{"GET", "/found/7", 0, 200, "7"},
		{"GET", "/missing", 0, 404, "404 page not found\n"},
		{"GET", "/inner/known", 0, 200, "known"},
		{"GET", "/inner/unknown", 0, 404, "404 page not found\n"},
		{"GET", "/fallback", 0, 404, "fallback"},
		{"GET", "/nowhere", 404, 0, ""},
		{"POST", "/missing", 405, 0, ""},
		{"GET", "//nowhere", 0, 301, ""}, // to a path that has no route either
	} {
		for name, between := range map[string]bool{"direct": false, "behind a writer": true} {
			t.Run(tt.method+" "+tt.path+" "+name, func(t *testing.T) {
				client := &begunWriter{header: http.Header{}}
				x, w, r := newRenderer(nil, nil).Engine().Begin(client, httptest.NewRequest(tt.method, "http://a.example"+tt.path, nil))
				if between {
					w = wrapped{w}
				}
				refused := x.Route(w, r, mux, unrouted)
				redirected := tt.status == 301 && client.status >= 300 && client.status < 400 // Go has changed the status
				if refused != tt.refused || client.status != tt.status && !redirected || tt.status == 0 && client.body != "" {
					t.Fatalf("refused %d, the client got %d %q; want %d, %d %q", refused, client.status, client.body, tt.refused, tt.status, tt.body)
				}
				if tt.body != "" && client.body != tt.body {
					t.Errorf("the client got %q, want %q", client.body, tt.body)
				}
				if allow := client.header.Get("Allow"); (allow != "") != (refused == 405) {
					t.Errorf("Allow: %q", allow)
				}
				if refused == 0 {
					return
				}
				x.Fail(w, adapter.Failure{Err: adapter.StatusError(refused)})
				if client.status < 400 || client.body == "" {
					t.Errorf("after Fail the client has %d %q", client.status, client.body)
				}
			})
		}
	}
}

// A router that has no route leaves nothing behind: another one may serve, or
// the adapter may answer as it likes.
func TestRouteInTurn(t *testing.T) {
	empty, mux := http.NewServeMux(), http.NewServeMux()
	mux.HandleFunc("GET /found", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "found") })
	for path, want := range map[string]string{"/found": "200 found", "/nowhere": "404 own"} {
		client := &begunWriter{header: http.Header{}}
		x, w, r := newRenderer(nil, nil).Engine().Begin(client, httptest.NewRequest("GET", path, nil))
		refused := 0
		for _, router := range []*http.ServeMux{empty, mux} {
			refused = x.Route(w, r, router, func(r *http.Request) bool {
				_, pattern := router.Handler(r)
				return pattern == ""
			})
		}
		if refused != 0 {
			w.WriteHeader(refused)
			_, _ = io.WriteString(w, "own")
		}
		if got := fmt.Sprint(client.status, " ", client.body); got != want {
			t.Errorf("%s: the client got %q, want %q", path, got, want)
		}
	}
}

// begunWriter keeps what was written; 0 is no status.
type begunWriter struct {
	header http.Header
	status int
	body   string
}

func (w *begunWriter) Header() http.Header { return w.header }

func (w *begunWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *begunWriter) Write(p []byte) (int, error) {
	w.WriteHeader(200)
	w.body += string(p)
	return len(p), nil
}
