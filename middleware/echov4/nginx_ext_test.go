package echov4_test

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"testing"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/internal/nginx/nginxtest"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render/rendertest"
)

// alone serves routes without errcat.
func alone(with ...echo.MiddlewareFunc) func([]rendertest.Route) http.Handler {
	return func(routes []rendertest.Route) http.Handler {
		e := echo.New()
		e.Use(with...)
		for _, route := range routes {
			e.Add(route.Method, route.Path, func(c echo.Context) error {
				err := route.Serve(c.Response(), c.Request())
				if http := (*echo.HTTPError)(nil); err == nil || errors.As(err, &http) {
					return err
				}
				return echo.NewHTTPError(nginxtest.Status(err))
			})
		}
		return e
	}
}

func TestBehindNginx(t *testing.T) {
	nginxtest.Run(t, nginxtest.Framework{Ours: installed, Alone: alone()})
}

// Echo's BodyLimit answers without reading a body that says how long it is.
func TestBodyLimitBehindNginx(t *testing.T) {
	limit := echomw.BodyLimit(strconv.Itoa(nginxtest.MaxBody) + "B")
	ours := func(s rendertest.Site) http.Handler {
		e := echo.New()
		echov4.Install(e, s.Renderer)
		e.Use(limit)
		mount(e, s)
		return e
	}
	nginxtest.Limit(t, nginxtest.Framework{Ours: ours, Alone: alone(limit)}, func(_ http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	})
}
