package echov4_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// Errors of Echo are answered by role, whatever they say and wherever they are.
func TestErrorsOfEcho(t *testing.T) {
	wrap := func(err error) error { return fmt.Errorf("%s: %w", secret, err) }
	for _, tt := range []struct {
		name string
		err  error
		want catalog.Code
	}{
		{"not found", echo.ErrNotFound, apierr.CodeResourceNotFound},
		{"not found, wrapped", wrap(echo.ErrNotFound), apierr.CodeResourceNotFound},
		{"not found, joined", errors.Join(errSecret, echo.ErrNotFound), apierr.CodeResourceNotFound},
		{"method not allowed", echo.ErrMethodNotAllowed, apierr.CodeMethodNotAllowed},
		{"too large", echo.ErrStatusRequestEntityTooLarge, apierr.CodePayloadTooLarge},
		{"media type", echo.ErrUnsupportedMediaType, apierr.CodeUnsupportedMediaType},
		{"unauthorized", echo.ErrUnauthorized, apierr.CodeAuthenticationFailed},
		{"forbidden", echo.ErrForbidden, apierr.CodeAccessDenied},
		{"too many requests", echo.ErrTooManyRequests, apierr.CodeRateLimitExceeded},
		{"unavailable", echo.ErrServiceUnavailable, apierr.CodeServiceUnavailable},
		{"gateway timeout", echo.ErrGatewayTimeout, apierr.CodeRequestTimedOut},
		{"bad gateway", echo.ErrBadGateway, apierr.CodeUpstreamError},
		{"any other 4xx", echo.ErrTeapot, apierr.CodeInvalidRequestBody},
		{"own text", echo.NewHTTPError(403, secret), apierr.CodeAccessDenied},
		{"own text that is an object", echo.NewHTTPError(403, map[string]any{"a": secret}), apierr.CodeAccessDenied},
		{"own text that has no form", echo.NewHTTPError(403, make(chan int)), apierr.CodeAccessDenied},
		{"status 0", &echo.HTTPError{}, apierr.CodeInternalError},
		{"status 200", echo.NewHTTPError(200, secret), apierr.CodeInternalError},
		{"status 204", echo.NewHTTPError(204), apierr.CodeInternalError},
		{"status 302", echo.NewHTTPError(302), apierr.CodeInternalError},
		{"status 999", echo.NewHTTPError(999), apierr.CodeInternalError},
		{"binding error", &echo.BindingError{Field: secret, HTTPError: echo.NewHTTPError(400, secret)}, apierr.CodeInvalidRequestBody},
		{"binding error without status", &echo.BindingError{}, apierr.CodeInternalError},
		{"typed nil", (*echo.HTTPError)(nil), apierr.CodeInternalError},
		{"typed nil, wrapped", wrap((*echo.HTTPError)(nil)), apierr.CodeInternalError},
		{"binding error, typed nil", (*echo.BindingError)(nil), apierr.CodeInternalError},
		{"one around another", echo.NewHTTPError(404).SetInternal(echo.NewHTTPError(400)), apierr.CodeResourceNotFound},
		{"one around ours", echo.NewHTTPError(404).SetInternal(wrap(apierr.NewInsufficientTier())), apierr.CodeInsufficientTier},
		{"one around a bare code", echo.NewHTTPError(404).SetInternal(apierr.CodeInsufficientTier), apierr.CodeInsufficientTier},
		{"one around a large body", echo.NewHTTPError(400).SetInternal(&http.MaxBytesError{}), apierr.CodePayloadTooLarge},
		{"one around a deadline", echo.NewHTTPError(503).SetInternal(context.DeadlineExceeded), apierr.CodeRequestTimedOut},
		{"ours around one", apierr.NewInsufficientTier().WithCause(echo.ErrNotFound), apierr.CodeInsufficientTier},
		{"unknown", errSecret, apierr.CodeInternalError},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var heard events
			w := call(newRenderer(&heard), "GET", func(echo.Context) error { return tt.err })
			entry, _ := apierr.Catalog().Lookup(tt.want)
			if !strings.HasPrefix(w.Body.String(), `{"success":false,"error":"`+string(tt.want)+`",`) || w.Code != entry.Status() {
				t.Errorf("status %d, body %s; want %s", w.Code, w.Body, tt.want)
			}
			if all := fmt.Sprint(w.Header(), w.Body); strings.Contains(all, secret) {
				t.Errorf("the response tells the secret: %s", all)
			}
			if n := len(heard.take()); n != 1 {
				t.Errorf("the observer heard %d events", n)
			}
		})
	}
}

// SetInternal on one of Echo's shared errors, a common mistake, changes it for
// all requests from then on. Their answers stay what they were.
func TestSharedErrorsThatWereChanged(t *testing.T) {
	var heard events
	r := newRenderer(&heard)
	for _, shared := range []*echo.HTTPError{echo.ErrNotFound, echo.ErrMethodNotAllowed, echo.ErrBadRequest, echo.ErrUnauthorized} {
		before := call(r, "GET", func(echo.Context) error { return shared })
		for _, internal := range []error{apierr.NewInsufficientTier(), context.DeadlineExceeded, &http.MaxBytesError{}, echo.ErrTooManyRequests, errSecret} {
			old := shared.Internal
			_ = shared.SetInternal(internal)
			for _, err := range []error{shared, fmt.Errorf("route: %w", shared)} {
				if after := call(r, "GET", func(echo.Context) error { return err }); after.Code != before.Code {
					t.Errorf("%v around %T: status %d, want %d", shared.Code, internal, after.Code, before.Code)
				}
			}
			shared.Internal = old
		}
	}
}

// denying is a rate limit that is always exceeded.
type denying struct{}

func (denying) Allow(string) (bool, error) { return false, nil }

// The middleware that comes with Echo fails in ways of its own.
func TestMiddlewareOfEcho(t *testing.T) {
	ok := func(c echo.Context) error { return c.NoContent(204) }
	for _, tt := range []struct {
		name    string
		with    echo.MiddlewareFunc
		handler echo.HandlerFunc
		want    catalog.Code
	}{
		{"BasicAuth", echomw.BasicAuth(func(string, string, echo.Context) (bool, error) { return false, nil }), ok, apierr.CodeAuthenticationFailed},
		{"KeyAuth", echomw.KeyAuth(func(string, echo.Context) (bool, error) { return false, errSecret }), ok, apierr.CodeAuthenticationFailed},
		{"RateLimiter", echomw.RateLimiter(denying{}), ok, apierr.CodeRateLimitExceeded},
		{"ContextTimeout", echomw.ContextTimeout(1), func(c echo.Context) error { <-c.Request().Context().Done(); return c.Request().Context().Err() }, apierr.CodeRequestTimedOut},
		{"Recover", echomw.RecoverWithConfig(echomw.RecoverConfig{LogErrorFunc: func(_ echo.Context, err error, _ []byte) error { return err }}), func(echo.Context) error { panic(secret) }, apierr.CodeInternalError},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var heard events
			w := call(newRenderer(&heard), "GET", tt.handler, tt.with)
			if !strings.Contains(w.Body.String(), `"error":"`+string(tt.want)+`"`) || strings.Contains(w.Body.String(), secret) {
				t.Errorf("status %d, body %s; want %s", w.Code, w.Body, tt.want)
			}
			if n := len(heard.take()); n != 1 {
				t.Errorf("the observer heard %d events", n)
			}
			if w.Code == 401 && w.Header().Get("WWW-Authenticate") == "" {
				t.Error("a 401 without a challenge")
			}
		})
	}
}
