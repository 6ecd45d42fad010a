// Package middleware serves errors of a catalog from net/http.
//
//	mw := middleware.New(render.New(apierr.Catalog(), nil))
//	mux.Handle("GET /v1/keys/{id}", mw.Handler(getKey)) // getKey returns an error
//	http.ListenAndServe(addr, mw.Wrap(mux))
//
// [Middleware.Wrap] is all that most services need. Its parts are there for
// those who compose by hand: [Middleware.RequestID], [Middleware.Recover],
// [Middleware.Mux] and [Middleware.Handler] work in any order, alone or
// together; whichever is outermost gives the request its ID.
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
	"github.com/asterwise/errcat/render/adapter"
)

// Middleware binds a renderer to net/http. It is safe for concurrent use.
type Middleware struct{ renderer *render.Renderer }

// New returns the middleware for a renderer.
func New(r *render.Renderer) *Middleware {
	return &Middleware{r}
}

// Wrap gives every request an ID and answers panics of next. If next is an
// *http.ServeMux, its own 404 and 405 become envelopes too; a mux that is
// behind another middleware needs [Middleware.Mux] for that.
func (m *Middleware) Wrap(next http.Handler) http.Handler {
	if mux, ok := next.(*http.ServeMux); ok {
		next = m.Mux(mux)
	}
	return m.Recover(next)
}

// begin takes the request into care unless an outer part has.
func (m *Middleware) begin(w http.ResponseWriter, r *http.Request) (*adapter.Exchange, http.ResponseWriter, *http.Request) {
	return m.renderer.Engine().Begin(w, r)
}

// Error answers a request with an error here and now, as [http.Error] does:
// for other people's middleware, which returns nothing. See
// [render.Renderer.Error].
func (m *Middleware) Error(w http.ResponseWriter, r *http.Request, err error) {
	m.renderer.Error(w, r, err)
}
