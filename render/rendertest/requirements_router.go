package rendertest

import (
	"io"
	"net/http"
	"testing/fstest"
)

// A routed is a router of net/http inside of a handler.
type routed struct {
	name    string
	handler http.Handler
}

// unrouted are routers that have nothing for a request.
func unrouted(status int) []routed {
	mux, nested := http.NewServeMux(), http.NewServeMux()
	nested.Handle("/", mux)
	if status == http.StatusNotFound {
		return []routed{
			{"http.ServeMux", mux},
			{"a mux in a mux", nested},
			{"http.NotFound", http.HandlerFunc(http.NotFound)},
			{"http.FileServer", http.FileServerFS(fstest.MapFS{})},
		}
	}
	mux.HandleFunc("POST "+path, func(http.ResponseWriter, *http.Request) {})
	return []routed{
		{"http.ServeMux", mux},
		{"a mux in a mux", nested},
		{"a router that answers with nothing", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
		})},
	}
}

// wrapping makes a handler of one of net/http.
func wrapping(h http.Handler) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	}
}

func routerRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "router/not-found",
			Rule:   "The plain 404 of a router or file server of net/http, anywhere inside, is answered with the envelope of route_not_found.",
			Source: "contract §4 rule 4",
			check: func(t *trial) {
				for _, inside := range unrouted(http.StatusNotFound) {
					t.answered(codeRouteNotFound, wrapping(inside.handler))
				}
			},
		},
		{
			Name:   "router/method",
			Rule:   "So is its 405, with text or without, with that of method_not_allowed; the router's Allow stays.",
			Source: "contract §2, §4 rule 4; RFC 9110 §15.5.6",
			check: func(t *trial) {
				for _, inside := range unrouted(http.StatusMethodNotAllowed) {
					r := t.serve(setup{serve: wrapping(inside.handler)}).get()
					t.code(r, codeMethod)
					if r.err == nil && r.Header.Get("Allow") != http.MethodPost {
						t.errorf("%s: Allow is %q", inside.name, r.Header.Get("Allow"))
					}
					t.oneEvent()
				}
			},
		},
		{
			Name:   "router/middleware",
			Rule:   "That holds for a router among the middleware inside of the adapter's own.",
			Source: "contract §4 rule 4",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				s := t.serve(setup{serve: fine, inside: func(http.Handler) http.Handler { return http.NewServeMux() }})
				t.code(s.get(), codeRouteNotFound)
				t.oneEvent()
			},
		},
		{
			Name:   "router/own-text",
			Rule:   "A 404 or 405 that says something of its own is a handler's answer, and none that says it has failed: untouched, and no event.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				for _, status := range []int{http.StatusNotFound, http.StatusMethodNotAllowed} {
					for kind, body := range map[string]string{
						"text/plain; charset=utf-8": "no such shelf\n", "application/json": `{"found":false}`, "text/html": "404 page not found\n",
					} {
						r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
							set(w.Header(), "Content-Type", kind, "X-Content-Type-Options", "nosniff")
							w.WriteHeader(status)
							_, err := io.WriteString(w, body)
							return err
						}}).get()
						if r.err != nil || r.StatusCode != status || string(r.body) != body || r.Header.Get("Content-Type") != kind {
							t.errorf("the client got %+v with %q (%v), want %d and %q", r.Response, r.body, r.err, status, body)
						}
						if n := len(t.seen()); n != 0 {
							t.errorf("the observer was told of %d failures, want none", n)
						}
					}
				}
			},
		},
	}
}
