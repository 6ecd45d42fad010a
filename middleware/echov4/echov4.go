// Package echov4 serves errors of a catalog from Echo v4.
//
//	e := echo.New()
//	echov4.Install(e, render.New(apierr.Catalog(), nil))
//
// Handlers and middleware then return errors of the catalog, from any depth.
// Echo's own errors are answered by the roles of the catalog, by status; their
// messages go to the log only.
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

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// Install sets up an Echo instance: request IDs, recovery and the error
// handler. Call it before other middleware is registered with e.Pre, so that
// requests have an ID there.
func Install(e *echo.Echo, r *render.Renderer) {
	e.HTTPErrorHandler = ErrorHandler(r)
	e.Pre(Recover(r))
	limitBodies(e)
}

// RequestID returns middleware that gives every request an ID: on the
// response, in the request's own header and in its context, see
// [render.RequestID].
func RequestID(r *render.Renderer) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			begin(r, c)
			return next(c)
		}
	}
}

// Recover returns middleware that hands the errors and panics of what is
// inside of it to the instance's error handler, a panic as a [*adapter.Panic].
// It gives every request an ID, as [RequestID] does. Errors are returned too,
// for middleware further out to see; the error handler knows them again.
func Recover(r *render.Renderer) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			x := begin(r, c)
			limitBody(c.Request())
			res := c.Response()
			w := res.Writer
			return x.Try(func() error { return next(c) }, func(f adapter.Failure) {
				// Middleware inside has ended. A writer that it leaves behind,
				// as echo.WrapMiddleware does, may send nothing any more.
				c.SetResponse(res)
				res.Writer = w
				if f.Panic != nil {
					c.Error(f.Panic)
				} else {
					c.Error(f.Err)
				}
			})
		}
	}
}

// ErrorHandler returns the function for the instance's HTTPErrorHandler.
func ErrorHandler(r *render.Renderer) echo.HTTPErrorHandler {
	shared := sharedErrors()
	leaf := func(err error) bool {
		e, ok := err.(*echo.HTTPError)
		return ok && shared[e]
	}
	return func(err error, c echo.Context) {
		x := begin(r, c)
		f := adapter.Failure{Err: err, Request: c.Request(), Route: c.Path(), Status: status, Leaf: leaf}
		if p, ok := err.(*adapter.Panic); ok {
			f = adapter.Failure{Panic: p, Request: c.Request(), Route: c.Path()}
		}
		res := c.Response()
		if res.Committed && (res.Status >= 200 || res.Status == http.StatusSwitchingProtocols) {
			f.Begun = res.Status
		}
		below := res.Writer
		x.Fail(response{res}, f)
		res.Writer = below
	}
}

// begin takes the request into care unless that was done before.
func begin(r *render.Renderer, c echo.Context) *adapter.Exchange {
	res, req := c.Response(), c.Request()
	x, w, own := r.Engine().Begin(res.Writer, req)
	res.Writer = w
	if own != req {
		c.SetRequest(own)
	}
	return x
}
