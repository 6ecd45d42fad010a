// Package middleware serves errors of a catalog from net/http.
//
//	mw := middleware.New(render.New(apierr.Catalog(), nil))
//	mux.Handle("GET /v1/keys/{id}", mw.Handler(getKey)) // getKey returns an error
//	http.ListenAndServe(addr, mw.Wrap(mux))
//
// [Middleware.Wrap] around everything is all that most services need. It gives
// every request an ID, answers panics, and answers where a router has no route:
// the plain 404 and 405 of an [http.ServeMux], of [http.NotFound] and
// [http.FileServer], and of the routers that answer as these do, become
// envelopes, with their Allow header, however deep they are.
//
// Whoever is nearest to the handler answers, so that middleware between sees
// what the client gets. [Middleware.Handler] answers errors and panics of a
// handler; where there is other middleware and plain handlers may panic, put a
// second Wrap inside of it: mw.Wrap(logging(mw.Wrap(mux))).
//
// Three answers of net/http itself cannot be changed from a handler, since none
// runs: 400 for a request that is not HTTP, 431 for headers over
// [http.Server.MaxHeaderBytes], and 200 for OPTIONS *, see
// [http.Server.DisableGeneralOptionsHandler]. A panic in a goroutine that a handler started
// ends the process, as everywhere in Go. [http.TimeoutHandler] answers by
// itself, without an envelope, and takes a 103 for the final header; a deadline
// in the request's context is the better way.
//
// The sections of the contract (§) are those of docs/contract.md.
package middleware

import (
	"net/http"

	"github.com/asterwise/errcat/render"
)

// Middleware binds a renderer to net/http. It is safe for concurrent use.
type Middleware struct{ renderer *render.Renderer }

// New returns the middleware for a renderer.
func New(r *render.Renderer) *Middleware {
	return &Middleware{r}
}

// Wrap gives every request an ID, and answers in place of next where it panics
// or has no route. The panic value and the stack go to the renderer's observer.
// A panic with http.ErrAbortHandler is passed on, for net/http to cut the
// connection without a word.
func (m *Middleware) Wrap(next http.Handler) http.Handler {
	return m.Handler(func(w http.ResponseWriter, r *http.Request) error {
		next.ServeHTTP(w, r)
		return nil
	})
}

// Error answers a request with an error here and now, as [http.Error] does:
// for other people's middleware, which returns nothing. See
// [render.Renderer.Error].
func (m *Middleware) Error(w http.ResponseWriter, r *http.Request, err error) {
	m.renderer.Error(w, r, err)
}
