package echov4_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// call sends one request through an Echo instance with one route, GET /, and
// HEAD / too.
func call(r *render.Renderer, method string, handler echo.HandlerFunc, with ...echo.MiddlewareFunc) *httptest.ResponseRecorder {
	e := echo.New()
	echov4.Install(e, r)
	e.Use(with...)
	e.Match([]string{"GET", "HEAD"}, "/", handler)
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(method, "/", nil))
	return w
}

// Functions registered with Response.Before and Response.After run, once, and
// cannot change what an error response must have.
func TestHooks(t *testing.T) {
	for _, method := range []string{"GET", "HEAD"} {
		var heard events
		var calls []string
		w := call(newRenderer(&heard), method, func(c echo.Context) error {
			c.Response().Before(func() {
				calls = append(calls, "before")
				h := c.Response().Header()
				h.Set("Content-Type", "text/plain")
				h.Set("X-Request-Id", "mine")
				h.Set("Cache-Control", "public")
				h.Set("Content-Length", "3")
				h.Set("Retry-After", "9")
				h.Set("ETag", "x")
				h.Set("X-Timing", "7")
				c.Response().Status = 200
			})
			c.Response().After(func() { calls = append(calls, "after") })
			return apierr.NewEndpointRestricted()
		})
		h := w.Header()
		if w.Code != 403 || h.Get("Content-Type") != "application/json" || len(h.Get("X-Request-Id")) != 30 || h.Get("Cache-Control") != "no-store" ||
			h.Get("Retry-After") != "" || h.Get("ETag") != "" || h.Get("X-Timing") != "7" || h.Get("Content-Length") == "3" {
			t.Errorf("%s: status %d, header %v", method, w.Code, h)
		}
		want := "[before after]"
		if method == "HEAD" { // Echo runs the latter with the body
			want = "[before]"
		}
		if got := fmt.Sprint(calls); got != want {
			t.Errorf("%s: calls are %s, want %s", method, got, want)
		}
		if all := heard.take(); len(all) != 1 || len(all[0].Problems) != 0 {
			t.Errorf("%s: the observer heard %+v", method, all)
		}
	}
}

// So they do behind a writer that has a header of its own and holds it back,
// be it as it was when it was written, be it as it is in the end.
func TestHooksBehindAWriterThatHolds(t *testing.T) {
	for name, hold := range map[string]func(http.Handler) http.Handler{
		"http.TimeoutHandler": func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "late") },
		"a recorder": func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				recorded := httptest.NewRecorder()
				next.ServeHTTP(recorded, r)
				maps.Copy(w.Header(), recorded.Result().Header)
				w.WriteHeader(recorded.Code)
				_, _ = w.Write(recorded.Body.Bytes())
			})
		},
	} {
		var heard events
		w := call(newRenderer(&heard), "GET", func(c echo.Context) error {
			c.Response().Before(func() {
				c.Response().Header().Set("X-Timing", "7")
				c.Response().Header().Set("Content-Type", "text/plain")
			})
			c.Error(apierr.NewEndpointRestricted())
			return nil
		}, echo.WrapMiddleware(hold))
		h := w.Header()
		if w.Code != 403 || h.Get("X-Timing") != "7" || h.Get("Content-Type") != "application/json" || h.Get("Content-Length") != fmt.Sprint(w.Body.Len()) ||
			!strings.HasPrefix(w.Body.String(), `{"success":false,"error":"endpoint_restricted"`) {
			t.Errorf("%s: status %d, header %v, body %s", name, w.Code, h, w.Body)
		}
		if all := heard.take(); len(all) != 1 || len(all[0].Problems) != 0 {
			t.Errorf("%s: the observer heard %+v", name, all)
		}
	}
}

// Echo runs the hooks when it writes a 1xx. It is not asked to do so again: its
// log would warn of a response that is committed.
func TestHooksAfter1xx(t *testing.T) {
	var heard events
	var log bytes.Buffer
	calls := 0
	e := echo.New()
	e.Logger.SetOutput(&log)
	e.Logger.SetLevel(3) // of warnings
	echov4.Install(e, newRenderer(&heard))
	e.GET("/", func(c echo.Context) error {
		c.Response().Before(func() { calls++ })
		c.Response().WriteHeader(103)
		return apierr.NewEndpointRestricted()
	})
	if res, body := get(t, e); res.StatusCode != 403 || calls != 1 || log.Len() > 0 {
		t.Errorf("status %d, body %s, %d calls, Echo logged %q", res.StatusCode, body, calls, log.String())
	}
}

