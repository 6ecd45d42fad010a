package echov5_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v5"
	emw "github.com/labstack/echo/v5/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
	"github.com/asterwise/errcat/render/rendertest"
)

// Middleware of e.Use sees the status that the client gets, in Echo's own way
// of looking for it, before Install, after it, and in a logger that hands
// errors to the error handler itself.
func TestMiddlewareSeesTheStatus(t *testing.T) {
	failures := map[string]struct {
		serve  echo.HandlerFunc
		status int
	}{
		"returned":   {func(*echo.Context) error { return apierr.NewKeyNotFound() }, 404},
		"wrapped":    {func(*echo.Context) error { return fmt.Errorf("w: %w", apierr.NewMaxKeysExceeded()) }, status(apierr.CodeMaxKeysExceeded)},
		"panic":      {func(*echo.Context) error { panic(secret) }, 500},
		"unknown":    {func(*echo.Context) error { return errors.New(secret) }, 500},
		"Echo's":     {func(*echo.Context) error { return echo.ErrForbidden }, 403},
		"Echo's 404": {func(*echo.Context) error { return echo.ErrNotFound }, 404},
		"own page":   {func(c *echo.Context) error { _ = c.String(409, "mine"); return apierr.NewKeyNotFound() }, 409},
		"success":    {func(c *echo.Context) error { return c.String(200, "fine") }, 200},
	}
	for name, failure := range failures {
		t.Run(name, func(t *testing.T) {
			seen := map[string]int{}
			see := func(place string) echo.MiddlewareFunc {
				return func(next echo.HandlerFunc) echo.HandlerFunc {
					return func(c *echo.Context) error {
						err := next(c)
						_, seen[place] = echo.ResolveResponseStatus(c.Response(), err)
						return err
					}
				}
			}
			logger := func(handle bool) echo.MiddlewareFunc {
				return emw.RequestLoggerWithConfig(emw.RequestLoggerConfig{LogStatus: true, HandleError: handle,
					LogValuesFunc: func(_ *echo.Context, v emw.RequestLoggerValues) error {
						seen[fmt.Sprintf("RequestLogger, HandleError %t", handle)] = v.Status
						return nil
					}})
			}
			heard := &events{}
			e := echo.New()
			e.Use(see("before Install"))
			echov5.Install(e, render.New(apierr.Catalog(), &render.Options{Observer: heard.observe}))
			handler, n := e.HTTPErrorHandler, 0
			e.HTTPErrorHandler = func(c *echo.Context, err error) { n++; handler(c, err) }
			e.Pre(see("Pre"))
			e.Use(see("after Install"), logger(false), emw.Gzip())
			e.GET("/", failure.serve)
			e.Use(logger(true), see("after the routes"))
			resp, _ := get(t, e, "GET", "/", "Accept-Encoding", "gzip")
			if resp == nil || resp.StatusCode != failure.status {
				t.Fatalf("the client got %v", resp)
			}
			if len(seen) != 6 {
				t.Errorf("seen: %v", seen)
			}
			for place, status := range seen {
				if status != failure.status {
					t.Errorf("%s sees %d, the client got %d", place, status, failure.status)
				}
			}
			if n := len(heard.take()); (n == 1) != (name != "success") {
				t.Errorf("the observer heard of %d failures", n)
			}
			want := 2 // RequestLogger with HandleError calls it by itself
			switch name {
			case "success":
				want = 0
			case "Echo's 404": // which is left to it
				want = 1
			}
			if n != want {
				t.Errorf("HTTPErrorHandler was called %d times, want %d", n, want)
			}
		})
	}
}

func status(code catalog.Code) int {
	entry, _ := apierr.Catalog().Lookup(code)
	return entry.Status()
}

