package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render/adapter"
)

// A HandlerFunc is a handler that returns an error. If it returns one it
// should not have written anything; see contract §4 for what happens to a
// response that has begun.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// Handler returns a handler that answers the errors and panics of h, as
// [Middleware.Wrap] does for those of everything inside of it.
func (m *Middleware) Handler(h HandlerFunc) http.Handler {
	engine := m.renderer.Engine()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w := engine.Begin(w, r)
		_ = x.Try(w, func() error { return h(w, r) }, func(f adapter.Failure) {
			f.Request = r
			x.Fail(w, f)
		})
	})
}
