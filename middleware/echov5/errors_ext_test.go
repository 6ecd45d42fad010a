package echov5_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/labstack/echo/v5"
	emw "github.com/labstack/echo/v5/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

// ownError is an error of a service that tells Echo its status.
type ownError int

func (e ownError) Error() string   { return secret }
func (e ownError) StatusCode() int { return int(e) }

// nobody may make a request.
type nobody struct{}

func (nobody) Allow(string) (bool, error) { return false, nil }

// Echo's own errors, in every shape that they come in, are answered by the
// role of their status; what they say stays inside.
func TestEchoErrors(t *testing.T) {
	inner := echo.NewHTTPError(http.StatusConflict, secret)
	notFound := apierr.NewKeyNotFound().WithCause(errors.New(secret))
	for name, test := range map[string]struct {
		err  error
		code catalog.Code
	}{
		"plain":                   {echo.NewHTTPError(404, secret), role(catalog.RoleRouteNotFound)},
		"wrapped":                 {fmt.Errorf("%s: %w", secret, echo.NewHTTPError(415, secret)), role(catalog.RoleUnsupportedMediaType)},
		"joined":                  {errors.Join(errors.New(secret), echo.NewHTTPError(503, "")), role(catalog.RoleUnavailable)},
		"error inside":            {echo.NewHTTPError(403, secret).Wrap(errors.New(secret)), role(catalog.RoleForbidden)},
		"HTTPError inside":        {echo.NewHTTPError(403, secret).Wrap(inner), role(catalog.RoleForbidden)},
		"catalog error inside":    {echo.NewHTTPError(400, secret).Wrap(notFound), apierr.CodeKeyNotFound},
		"catalog error in a 404":  {echo.ErrNotFound.Wrap(notFound), apierr.CodeKeyNotFound},
		"catalog error, deeper":   {echo.ErrBadRequest.Wrap(echo.ErrUnauthorized.Wrap(notFound)), apierr.CodeKeyNotFound},
		"413 inside":              {echo.ErrBadRequest.Wrap(echo.ErrStatusRequestEntityTooLarge), role(catalog.RolePayloadTooLarge)},
		"deadline inside":         {echo.ErrServiceUnavailable.Wrap(context.DeadlineExceeded), role(catalog.RoleTimeout)},
		"code 0":                  {&echo.HTTPError{Message: secret}, role(catalog.RoleInternal)},
		"code 204":                {echo.NewHTTPError(204, secret), role(catalog.RoleInternal)},
		"code 302":                {echo.NewHTTPError(302, secret), role(catalog.RoleInternal)},
		"code 1000":               {echo.NewHTTPError(1000, secret), role(catalog.RoleInternal)},
		"code -1":                 {echo.NewHTTPError(-1, secret), role(catalog.RoleInternal)},
		"BindingError":            {echo.NewBindingError(secret, []string{secret}, secret, errors.New(secret)), role(catalog.RoleMalformedRequest)},
		"wrapped BindingError":    {fmt.Errorf("w: %w", echo.NewBindingError("a", nil, "b", nil)), role(catalog.RoleMalformedRequest)},
		"BindingError, catalog":   {echo.NewBindingError("a", nil, "b", notFound), apierr.CodeKeyNotFound},
		"BindingError, no inside": {&echo.BindingError{Field: secret}, role(catalog.RoleInternal)},
		"the service's own":       {ownError(429), role(catalog.RoleRateLimited)},
		"its own, a success":      {ownError(200), role(catalog.RoleInternal)},
		"typed nil":               {(*echo.HTTPError)(nil), role(catalog.RoleInternal)},
		"typed nil BindingError":  {(*echo.BindingError)(nil), role(catalog.RoleInternal)},
		"no validator":            {echo.ErrValidatorNotRegistered, role(catalog.RoleInternal)},
		"bad gateway":             {echo.ErrBadGateway, role(catalog.RoleUpstream)},
		"client closed by proxy":  {echo.NewHTTPError(emw.StatusCodeContextCanceled, secret), role(catalog.RoleClientClosed)},
		"unauthorized":            {echo.ErrUnauthorized, role(catalog.RoleUnauthenticated)},
		"key missing":             {emw.ErrKeyMissing.Wrap(errors.New(secret)), role(catalog.RoleUnauthenticated)},
		"CSRF":                    {emw.ErrCSRFInvalid, role(catalog.RoleForbidden)},
		"too many requests":       {echo.ErrTooManyRequests, role(catalog.RoleRateLimited)},
		"not found":               {echo.ErrNotFound, role(catalog.RoleRouteNotFound)},
		"wrapped not found":       {fmt.Errorf("w: %w", echo.ErrNotFound), role(catalog.RoleRouteNotFound)},
	} {
		t.Run(name, func(t *testing.T) {
			e, _, heard := newEcho()
			e.GET("/", func(*echo.Context) error { return test.err })
			resp, body := get(t, e, "GET", "/")
			if resp == nil {
				t.Fatalf("the response was cut: %q", body)
			}
			rendertest.AssertError(t, resp, apierr.Catalog(), test.code)
			rendertest.AssertNoLeak(t, resp, secret)
			if n := len(heard.take()); n != 1 {
				t.Errorf("the observer was told of %d failures, want 1", n)
			}
		})
	}
}

