package main

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// onEcho serves the API with Echo v4.
func onEcho(a *api, r *render.Renderer) http.Handler {
	e := echo.New()
	echov4.Install(e, r)
	for _, rt := range a.routes() {
		path := strings.NewReplacer("{", ":", "}", "").Replace(rt.path) // {id} is :id in Echo
		e.Add(rt.method, path, echoHandler(rt.handler))
		if rt.method == http.MethodGet { // as http.ServeMux does by itself
			e.Add(http.MethodHead, path, echoHandler(rt.handler))
		}
	}
	e.Match([]string{http.MethodGet, http.MethodHead}, docsPath+"*", echo.WrapHandler(documentation(r)))
	return e
}

// echoHandler makes an Echo handler of one that does not know Echo.
func echoHandler(h middleware.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		for _, name := range c.ParamNames() {
			if !setPathValue(c.Request(), name, c.Param(name)) {
				return echo.ErrNotFound
			}
		}
		return h(c.Response(), c.Request())
	}
}

// setPathValue puts a path parameter of Echo's where net/http has them, and
// evens out how the two match. It reports whether net/http would match at all.
func setPathValue(r *http.Request, name, value string) bool {
	if strings.Contains(value, "/") { // Echo's last parameter takes all that is left
		return false
	}
	if r.URL.RawPath != "" { // Echo has matched the path as it was sent
		if decoded, err := url.PathUnescape(value); err == nil {
			value = decoded
		}
	}
	r.SetPathValue(name, value)
	return true
}
