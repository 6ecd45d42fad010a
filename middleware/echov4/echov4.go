// Package echov4 serves errors of a catalog from Echo v4.
//
//	e := echo.New()
//	echov4.Install(e, render.New(apierr.Catalog(), nil))
//
// Handlers and middleware then return errors of the catalog, from any depth.
// Echo's own errors are answered by the roles of the catalog, by status; their
// messages go to the log only.
//
// An error is answered before the middleware of e.Use sees it return. So
// loggers, metrics and traces there see the status that the client gets, once
// per request, of panics too; and they see the error, in an [*echo.HTTPError] of
// that status: a transaction rolls back. What such middleware makes of the error
// is too late for the client; a service that gives other people's errors a code
// does so by MapError in render.Options. One error is left to it: Echo's 404, in
// whose place Static in HTML5 mode serves something else. Middleware of a group or of a route is
// inside of all that; let its list end with [Recover], as in
//
//	g := e.Group("/admin", echoprometheus.NewMiddleware("admin"), echov4.Recover(r))
//
// Report panics from an observer, whose context is that of the code that
// failed: middleware that waits for them to pass by, such as sentryecho, sees an
// error. Prefer Echo's ContextTimeout to its Timeout, which answers by itself
// and keeps cut responses from loggers.
//
// Echo answers a wrong method with 404 instead of 405 inside a group that has
// middleware, because the group registers a catch-all route. Register such
// middleware on the Echo instance to get 405.
//
// Echo's middleware.Recover may run inside of this package's: then it turns a
// panic into an ordinary error before it gets here. Leave it out; [Install]
// recovers.
//
// Echo's response refuses a final header after a 1xx; handlers that send early
// hints should send them through c.Response().Writer.
//
// The sections of the contract (§) are those of docs/contract.md.
package echov4

import (
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// Install sets up an Echo instance: request IDs, recovery and the error
// handler. Call it before other middleware is registered with e.Pre, so that
// requests have an ID there, and before a service wraps e.HTTPErrorHandler.
//
// With the first request it adds the last middleware to e.Use, which answers
// errors and panics in sight of all the others; middleware that is added
// later still is inside of that.
func Install(e *echo.Echo, r *render.Renderer) {
	b := bind(r)
	e.HTTPErrorHandler = b.handleError
	e.JSONSerializer = limitedJSON{e.JSONSerializer}
	inside := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error { return b.serve(c, next, leaves) }
	}
	var first sync.Once
	e.Pre(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			// Echo reads its list of middleware further inside of this.
			first.Do(func() { e.Use(inside) })
			_ = b.serve(c, next, nil) // is answered; Echo would hand it to HTTPErrorHandler again
			return nil
		}
	})
}

// Recover returns middleware that gives every request an ID: on the response,
// in the request's own header and in its context, see [render.RequestID]. It
// hands the errors and panics of what is inside of it to the instance's error
// handler, a panic as a [*adapter.Panic], and what routers of net/http inside
// answer without a route as echo.ErrNotFound and the like. Errors are returned
// too, for middleware further out to see: in an [*echo.HTTPError] with the
// status that the client got, unless they are one. Recover knows them again.
func Recover(r *render.Renderer) echo.MiddlewareFunc { return bind(r).recover() }

// ErrorHandler returns the function for the instance's HTTPErrorHandler.
func ErrorHandler(r *render.Renderer) echo.HTTPErrorHandler { return bind(r).handleError }

// binding binds a renderer to Echo.
type binding struct {
	engine *adapter.Engine
	leaf   func(error) bool // see adapter.Failure
	texts  [600]any         // by status, as the messages of Echo's errors
}

func bind(r *render.Renderer) *binding {
	shared := sharedErrors()
	b := &binding{engine: r.Engine()}
	b.leaf = func(err error) bool {
		e, ok := err.(*echo.HTTPError)
		return ok && shared[e]
	}
	for status := range b.texts {
		b.texts[status] = http.StatusText(status)
	}
	return b
}

func (b *binding) recover() echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error { return b.serve(c, next, nil) }
	}
}

// begin takes the request into care unless that was done before.
func (b *binding) begin(c echo.Context) *adapter.Exchange {
	res := c.Response()
	x, w := b.engine.Begin(res.Writer, c.Request())
	res.Writer = w
	return x
}

// serve serves a request with next, and has answered what goes wrong, except
// for what is left to the part around.
func (b *binding) serve(c echo.Context, next echo.HandlerFunc, left func(*adapter.Exchange, http.ResponseWriter, error) bool) error {
	x := b.begin(c)
	limitBody(c.Request())
	res := c.Response()
	w := res.Writer
	var err error
	handle := func() error {
		err = next(c)
		return err
	}
	failure := x.Try(w, handle, func(f adapter.Failure) {
		// Middleware inside has ended. A writer that it leaves behind, as
		// echo.WrapMiddleware does, may send nothing any more.
		c.SetResponse(res)
		res.Writer = w
		failed := f.Err
		switch status, plain := f.Err.(adapter.StatusError); {
		case f.Panic != nil:
			failed = f.Panic
		case plain && err == nil: // a router's answer, which is kept from the client
			res.Committed, res.Size = false, 0
			failed = echo.NewHTTPError(int(status))
		case left != nil && left(x, w, failed):
			return
		}
		began := res.Committed
		c.Error(failed)
		switch {
		case x.Failed():
		case !began && (x.Begun() || res.Committed):
			x.Bypassed(b.failure(failed, c), "echov4.Install")
		default: // nobody has answered
			b.handleError(failed, c)
		}
	})
	if failure == nil || !res.Committed || !x.Failed() { // or left, or answered by somebody else
		return failure
	}
	return b.answered(x, failure, res.Status)
}

// answered gives an error the status that the client got, in the form in which
// loggers and metrics for Echo look for one. The error itself is inside.
func (b *binding) answered(x *adapter.Exchange, err error, status int) error {
	if e, ok := err.(*echo.HTTPError); ok && e != nil && e.Code == status {
		return err
	}
	e := &echo.HTTPError{Code: status, Message: b.text(status), Internal: err}
	x.HandOn(e)
	return e
}

func (b *binding) text(status int) any {
	if status < len(b.texts) {
		return b.texts[status]
	}
	return "" // of nobody's
}

// handleError answers an error.
func (b *binding) handleError(err error, c echo.Context) {
	x := b.begin(c)
	res := c.Response()
	below := res.Writer
	x.Fail(response{res}, b.failure(err, c))
	res.Writer = below
}

func (b *binding) failure(err error, c echo.Context) adapter.Failure {
	f := adapter.Failure{Err: err, Request: c.Request(), Route: c.Path(), Status: status, Leaf: b.leaf}
	if p, ok := err.(*adapter.Panic); ok {
		f = adapter.Failure{Panic: p, Request: c.Request(), Route: c.Path()}
	}
	res := c.Response()
	if res.Committed && (res.Status >= 200 || res.Status == http.StatusSwitchingProtocols) {
		f.Begun = res.Status
	}
	return f
}
