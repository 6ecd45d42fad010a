// Package echo4 tests package middleware/echov4 beside the middleware that
// services with Echo v4 have.
package echo4

import (
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// secret is in every cause and every panic here, and never in a response.
const secret = "s3cr3t"

// A failure is a way in which a handler ends.
type failure struct {
	name    string
	status  int          // that the client gets, and everybody else should see
	code    catalog.Code // "" for a response without an envelope
	handler echo.HandlerFunc
}

var failures = []failure{
	{"success", 200, "", func(c echo.Context) error { return c.String(http.StatusOK, "fine") }},
	{"returned", 403, apierr.CodeAccessDenied, func(echo.Context) error { return apierr.NewAccessDenied() }},
	{"wrapped", 402, apierr.CodeInsufficientTier, func(echo.Context) error {
		return fmt.Errorf("%s: %w", secret, apierr.NewInsufficientTier())
	}},
	{"panic", 500, apierr.CodeInternalError, func(echo.Context) error { panic(secret) }},

	// A status that the catalog binds to no code is answered by the role
	// malformed_request; then the others must see that status, too.
	{"HTTPError(409)", 400, apierr.CodeInvalidRequestBody, func(echo.Context) error {
		return echo.NewHTTPError(http.StatusConflict, secret)
	}},
	{"ErrNotFound", 404, apierr.CodeResourceNotFound, func(echo.Context) error { return echo.ErrNotFound }},
	{"no route", 404, apierr.CodeResourceNotFound, nil},
	{"concealed", 404, apierr.CodeKeyNotFound, func(c echo.Context) error {
		c.Response().Header().Set("X-Owner", secret)
		return apierr.NewKeyNotFound()
	}},
	{"begun", 200, "", func(c echo.Context) error {
		if _, err := io.WriteString(c.Response(), "half"); err != nil {
			return err
		}
		_ = http.NewResponseController(c.Response()).Flush() // a timeout's writer cannot
		return apierr.NewAccessDenied()
	}},
}

func (f *failure) path() string { return "/" + urlSafe(f.name) }

// cut reports whether the client must notice that the response is not whole.
func (f *failure) cut() bool { return f.name == "begun" }

// records is how many the observer hears.
func (f *failure) records() int {
	if f.name == "success" {
		return 0
	}
	return 1
}
