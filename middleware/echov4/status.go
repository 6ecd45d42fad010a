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
		if meant := missing(e); meant != 0 {
			code = meant
		}
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

// missing returns what an error of Echo's middleware means that calls absent
// credentials a bad request: KeyAuth without a key is unauthenticated, CSRF
// without a token forbidden (contract §4). It is 0 for any other error. Their
// text is all that tells these errors apart; nothing of it reaches a client.
func missing(e *echo.HTTPError) int {
	text, _ := e.Message.(string)
	if e.Code != http.StatusBadRequest || e.Internal != nil {
		return 0
	}
	switch text {
	case "missing key in request header", "invalid key in the request header", "missing key in the query string",
		"missing key in cookies", "missing key in the form":
		return http.StatusUnauthorized
	case "missing csrf token in request header", "missing csrf token in the query string", "missing csrf token in the form parameter":
		return http.StatusForbidden
	}
	return 0
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
