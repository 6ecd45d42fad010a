package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render/adapter"
)

// A HandlerFunc is a handler that returns an error. If it returns one it
// should not have written anything; see contract §4 for what happens to a
// response that has begun.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// Handler returns a handler that answers the errors of h. Panics pass: they
// are for [Middleware.Recover], outside of all middleware that may want to
// see them.
func (m *Middleware) Handler(h HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w, r := m.begin(w, r)
		if err := h(w, r); err != nil {
			x.Fail(w, adapter.Failure{Err: err, Request: r})
		}
	})
}
