package echov5_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog/apierr"
)

// A service that sets its own error handler after Install gets one record that
// says so. One that ends with the handler of Install is in order. Each runs
// once for a failure.
func TestHandlerSetAfterInstall(t *testing.T) {
	failures := []echo.HandlerFunc{
		func(*echo.Context) error { return apierr.NewKeyNotFound() },
		func(*echo.Context) error { panic(secret) },
		func(*echo.Context) error { return echo.ErrNotFound },
	}
	for _, test := range []struct {
		name    string
		set     func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler
		records int // of the failures
		problem bool
	}{
		{"replaced", func(echo.HTTPErrorHandler) echo.HTTPErrorHandler {
			return func(c *echo.Context, _ error) { _ = c.String(http.StatusTeapot, "mine") }
		}, 1, true},
		{"wrapped", func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler { return prev }, 3, false},
		{"wrapped, with another error", func(prev echo.HTTPErrorHandler) echo.HTTPErrorHandler {
			return func(c *echo.Context, _ error) { prev(c, errors.New("another")) }
		}, 3, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			e, _, heard := newEcho()
			calls := 0
			next := test.set(e.HTTPErrorHandler)
			e.HTTPErrorHandler = func(c *echo.Context, err error) { calls++; next(c, err) }
			for _, fail := range failures {
				e.GET("/", fail)
				if resp, body := get(t, e, "GET", "/"); resp == nil || resp.StatusCode < 400 {
					t.Errorf("the response is %v %q", resp, body)
				}
			}
			if calls != len(failures) {
				t.Errorf("the handler was called %d times for %d failures", calls, len(failures))
			}
			all := heard.take()
			if len(all) != test.records {
				t.Fatalf("%d records, want %d: %+v", len(all), test.records, all)
			}
			for _, e := range all {
				if problem := len(e.Problems) == 1 && strings.Contains(e.Problems[0].Error(), "echov5.Install"); problem != test.problem {
					t.Errorf("the record's problems are %v", e.Problems)
				}
			}
		})
	}
}
