package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog"
)

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

// notFound reports Echo's own 404, in whose place middleware around may have
// something else.
func notFound(err error) bool {
	own, ok := err.(*echo.HTTPError)
	is := err == error(echo.ErrNotFound) || ok && own != nil && own.Code == http.StatusNotFound
	return is && catalog.CodeOf(err) == ""
}
