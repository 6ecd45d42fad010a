package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render"
)

// Mux serves requests with mux, and answers in its place where it has no
// route: 404, or 405 with the Allow header that the mux would have sent. The
// mux routes every request twice for that.
func (m *Middleware) Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w, r := m.begin(w, r)
		if r.RequestURI == "*" { // for the server as a whole; a mux has nothing to say
			x.Fail(w, render.Failure{Err: render.Status(http.StatusBadRequest)})
			return
		}
		none, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := header{values: http.Header{}}
		none.ServeHTTP(&probe, r)
		if allow := probe.values["Allow"]; len(allow) > 0 {
			w.Header()["Allow"] = allow
		}
		x.Fail(w, render.Failure{Err: render.Status(probe.status)})
	})
}

// header is a response writer that keeps status and header only.
type header struct {
	values http.Header
	status int
}

func (h *header) Header() http.Header         { return h.values }
func (h *header) Write(p []byte) (int, error) { return len(p), nil }
func (h *header) WriteHeader(status int)      { h.status = status }
