package echov4_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
)

// Whoever sends no credentials is told so, wherever Echo's middleware looks for
// them, and not to check a body.
func TestMissingCredentials(t *testing.T) {
	key := func(lookup string) echo.MiddlewareFunc {
		return echomw.KeyAuthWithConfig(echomw.KeyAuthConfig{KeyLookup: lookup, Validator: func(string, echo.Context) (bool, error) { return true, nil }})
	}
	csrf := func(lookup string) echo.MiddlewareFunc {
		return echomw.CSRFWithConfig(echomw.CSRFConfig{TokenLookup: lookup})
	}
	for name, tt := range map[string]struct {
		use    echo.MiddlewareFunc
		header string // of the request, "Name: value"
		want   catalog.Code
	}{
		"key in a header":         {key("header:X-Key"), "", apierr.CodeAuthenticationFailed},
		"key of another scheme":   {key("header:Authorization:Bearer "), "Authorization: Basic YTpi", apierr.CodeAuthenticationFailed},
		"key in the query":        {key("query:key"), "", apierr.CodeAuthenticationFailed},
		"key in a cookie":         {key("cookie:key"), "", apierr.CodeAuthenticationFailed},
		"key in a form":           {key("form:key"), "", apierr.CodeAuthenticationFailed},
		"token in a header":       {csrf("header:X-CSRF-Token"), "", apierr.CodeAccessDenied},
		"token in the query":      {csrf("query:csrf"), "", apierr.CodeAccessDenied},
		"token in a form":         {csrf("form:csrf"), "", apierr.CodeAccessDenied},
		"token that is another's": {csrf("header:X-CSRF-Token"), "X-CSRF-Token: other", apierr.CodeAccessDenied},
		"an error of this message": {func(echo.HandlerFunc) echo.HandlerFunc {
			return fails(echo.NewHTTPError(422, "missing key in request header"))
		}, "", apierr.CodeInvalidRequestBody},
		"another bad request": {func(echo.HandlerFunc) echo.HandlerFunc { return fails(echo.NewHTTPError(400, "missing keys")) }, "", apierr.CodeInvalidRequestBody},
	} {
		t.Run(name, func(t *testing.T) {
			var heard events
			e := echo.New()
			echov4.Install(e, newRenderer(&heard))
			e.Use(tt.use)
			e.POST("/", func(c echo.Context) error { return c.NoContent(204) })
			req := httptest.NewRequest("POST", "/", nil)
			if header, value, ok := strings.Cut(tt.header, ": "); ok {
				req.Header.Set(header, value)
			}
			w := httptest.NewRecorder()
			e.ServeHTTP(w, req)
			entry, _ := apierr.Catalog().Lookup(tt.want)
			if w.Code != entry.Status() || !strings.Contains(w.Body.String(), `"error":"`+string(tt.want)+`"`) {
				t.Errorf("status %d, body %s; want %s", w.Code, w.Body, tt.want)
			}
			if n := len(heard.take()); n != 1 {
				t.Errorf("the observer heard %d events", n)
			}
		})
	}
}

// What cannot be bound is answered in words that fit a request without a body.
func TestBindingWithoutBody(t *testing.T) {
	var heard events
	e := echo.New()
	echov4.Install(e, newRenderer(&heard))
	e.GET("/query", func(c echo.Context) error {
		var n int
		return echo.QueryParamsBinder(c).Int("n", &n).BindError()
	})
	e.GET("/bind/:id", func(c echo.Context) error {
		var into struct {
			ID int `param:"id"`
			N  int `query:"n"`
		}
		return c.Bind(&into)
	})
	entry := apierr.Catalog().Role(catalog.RoleMalformedRequest)
	if !strings.Contains(entry.Message(), "parameters") {
		t.Errorf("the text of %s is for bodies alone: %s", entry.Code(), entry.Message())
	}
	for _, path := range []string{"/query?n=abc", "/bind/abc", "/bind/1?n=abc"} {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 400 || !strings.Contains(w.Body.String(), `"message":"`+entry.Message()+`"`) || strings.Contains(w.Body.String(), "abc") {
			t.Errorf("%s: status %d, body %s", path, w.Code, w.Body)
		}
	}
}

func fails(err error) echo.HandlerFunc { return func(echo.Context) error { return err } }
