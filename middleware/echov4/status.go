package echov4

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// status returns the status of Echo's own errors. One that is not an error
// status would be a success with an error's body: it counts as 500.
func status(err error) int {
	var code int
	switch e := err.(type) {
	case *echo.HTTPError:
		code = e.Code
	case *echo.BindingError:
		code = e.Code
	default:
		return 0
	}
	if code < 400 || code > 599 {
		return http.StatusInternalServerError
	}
	return code
}

// sharedErrors returns the error values that Echo returns by itself. They are
// shared by all requests: a SetInternal call on one of them, meant for one
// request, changes it for all, so nothing inside of them counts.
func sharedErrors() map[*echo.HTTPError]bool {
	shared := make(map[*echo.HTTPError]bool)
	for _, e := range []*echo.HTTPError{
		echo.ErrBadRequest, echo.ErrUnauthorized, echo.ErrPaymentRequired, echo.ErrForbidden,
		echo.ErrNotFound, echo.ErrMethodNotAllowed, echo.ErrNotAcceptable, echo.ErrProxyAuthRequired,
		echo.ErrRequestTimeout, echo.ErrConflict, echo.ErrGone, echo.ErrLengthRequired,
		echo.ErrPreconditionFailed, echo.ErrStatusRequestEntityTooLarge, echo.ErrRequestURITooLong,
		echo.ErrUnsupportedMediaType, echo.ErrRequestedRangeNotSatisfiable, echo.ErrExpectationFailed,
		echo.ErrTeapot, echo.ErrMisdirectedRequest, echo.ErrUnprocessableEntity, echo.ErrLocked,
		echo.ErrFailedDependency, echo.ErrTooEarly, echo.ErrUpgradeRequired, echo.ErrPreconditionRequired,
		echo.ErrTooManyRequests, echo.ErrRequestHeaderFieldsTooLarge, echo.ErrUnavailableForLegalReasons,
		echo.ErrInternalServerError, echo.ErrNotImplemented, echo.ErrBadGateway, echo.ErrServiceUnavailable,
		echo.ErrGatewayTimeout, echo.ErrHTTPVersionNotSupported, echo.ErrVariantAlsoNegotiates,
		echo.ErrInsufficientStorage, echo.ErrLoopDetected, echo.ErrNotExtended, echo.ErrNetworkAuthenticationRequired,
	} {
		shared[e] = true
	}
	return shared
}
