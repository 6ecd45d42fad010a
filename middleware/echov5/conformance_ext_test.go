package echov5_test

import (
	"net/http"
	"testing"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render/rendertest"
)

// mount mounts the routes of a site, with more middleware inside of its own.
func mount(e *echo.Echo, s rendertest.Site, inside ...echo.MiddlewareFunc) {
	if s.Inside != nil {
		e.Use(echo.WrapMiddleware(s.Inside))
		e.Use(inside...)
	}
	for _, route := range s.Routes {
		e.Add(route.Method, route.Path, func(c *echo.Context) error { return route.Serve(c.Response(), c.Request()) })
	}
}

// installed serves a site as the package's documentation says.
func installed(s rendertest.Site) http.Handler {
	e := echo.New()
	echov5.Install(e, s.Renderer)
	mount(e, s)
	return e
}

// composed serves a site by the parts.
func composed(s rendertest.Site) http.Handler {
	e := echo.New()
	e.HTTPErrorHandler = echov5.ErrorHandler(s.Renderer)
	e.Use(echov5.Recover(s.Renderer))
	mount(e, s, echov5.Recover(s.Renderer))
	return e
}

// lacks is what Echo itself cannot do.
var lacks = map[rendertest.Capability]string{
	rendertest.Abandon: "echo.WrapMiddleware lets both goroutines use one echo.Context",
	rendertest.Hints:   "echo.Response takes a 1xx for the final header; handlers send hints through its Unwrap",
}

func TestConformanceInstall(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "Echo v5, Install", New: installed, Lacks: lacks})
}

func TestConformanceParts(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "Echo v5, parts", New: composed, Lacks: lacks})
}
