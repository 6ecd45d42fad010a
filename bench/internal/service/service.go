// Package service is the service that the soak and the fault run load: the
// same handlers on Echo v4, Echo v5 and net/http, one for each way in which a request
// can end.
//
// A handler takes from the query a marker, m, which it puts where clients may
// see it, and from the X-Secret header a text that it puts where they may not.
package service

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// Frameworks lists what New knows.
func Frameworks() []string { return []string{"echo", "echov5", "nethttp"} }

// Parse returns the frameworks that the value of a -framework flag means.
func Parse(name string) ([]string, error) {
	switch {
	case name == "all":
		return Frameworks(), nil
	case slices.Contains(Frameworks(), name):
		return []string{name}, nil
	}
	return nil, fmt.Errorf("framework %q is unknown; use %s or all", name, strings.Join(Frameworks(), ", "))
}

// New returns the service on a framework of [Frameworks].
func New(framework string, r *render.Renderer) http.Handler {
	switch framework {
	case "echo":
		return newEcho(r)
	case "echov5":
		return newEchoV5(r)
	default:
		return newNetHTTP(r)
	}
}

func newEcho(r *render.Renderer) http.Handler {
	e := echo.New()
	echov4.Install(e, r)
	e.Use(emw.Gzip())
	for _, route := range routes() {
		e.Add(route.method, route.path, func(c echo.Context) error {
			return route.handle(c.Response(), c.Request())
		})
		if route.method == http.MethodGet { // ServeMux does so by itself
			e.HEAD(route.path, func(c echo.Context) error {
				return route.handle(c.Response(), c.Request())
			})
		}
	}
	return e
}

func newNetHTTP(r *render.Renderer) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	for _, route := range routes() {
		mux.Handle(route.method+" "+route.path, mw.Handler(route.handle))
	}
	return compress(mw.Wrap(mux))
}