// Middleware sees the error, so that a transaction rolls back, inside of one of
// Echo's with the status that the client got.
func TestMiddlewareSeesTheError(t *testing.T) {
	failure := apierr.NewKeyNotFound()
	for name, test := range map[string]struct {
		serve  echo.HandlerFunc
		right  func(error) bool
		status int
	}{
		"returned": {func(*echo.Context) error { return failure }, func(err error) bool { return errors.Unwrap(err) == error(failure) }, 404},
		"panic": {func(*echo.Context) error { panic(secret) }, func(err error) bool {
			var p *adapter.Panic
			return errors.As(err, &p) && p.Value == secret
		}, 500},
		"deadline": {func(*echo.Context) error { return context.DeadlineExceeded }, func(err error) bool {
			return errors.Is(err, context.DeadlineExceeded)
		}, status(role(catalog.RoleTimeout))},
		"typed nil": {func(*echo.Context) error { return (*echo.HTTPError)(nil) }, func(err error) bool { return err != nil }, 500},
	} {
		e, _, heard := newEcho()
		var seen error
		e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c *echo.Context) error { seen = next(c); return seen }
		})
		e.GET("/", test.serve)
		resp, _ := get(t, e, "GET", "/")
		if resp == nil || resp.StatusCode != test.status || !test.right(seen) || echo.StatusCode(seen) != test.status {
			t.Errorf("%s: the client got %v, the middleware saw %v", name, resp, seen)
		}
		if n := len(heard.take()); n != 1 {
			t.Errorf("%s: the observer heard of %d failures", name, n)
		}
	}
}

// Echo's 404 is left to middleware that serves something in its place; an error
// of the catalog is not, whatever its status.
func TestStaticInPlaceOfNotFound(t *testing.T) {
	e, _, heard := newEcho()
	e.Use(emw.StaticWithConfig(emw.StaticConfig{HTML5: true, Filesystem: fstest.MapFS{"index.html": {Data: []byte("index")}}}))
	e.GET("/v1/keys", func(*echo.Context) error { return apierr.NewKeyNotFound() })
	if resp, body := get(t, e, "GET", "/some/page"); resp == nil || resp.StatusCode != 200 || body != "index" {
		t.Errorf("a page: %v %q", resp, body)
	}
	if all := heard.take(); len(all) != 0 {
		t.Errorf("the observer heard %+v", all)
	}
	resp, body := get(t, e, "GET", "/v1/keys")
	if resp == nil {
		t.Fatalf("the response was cut: %q", body)
	}
	rendertest.AssertError(t, resp, apierr.Catalog(), apierr.CodeKeyNotFound)
}

// Middleware for net/http knows of no errors: behind it, Echo's 404 is answered.
// One that closes its stream by defer would begin a success otherwise.
func TestNotFoundBehindMiddlewareForNetHTTP(t *testing.T) {
	closes := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			z := gzip.NewWriter(w)
			defer z.Close()
			w.Header().Set("Content-Encoding", "gzip")
			next.ServeHTTP(zipped{w, z}, r)
		})
	}
	e, _, heard := newEcho()
	e.Use(echo.WrapMiddleware(closes))
	e.GET("/", func(*echo.Context) error { return echo.ErrNotFound })
	for _, path := range []string{"/", "/none"} {
		resp, body := get(t, e, "GET", path)
		if resp == nil {
			t.Fatalf("the response was cut: %q", body)
		}
		rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleRouteNotFound))
		if n := len(heard.take()); n != 1 {
			t.Errorf("the observer heard of %d failures", n)
		}
	}
}

// zipped is a writer that does not say what is below.
type zipped struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipped) Write(p []byte) (int, error) { return w.z.Write(p) }

// The chain is whole before the first request: nothing changes it while others
// are served.
func TestFirstRequests(t *testing.T) {
	e, _, heard := newEcho()
	e.Use(emw.RequestLoggerWithConfig(emw.RequestLoggerConfig{LogValuesFunc: func(*echo.Context, emw.RequestLoggerValues) error { return nil }}))
	e.GET("/", func(*echo.Context) error { return apierr.NewKeyNotFound() })
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			if resp, body := get(t, e, "GET", "/"); resp == nil || resp.StatusCode != 404 {
				t.Errorf("the response is %v %q", resp, body)
			}
		}()
	}
	all.Wait()
	if n := len(heard.take()); n != 8 {
		t.Errorf("the observer heard of %d failures, want 8", n)
	}
}

