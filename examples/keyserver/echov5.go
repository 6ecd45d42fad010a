package main

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

// onEchoV5 serves the API with Echo v5.
func onEchoV5(a *api, r *render.Renderer) http.Handler {
	e := echo.New()
	echov5.Install(e, r)
	for _, rt := range a.routes() {
		path := strings.NewReplacer("{", ":", "}", "").Replace(rt.path) // {id} is :id in Echo
		e.Add(rt.method, path, echoV5Handler(rt.handler))
		if rt.method == http.MethodGet { // by itself, Echo's router would leave HEAD out of the Allow header
			e.Add(http.MethodHead, path, echoV5Handler(rt.handler))
		}
	}
	e.Match([]string{http.MethodGet, http.MethodHead}, docsPath+"*", echo.WrapHandler(documentation(r)))
	return e
}

// echoV5Handler does for Echo v5 what echoHandler does for v4.
func echoV5Handler(h middleware.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		for _, p := range c.PathValues() {
			if !setPathValue(c.Request(), p.Name, p.Value) {
				return echo.ErrNotFound
			}
		}
		return h(c.Response(), c.Request())
	}
}
