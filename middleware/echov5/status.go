package echov5

import (
	"net/http"

	"github.com/labstack/echo/v5"
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
	if code < 400 || code > 599 {
		return http.StatusInternalServerError
	}
	return code
}
