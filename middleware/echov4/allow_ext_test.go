package echov4_test

import (
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
)

// A 405 of the router says what the path allows. That of a handler says what the
// handler has set: a router that found a handler has nothing to say.
func TestAllow(t *testing.T) {
	var heard events
	e := echo.New()
	echov4.Install(e, newRenderer(&heard))
	e.GET("/routed", func(c echo.Context) error { return nil })
	e.GET("/own", func(c echo.Context) error {
		c.Response().Header().Set("Allow", "PUT")
		return apierr.NewMethodNotAllowed()
	})
	for path, want := range map[string]string{"/routed": "OPTIONS, GET", "/own": "PUT"} {
		method := "GET"
		if path == "/routed" {
			method = "DELETE"
		}
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		if got := w.Header().Get("Allow"); w.Code != 405 || got != want {
			t.Errorf("%s %s: status %d, Allow %q; want 405 and %q", method, path, w.Code, got, want)
		}
	}
}
