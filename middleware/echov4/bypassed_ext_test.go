package echov4_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
)

// A service that sets its own error handler after Install gets one record that
// says so. One that ends with the handler of Install, or that keeps some errors
// to itself after others went through, is in order.
func TestHandlerSetAfterInstall(t *testing.T) {
	for _, tt := range []struct {
		name    string
		set     func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler
		records int // of two requests that fail
		problem bool
	}{
		{"replaced", func(echo.HTTPErrorHandler) echo.HTTPErrorHandler {
			return func(_ error, c echo.Context) { _ = c.String(http.StatusTeapot, "mine") }
		}, 1, true},
		{"wrapped", func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler {
			return func(err error, c echo.Context) { prev(err, c) }
		}, 2, false},
		{"wrapped, with another error", func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler {
			return func(_ error, c echo.Context) { prev(errors.New("another"), c) }
		}, 2, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var heard events
			e := echo.New()
			echov4.Install(e, newRenderer(&heard))
			calls := 0
			next := tt.set(e.HTTPErrorHandler)
			e.HTTPErrorHandler = func(err error, c echo.Context) { calls++; next(err, c) }
			e.GET("/", func(echo.Context) error { return apierr.NewKeyNotFound() })
			for range 2 {
				e.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
			}
			if calls != 2 {
				t.Errorf("the handler was called %d times for 2 failures", calls)
			}
			all := heard.take()
			if len(all) != tt.records {
				t.Fatalf("%d records, want %d: %+v", len(all), tt.records, all)
			}
			for _, e := range all {
				if problem := len(e.Problems) == 1 && strings.Contains(e.Problems[0].Error(), "echov4.Install"); problem != tt.problem {
					t.Errorf("the record's problems are %v", e.Problems)
				}
			}
		})
	}
}
