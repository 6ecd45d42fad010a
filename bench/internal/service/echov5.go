package service

import (
	"net/http"

	"github.com/labstack/echo/v5"
	emw "github.com/labstack/echo/v5/middleware"

	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

func newEchoV5(r *render.Renderer) http.Handler {
	e := echo.New()
	echov5.Install(e, r)
	e.Use(emw.Gzip())
	for _, route := range routes() {
		handle := func(c *echo.Context) error { return route.handle(c.Response(), c.Request()) }
		e.Add(route.method, route.path, handle)
		if route.method == http.MethodGet { // ServeMux does so by itself
			e.HEAD(route.path, handle)
		}
	}
	return e
}
