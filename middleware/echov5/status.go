package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

// status returns the status of Echo's own errors, and of those of the service
// that Echo would take it from. One that is not an error status would be a
// success with an error's body: it counts as 500.
func status(err error) int {
	coder, ok := err.(echo.HTTPStatusCoder)
	if !ok {
		return 0
	}
	code := coder.StatusCode()
	if withoutToken(err) {
		code = http.StatusForbidden
	}
	if code < 400 || code > 599 {
		return http.StatusInternalServerError
	}
	return code
}

// withoutToken reports Echo's refusal of a request without a CSRF token, which
// Echo calls a bad request (contract §4).
func withoutToken(err error) bool {
	e, ok := err.(*echo.HTTPError)
	if !ok || e.Code != http.StatusBadRequest {
		return false
	}
	_, missing := e.Unwrap().(*middleware.ValueExtractorError)
	return missing
}