// Echo's response is back on the exchange's writer when the error is answered:
// nothing may follow the envelope.
func TestWritesAfterTheEnvelope(t *testing.T) {
	var heard events
	w := call(newRenderer(&heard), "GET", func(c echo.Context) error {
		c.Error(apierr.NewEndpointRestricted())
		_, _ = c.Response().Write([]byte("more"))
		return c.String(200, "and more")
	})
	if body := w.Body.String(); w.Code != 403 || !strings.HasPrefix(body, `{"success":false,"error":"endpoint_restricted"`) || strings.Contains(body, "more") {
		t.Errorf("status %d, body %s", w.Code, body)
	}
	if all := heard.take(); len(all) != 1 {
		t.Errorf("the observer heard %+v", all)
	}
}

// get sends GET / to a server of its own.
func get(t *testing.T, h http.Handler) (*http.Response, string) {
	t.Helper()
	server := httptest.NewServer(h)
	defer server.Close()
	transport := &http.Transport{DisableKeepAlives: true, DisableCompression: true}
	req, err := http.NewRequest("GET", server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// A concealed answer stays the same, whatever a hook adds.
func TestHooksOfAConcealedCode(t *testing.T) {
	var heard events
	answer := func(hook func(http.Header)) string {
		w := call(newRenderer(&heard), "GET", func(c echo.Context) error {
			c.Request().Header.Set("X-Request-Id", "same")
			c.Response().Before(func() { hook(c.Response().Header()) })
			return apierr.NewKeyNotFound()
		})
		w.Header().Del("X-Request-Id")
		body, _, _ := strings.Cut(w.Body.String(), `"request_id"`)
		return fmt.Sprint(w.Code, w.Header(), body)
	}
	plain := answer(func(http.Header) {})
	if marked := answer(func(h http.Header) { h.Set("X-Owner", "7") }); marked != plain {
		t.Errorf("the answers are\n%s\n%s", plain, marked)
	}
}

func TestHookThatPanics(t *testing.T) {
	var heard events
	w := call(newRenderer(&heard), "GET", func(c echo.Context) error {
		c.Response().Before(func() { panic(secret) })
		return apierr.NewEndpointRestricted()
	})
	if w.Code != 403 || !strings.HasPrefix(w.Body.String(), `{"success":false,"error":"endpoint_restricted"`) || strings.Contains(w.Body.String(), secret) {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
	if all := heard.take(); len(all) != 1 || len(all[0].Problems) != 1 || !strings.Contains(all[0].Problems[0].Error(), "hooks") {
		t.Errorf("the observer heard %+v", all)
	}
}

// What Echo's loggers read after an error is what the client got.
func TestLoggersSeeTheAnswer(t *testing.T) {
	encoding := func(next echo.HandlerFunc) echo.HandlerFunc { // as a handler of a precompressed file
		return func(c echo.Context) error {
			c.Response().Header().Set("Content-Encoding", "gzip")
			return next(c)
		}
	}
	for _, tt := range []struct {
		name    string
		handler echo.HandlerFunc
		with    []echo.MiddlewareFunc
		status  int
		gzip    bool
	}{
		{"returned", func(echo.Context) error { return apierr.NewKeyNotFound() }, nil, 404, false},
		{"returned, with an encoding announced", func(echo.Context) error { return apierr.NewKeyNotFound() }, []echo.MiddlewareFunc{encoding}, 404, false},
		{"handed over and returned", func(c echo.Context) error { err := apierr.NewKeyNotFound(); c.Error(err); return err }, nil, 404, false},
		{"handed over in gzip that waits", func(c echo.Context) error { c.Error(apierr.NewKeyNotFound()); return nil }, []echo.MiddlewareFunc{echomw.GzipWithConfig(echomw.GzipConfig{MinLength: 1 << 20})}, 404, false},
		{"returned in gzip", func(echo.Context) error { return apierr.NewKeyNotFound() }, []echo.MiddlewareFunc{echomw.Gzip()}, 404, true},
		{"after a 1xx", func(c echo.Context) error { c.Response().WriteHeader(103); return apierr.NewKeyNotFound() }, nil, 404, false},
		{"after a 1xx, handed over", func(c echo.Context) error {
			c.Response().WriteHeader(103)
			c.Error(apierr.NewKeyNotFound())
			return nil
		}, nil, 404, false},
		{"Echo's own", func(echo.Context) error { return echo.ErrTeapot }, nil, 400, false},
		{"unknown", func(echo.Context) error { return errSecret }, nil, 500, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var heard events
			var out bytes.Buffer
			seen := ""
			outer := func(next echo.HandlerFunc) echo.HandlerFunc { // as Echo's Logger and RequestLogger
				return func(c echo.Context) error {
					if err := next(c); err != nil {
						c.Error(err)
					}
					res := c.Response()
					seen = fmt.Sprint(res.Status, " ", res.Size, " ", res.Committed)
					return nil
				}
			}
			logger := echomw.LoggerWithConfig(echomw.LoggerConfig{Format: "${status} ${bytes_out} ${id}\n", Output: &out})
			e := echo.New()
			echov4.Install(e, newRenderer(&heard))
			e.Use(append([]echo.MiddlewareFunc{outer, logger}, tt.with...)...)
			e.GET("/", tt.handler)
			res, body := get(t, e)
			if tt.gzip {
				plain, err := gzip.NewReader(strings.NewReader(body))
				if err != nil || res.Header.Get("Content-Encoding") != "gzip" {
					t.Fatalf("the body is not compressed: %v, header %v", err, res.Header)
				}
				text, _ := io.ReadAll(plain)
				body = string(text)
			}

			if want := fmt.Sprint(tt.status, " ", len(body), " true"); seen != want {
				t.Errorf("a middleware sees status, size, committed %s, want %s", seen, want)
			}
			if want := fmt.Sprint(tt.status, " ", len(body), " ", res.Header.Get("X-Request-Id"), "\n"); out.String() != want {
				t.Errorf("Echo logs %q, want %q", out.String(), want)
			}
			if res.StatusCode != tt.status || (res.Header.Get("Content-Encoding") != "") != tt.gzip || !strings.HasPrefix(body, `{"success":false,`) {
				t.Errorf("status %d, header %v, body %q", res.StatusCode, res.Header, body)
			}
			if all := heard.take(); len(all) != 1 || all[0].Begun || all[0].Status != tt.status {
				t.Errorf("the observer heard %+v", all)
			}
		})
	}
}

// Echo's Debug shows internal errors to clients; not with our error handler.
func TestDebugLeaksNothing(t *testing.T) {
	for _, err := range []error{
		errSecret,
		echo.NewHTTPError(418, secret),
		echo.NewHTTPError(400, map[string]any{"secret": secret}).SetInternal(errSecret),
		apierr.NewKeyNotFound().WithCause(errSecret),
		fmt.Errorf("%s: %w", secret, echo.ErrNotFound),
		&echo.BindingError{Field: secret, Values: []string{secret}, HTTPError: echo.NewHTTPError(400, secret)},
	} {
		var heard events
		e := echo.New()
		e.Debug = true
		echov4.Install(e, newRenderer(&heard))
		e.GET("/", func(echo.Context) error { return err })
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", "/?pretty", nil))
		if all := fmt.Sprint(w.Header(), w.Body); strings.Contains(all, secret) || strings.Contains(all, "\n") || w.Code < 400 {
			t.Errorf("%T: %s", err, all)
		}
	}
}

// The recovery middleware of Echo turns a panic into an error before ours sees
// it: still nothing of it is told.
func TestEchoRecover(t *testing.T) {
	var heard events
	for _, value := range []any{secret, errSecret, errors.Join(errSecret)} {
		w := call(newRenderer(&heard), "GET", func(echo.Context) error { panic(value) },
			echomw.RecoverWithConfig(echomw.RecoverConfig{LogErrorFunc: func(_ echo.Context, err error, _ []byte) error { return err }}))
		if w.Code != 500 || strings.Contains(w.Body.String(), secret) || len(heard.take()) != 1 {
			t.Errorf("status %d, body %s", w.Code, w.Body)
		}
	}
}
