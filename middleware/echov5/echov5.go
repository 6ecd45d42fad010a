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
// An error is answered before the middleware of e.Use sees it return. So
// loggers, metrics and traces there see the status that the client gets, of
// panics too; and they see the error, in an [*echo.HTTPError] of that status: a
// transaction rolls back. What such middleware makes of the error is too late
// for the client; a service that gives other people's errors a code does so by
// MapError in render.Options. One error is left for it to answer: Echo's 404, in whose place middleware such as Static in HTML5 mode
// serves something else. Middleware of a group or of a route is inside of all
// that; let its list end with [Recover], as in
//
//	g := e.Group("/admin", logger, echov5.Recover(r))
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
	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/render"
)

// Install sets up an Echo instance: request IDs, recovery and the error
// handler. Call it right after echo.New: before other middleware is registered,
// so that requests have an ID there, and before a service wraps
// e.HTTPErrorHandler.
//
// Of what it adds to e.Use, the part that answers errors and panics runs inside
// of all middleware there, whenever that is registered.
func Install(e *echo.Echo, r *render.Renderer) {
	b := bind(r)
	e.HTTPErrorHandler = b.handleError
	e.Pre(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			_ = b.serve(c, next, nil) // is answered; Echo would hand it to HTTPErrorHandler again
			return nil
		}
	})
	e.Use(innermost(e, func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error { return b.serve(c, next, notFound) }
	}))
}

// Recover returns middleware that gives every request an ID: on the response,
// in the request's own header and in its context, see [render.RequestID]. It
// hands the errors and panics of what is inside of it to the instance's error
// handler, a panic as a [*adapter.Panic], and what routers of net/http inside
// answer without a route as an error of that status. Errors are returned too,
// for middleware further out to see: in an [*echo.HTTPError] with the status
// that the client got, unless they have one. Recover knows them again.
func Recover(r *render.Renderer) echo.MiddlewareFunc {
	b := bind(r)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error { return b.serve(c, next, nil) }
	}
}

// ErrorHandler returns the function for the instance's HTTPErrorHandler.
func ErrorHandler(r *render.Renderer) echo.HTTPErrorHandler { return bind(r).handleError }
