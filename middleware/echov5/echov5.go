// Package echov5 serves errors of a catalog from Echo v5.
//
//	e := echo.New()
//	echov5.Install(e, render.New(apierr.Catalog(), nil))
//
// Handlers and middleware then return errors of the catalog, from any depth.
// Echo's own errors, and those of the service that implement
// [echo.HTTPStatusCoder], are answered by the roles of the catalog, by status;
// their messages go to the log only.
//
// An error is answered before the middleware of e.Use sees it return, so that
// loggers, metrics and spans see the status that the client gets, of panics
// too. They still see the error: a transaction rolls back. What such middleware
// makes of the error is too late for the client; a service that gives other
// people's errors a code does so by MapError in render.Options. One error is
// left for it to answer: Echo's 404, in whose place middleware such as Static
// in HTML5 mode serves something else. Middleware of a group or of a route is
// further inside: let the last one there be [Recover], as in
// g.Use(logger, echov5.Recover(r)), if it has to see the status.
//
// Echo's middleware.Recover may run inside of this package's: then it turns a
// panic into an ordinary error before it gets here. Leave it out; [Install]
// recovers.
//
// Echo's response takes a 1xx for the final header; a handler sends early hints
// through the writer that [echo.Response.Unwrap] returns.
//
// The sections of the contract (§) are those of docs/contract.md.
package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// Install sets up an Echo instance: request IDs, recovery and the error
// handler. Call it right after echo.New: before other middleware is registered,
// so that requests have an ID there, and before a service wraps
// e.HTTPErrorHandler.
//
// Of what it adds to e.Use, the part that answers errors and panics runs inside
// of all middleware there, whenever that is registered.
func Install(e *echo.Echo, r *render.Renderer) {
	e.HTTPErrorHandler = ErrorHandler(r)
	e.Pre(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			_ = serve(r, c, next, answer) // is answered; Echo would hand it to HTTPErrorHandler again
			return nil
		}
	})
	e.Use(innermost(e, func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error { return serve(r, c, next, leaveNotFound) }
	}))
}

// innermost returns middleware for e.Use that runs another one inside of all
// that is registered later. Echo builds its chain anew with each registration,
// from the last to the first: then all that is further inside is known.
func innermost(e *echo.Echo, inside echo.MiddlewareFunc) echo.MiddlewareFunc {
	place := len(e.Middlewares())
	var route echo.HandlerFunc // what runs the handler of the request's route
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		later := e.Middlewares()[place+1:]
		if len(later) == 0 {
			route = next
		}
		serve := inside(route)
		for i := len(later) - 1; i >= 0; i-- {
			serve = later[i](serve)
		}
		return serve
	}
}

// Recover returns middleware that gives every request an ID: on the response,
// in the request's own header and in its context, see [render.RequestID]. It
// hands the errors and panics of what is inside of it to the instance's error
// handler, a panic as a [*adapter.Panic], and what routers of net/http inside
// answer without a route as an error of that status. Errors are returned too,
// for middleware further out to see; the error handler knows them again.
func Recover(r *render.Renderer) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error { return serve(r, c, next, answer) }
	}
}

// ErrorHandler returns the function for the instance's HTTPErrorHandler.
func ErrorHandler(r *render.Renderer) echo.HTTPErrorHandler {
	return func(c *echo.Context, err error) {
		x, _ := begin(r, c)
		f := adapter.Failure{Err: err, Request: c.Request(), Route: c.Path(), Status: status}
		if p, ok := err.(*adapter.Panic); ok {
			f = adapter.Failure{Panic: p, Request: c.Request(), Route: c.Path()}
		}
		w, restore := failing(c.Response(), &f)
		defer restore()
		x.Fail(w, f)
	}
}

// begin takes the request into care unless that was done before. The writer of
// the exchange goes below Echo's response. What is around that, such as a
// compressing writer, may hold back what is written: it is watched, too. The
// writer that begin returns is the outer one.
func begin(r *render.Renderer, c *echo.Context) (x *adapter.Exchange, w http.ResponseWriter) {
	engine, req, top := r.Engine(), c.Request(), c.Response()
	if res, err := echo.UnwrapResponse(top); err == nil {
		x, w = engine.Begin(res.ResponseWriter, req)
		res.ResponseWriter = w
		if top == http.ResponseWriter(res) {
			return x, w
		}
	}
	x, w = engine.Begin(top, req)
	c.SetResponse(w)
	return x, w
}

// serve serves a request with next, and hands what goes wrong to failed.
func serve(r *render.Renderer, c *echo.Context, next echo.HandlerFunc, failed func(*echo.Context, error)) error {
	x, w := begin(r, c)
	top := c.Response()
	var err error
	handle := func() error {
		err = next(c)
		return err
	}
	return x.Try(w, handle, func(f adapter.Failure) {
		// Middleware inside has ended. A writer that it leaves behind, as
		// echo.WrapMiddleware does, may send nothing any more.
		c.SetResponse(top)
		res, own := top.(*echo.Response)
		if own {
			res.ResponseWriter = w
		}
		switch status, plain := f.Err.(adapter.StatusError); {
		case f.Panic != nil:
			answer(c, f.Panic)
		case plain && err == nil: // a router's answer, which is kept from the client
			if own {
				res.Committed, res.Size = false, 0
			}
			answer(c, echo.NewHTTPError(int(status), ""))
		default:
			failed(c, f.Err)
		}
	})
}

// answer has an error answered here.
func answer(c *echo.Context, err error) { c.Echo().HTTPErrorHandler(c, err) }

// leaveNotFound has an error answered, unless it is Echo's 404: middleware
// around may have something else for a path without a route.
func leaveNotFound(c *echo.Context, err error) {
	own, ok := err.(*echo.HTTPError)
	notFound := err == error(echo.ErrNotFound) || ok && own != nil && own.Code == http.StatusNotFound
	if !notFound || catalog.CodeOf(err) != "" {
		answer(c, err)
	}
}