// Recover in a group shows its middleware what the client gets, too.
func TestRecoverInAGroup(t *testing.T) {
	e, r, heard := newEcho()
	committed := false
	g := e.Group("/g", func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			err := next(c)
			res, _ := echo.UnwrapResponse(c.Response())
			committed = res.Committed && res.Status == 500
			return err
		}
	}, echov5.Recover(r))
	g.GET("/", func(*echo.Context) error { panic(secret) })
	if resp, _ := get(t, e, "GET", "/g/"); resp == nil || resp.StatusCode != 500 || !committed || len(heard.take()) != 1 {
		t.Errorf("response %v, committed with 500: %t", resp, committed)
	}
}

// HEAD of a route for GET, where the router is asked for that.
func TestHeadOfGet(t *testing.T) {
	heard := &events{}
	e := echo.NewWithConfig(echo.Config{Router: echo.NewRouter(echo.RouterConfig{AutoHandleHEAD: true})})
	echov5.Install(e, render.New(apierr.Catalog(), &render.Options{Observer: heard.observe}))
	e.GET("/", func(c *echo.Context) error {
		if c.QueryParam("fail") != "" {
			c.Response().Header().Set("ETag", "x")
			return apierr.NewKeyNotFound()
		}
		return c.String(200, "fine")
	})
	if resp, body := get(t, e, "HEAD", "/"); resp == nil || resp.StatusCode != 200 || resp.ContentLength != 4 || body != "" {
		t.Errorf("success: %v %q", resp, body)
	}
	want, _ := get(t, e, "GET", "/?fail=1", "X-Request-Id", "same")
	resp, body := get(t, e, "HEAD", "/?fail=1", "X-Request-Id", "same")
	if want == nil || resp == nil {
		t.Fatalf("cut: %v, %v", want, resp)
	}
	rendertest.AssertError(t, resp, apierr.Catalog(), apierr.CodeKeyNotFound)
	if body != "" || resp.ContentLength != want.ContentLength || resp.Header.Get("ETag") != "" {
		t.Errorf("failure: %v %q, want a length of %d", resp, body, want.ContentLength)
	}
}

// Functions registered with Response.Before run, once, also inside of a
// compressing writer, and cannot change what an error response must have.
func TestHooks(t *testing.T) {
	for name, with := range map[string][]echo.MiddlewareFunc{
		"alone":           nil,
		"gzip":            {emw.Gzip()},
		"gzip that waits": {emw.GzipWithConfig(emw.GzipConfig{MinLength: 1 << 20})},
	} {
		for _, conceals := range []bool{false, true} {
			e, _, heard := newEcho()
			e.Use(with...)
			before, after := 0, 0
			e.GET("/", func(c *echo.Context) error {
				res, _ := echo.UnwrapResponse(c.Response())
				res.Before(func() {
					before++
					h := res.Header()
					h.Set("X-Request-Id", "mine")
					h.Set("Cache-Control", "public")
					h.Set("X-Accel-Redirect", "/protected")
					h.Set("X-Owner", "7")
				})
				res.After(func() { after++ })
				if conceals {
					return apierr.NewKeyNotFound()
				}
				return apierr.NewEndpointRestricted()
			})
			resp, body := get(t, e, "GET", "/", "Accept-Encoding", "gzip")
			if resp == nil {
				t.Fatalf("%s: cut", name)
			}
			h := resp.Header
			if h.Get("X-Request-Id") == "mine" || h.Get("Cache-Control") != "no-store" || h.Get("X-Accel-Redirect") != "" ||
				(h.Get("X-Owner") == "") != conceals || strings.Contains(body, "mine") {
				t.Errorf("%s, concealed %t: header %v", name, conceals, h)
			}
			if before != 1 || after == 0 || len(heard.take()) != 1 {
				t.Errorf("%s: %d and %d calls of the hooks", name, before, after)
			}
		}
	}
}
