package echov4_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// Recover does its work once or twice, before routing or after it.
func TestRecoverAnywhere(t *testing.T) {
	for _, times := range []int{0, 1, 2} {
		for _, place := range []string{"pre", "use", "route"} {
			for path, want := range map[string]int{"/fail": 404, "/panic": 500, "/none": 404} {
				if path == "/panic" && times == 0 || path == "/none" && place == "route" {
					continue
				}
				var heard events
				r := newRenderer(&heard)
				e := echo.New()
				e.HTTPErrorHandler = echov4.ErrorHandler(r)
				var with []echo.MiddlewareFunc
				for range times {
					with = append(with, echov4.Recover(r))
				}
				switch place {
				case "pre":
					e.Pre(with...)
				case "use":
					e.Use(with...)
				}
				if place != "route" {
					with = nil
				}
				seen := ""
				e.GET("/fail", func(c echo.Context) error {
					seen = render.RequestID(c.Request().Context())
					return apierr.NewKeyNotFound()
				}, with...)
				e.GET("/panic", func(echo.Context) error { panic(secret) }, with...)

				w := httptest.NewRecorder()
				e.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
				id := w.Header()["X-Request-Id"]
				if w.Code != want || len(id) != 1 || strings.Count(w.Body.String(), id[0]) != 1 {
					t.Errorf("%d times as %s, %s: status %d, ID %q, body %s", times, place, path, w.Code, id, w.Body)
				}
				if all := heard.take(); len(all) != 1 || all[0].Begun {
					t.Errorf("%d times as %s, %s: the observer heard %+v", times, place, path, all)
				}
				if times > 0 && path == "/fail" && seen != id[0] {
					t.Errorf("%d times as %s: the handler saw the ID %q, the client %q", times, place, seen, id[0])
				}
			}
		}
	}
}

// An Echo instance may be behind the middleware for net/http: there is one ID
// and one event.
func TestEchoBehindNetHTTP(t *testing.T) {
	var heard events
	r := newRenderer(&heard)
	e := echo.New()
	echov4.Install(e, r)
	e.GET("/fail", func(echo.Context) error { return apierr.NewKeyNotFound() })
	e.GET("/panic", func(echo.Context) error { panic(secret) })
	h := middleware.New(r).Wrap(e)
	for path, status := range map[string]int{"/fail": 404, "/panic": 500, "/none": 404} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if id := w.Header()["X-Request-Id"]; w.Code != status || len(id) != 1 || !strings.Contains(w.Body.String(), id[0]) {
			t.Errorf("%s: status %d, ID %q, body %s", path, w.Code, id, w.Body)
		}
		if n := len(heard.take()); n != 1 {
			t.Errorf("%s: the observer heard %d events", path, n)
		}
	}
}

// The recovery hands errors on, for middleware further out to see.
func TestRecoverReturnsErrors(t *testing.T) {
	var heard events
	r := newRenderer(&heard)
	e := echo.New()
	e.HTTPErrorHandler = echov4.ErrorHandler(r)
	var seen error
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error { seen = next(c); return seen }
	}, echov4.Recover(r))
	want := apierr.NewKeyNotFound()
	e.GET("/", func(echo.Context) error { return want })
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if !errors.Is(seen, want) || w.Code != 404 || len(heard.take()) != 1 {
		t.Errorf("outside of the recovery the error is %v; status %d", seen, w.Code)
	}
}

// What has been streamed cannot be taken back: the connection is cut, so that
// the client does not take half an answer for a whole one.
func TestStreamThatFails(t *testing.T) {
	for name, begin := range map[string]func(echo.Context){
		"written":              func(c echo.Context) { _, _ = c.Response().Write([]byte("half")) },
		"written further in":   func(c echo.Context) { _, _ = c.Response().Writer.Write([]byte("half")) },
		"flushed":              func(c echo.Context) { c.Response().Flush() },
		"written and flushed":  func(c echo.Context) { _, _ = c.Response().Write([]byte("half")); c.Response().Flush() },
		"header with a length": func(c echo.Context) { c.Response().Header().Set("Content-Length", "9"); c.Response().WriteHeader(200) },
	} {
		var heard events
		e := echo.New()
		echov4.Install(e, newRenderer(&heard))
		e.GET("/", func(c echo.Context) error { begin(c); return apierr.NewKeyNotFound() })
		server := httptest.NewServer(e)
		res, err := http.Get(server.URL)
		if err == nil {
			var body []byte
			body, err = io.ReadAll(res.Body)
			_ = res.Body.Close()
			if strings.Contains(string(body), "success") {
				t.Errorf("%s: the client got %s", name, body)
			}
		}
		if err == nil {
			t.Errorf("%s: the client noticed nothing", name)
		}
		server.Close()
		if all := heard.take(); len(all) != 1 || !all[0].Begun || !all[0].Cut {
			t.Errorf("%s: the observer heard %s", name, fmt.Sprint(all))
		}
	}
}