// What Echo's router and middleware refuse by themselves.
func TestEchoRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		method string // "" for GET
		path   string
		with   echo.MiddlewareFunc
		handle echo.HandlerFunc
		code   catalog.Code
		header string
	}{
		"no route":   {path: "/none", code: role(catalog.RoleRouteNotFound)},
		"no method":  {path: "/post", code: role(catalog.RoleMethodNotAllowed), header: "Allow"},
		"no key":     {path: "/", with: emw.KeyAuth(func(*echo.Context, string, emw.ExtractorSource) (bool, error) { return true, nil }), code: role(catalog.RoleUnauthenticated), header: "Www-Authenticate"},
		"basic auth": {path: "/", with: emw.BasicAuth(func(*echo.Context, string, string) (bool, error) { return true, nil }), code: role(catalog.RoleUnauthenticated), header: "Www-Authenticate"},
		"no token":   {method: "POST", path: "/", with: emw.CSRF(), code: role(catalog.RoleForbidden)},
		"rate limit": {path: "/", with: emw.RateLimiter(nobody{}), code: role(catalog.RoleRateLimited)},
		"query": {path: "/?n=abc", handle: func(c *echo.Context) error {
			var n int
			return echo.QueryParamsBinder(c).Int("n", &n).BindError()
		}, code: role(catalog.RoleMalformedRequest)},
		"file":              {path: "/", handle: func(c *echo.Context) error { return c.File("none.html") }, code: role(catalog.RoleRouteNotFound)},
		"JSON of a channel": {path: "/", handle: func(c *echo.Context) error { return c.JSON(200, make(chan int)) }, code: role(catalog.RoleInternal)},
		"net/http's mux":    {path: "/mux/none", code: role(catalog.RoleRouteNotFound)},
	} {
		t.Run(name, func(t *testing.T) {
			e, _, heard := newEcho()
			if test.with != nil {
				e.Use(test.with)
			}
			if test.handle == nil {
				test.handle = func(c *echo.Context) error { return c.NoContent(204) }
			}
			e.Match([]string{"GET", "POST"}, "/", test.handle)
			e.POST("/post", test.handle)
			e.Any("/mux/*", echo.WrapHandler(http.NewServeMux()))
			resp, body := get(t, e, cmp.Or(test.method, "GET"), test.path)
			if resp == nil {
				t.Fatalf("the response was cut: %q", body)
			}
			rendertest.AssertError(t, resp, apierr.Catalog(), test.code)
			if test.header != "" && resp.Header.Get(test.header) == "" {
				t.Errorf("there is no header %s", test.header)
			}
			if n := len(heard.take()); n != 1 {
				t.Errorf("the observer was told of %d failures, want 1", n)
			}
		})
	}
}
