package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render/adapter"
)

// Mux serves requests with mux, and answers in its place where it has no
// route: 404, or 405 with the Allow header that the mux would have sent.
func (m *Middleware) Mux(mux *http.ServeMux) http.Handler {
	unrouted := func(r *http.Request) bool {
		_, pattern := mux.Handler(r)
		return pattern == ""
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w, r := m.begin(w, r)
		if r.RequestURI == "*" { // for the server as a whole; a mux has nothing to say
			x.Fail(w, adapter.Failure{Err: adapter.StatusError(http.StatusBadRequest)})
			return
		}
		if status := x.Route(w, r, mux, unrouted); status != 0 {
			x.Fail(w, adapter.Failure{Err: adapter.StatusError(status)})
		}
	})
}
