package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render/adapter"
)

// Recover answers a panic of next as an internal error. The panic value and
// the stack go to the renderer's observer. A panic with http.ErrAbortHandler
// is passed on, for net/http to cut the connection without a word.
func (m *Middleware) Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w, r := m.begin(w, r)
		_ = x.Try(func() error { // never an error: next has none to return
			next.ServeHTTP(w, r)
			return nil
		}, func(f adapter.Failure) { x.Fail(w, f) })
	})
}
