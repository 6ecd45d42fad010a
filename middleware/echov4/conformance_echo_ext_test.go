package echov4_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// An echoBench is an Echo instance with the package installed, whose events are
// kept.
type echoBench struct {
	*echo.Echo
	server *httptest.Server

	mu     sync.Mutex
	events []render.Event
}

func newEchoBench(t *testing.T) *echoBench {
	t.Helper()
	b := &echoBench{Echo: echo.New()}
	b.Logger.SetOutput(io.Discard)
	echov4.Install(b.Echo, render.New(apierr.Catalog(), &render.Options{Observer: b.observe}))
	b.server = httptest.NewServer(b.Echo)
	t.Cleanup(b.server.Close)
	return b
}

func (b *echoBench) observe(_ context.Context, e render.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.events = append(b.events, e)
}

// seen returns the events so far and forgets them. The client of a hijacked
// connection may be faster than the observer, hence the wait.
func (b *echoBench) seen() []render.Event {
	b.wait(1)
	b.mu.Lock()
	defer b.mu.Unlock()
	defer func() { b.events = nil }()
	return b.events
}

// settled waits for n events, and returns how many there were.
func (b *echoBench) settled(n int) int {
	b.wait(n)
	b.mu.Lock()
	defer b.mu.Unlock()
	defer func() { b.events = nil }()
	return len(b.events)
}

func (b *echoBench) wait(n int) {
	for range 200 {
		b.mu.Lock()
		have := len(b.events)
		b.mu.Unlock()
		if have >= n {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// do makes a request; a nil response was cut.
func (b *echoBench) do(t *testing.T, method, path string, body io.Reader, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, b.server.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	req.Close = true
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	if err != nil {
		return nil, ""
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, string(text)
	}
	resp.Body = io.NopCloser(strings.NewReader(string(text)))
	return resp, string(text)
}

func role(r catalog.Role) catalog.Code { return apierr.Catalog().Role(r).Code() }

// unencodable is a message that encoding/json refuses.
type unencodable struct{ C chan int }

// Echo's own errors, in every shape that they come in, are answered by the
// role of their status; what they say stays inside.
func TestConformanceEchoErrors(t *testing.T) {
	const secret = "canary-7f3a"
	inner := echo.NewHTTPError(http.StatusConflict, secret)
	notFound := apierr.NewKeyNotFound().WithCause(errors.New(secret))
	for name, test := range map[string]struct {
		err  error
		code catalog.Code
	}{
		"plain":                   {echo.NewHTTPError(404, secret), role(catalog.RoleRouteNotFound)},
		"by value of status":      {echo.NewHTTPError(403), role(catalog.RoleForbidden)},
		"wrapped":                 {fmt.Errorf("%s: %w", secret, echo.NewHTTPError(415, secret)), role(catalog.RoleUnsupportedMediaType)},
		"joined":                  {errors.Join(errors.New(secret), echo.NewHTTPError(503)), role(catalog.RoleUnavailable)},
		"Internal error":          {echo.NewHTTPError(403, secret).SetInternal(errors.New(secret)), role(catalog.RoleForbidden)},
		"Internal HTTPError":      {echo.NewHTTPError(403, secret).SetInternal(inner), role(catalog.RoleForbidden)},
		"Internal catalog error":  {echo.NewHTTPError(400, secret).SetInternal(notFound), apierr.CodeKeyNotFound},
		"Internal in Internal":    {echo.NewHTTPError(400).SetInternal(echo.NewHTTPError(401).SetInternal(notFound)), apierr.CodeKeyNotFound},
		"Internal 413":            {echo.NewHTTPError(400).SetInternal(echo.ErrStatusRequestEntityTooLarge), role(catalog.RolePayloadTooLarge)},
		"Internal deadline":       {echo.ErrServiceUnavailable.WithInternal(context.DeadlineExceeded), role(catalog.RoleTimeout)},
		"code 0":                  {&echo.HTTPError{Message: secret}, role(catalog.RoleInternal)},
		"code 99":                 {echo.NewHTTPError(99, secret), role(catalog.RoleInternal)},
		"code 204":                {echo.NewHTTPError(204, secret), role(catalog.RoleInternal)},
		"code 302":                {echo.NewHTTPError(302, secret), role(catalog.RoleInternal)},
		"code 1000":               {echo.NewHTTPError(1000, secret), role(catalog.RoleInternal)},
		"code -1":                 {echo.NewHTTPError(-1, secret), role(catalog.RoleInternal)},
		"unencodable message":     {echo.NewHTTPError(400, unencodable{}), role(catalog.RoleMalformedRequest)},
		"error as message":        {echo.NewHTTPError(400, errors.New(secret)), role(catalog.RoleMalformedRequest)},
		"map as message":          {echo.NewHTTPError(400, map[string]any{"secret": secret}), role(catalog.RoleMalformedRequest)},
		"BindingError":            {echo.NewBindingError(secret, []string{secret}, secret, errors.New(secret)), role(catalog.RoleMalformedRequest)},
		"wrapped BindingError":    {fmt.Errorf("w: %w", echo.NewBindingError("a", nil, "b", nil)), role(catalog.RoleMalformedRequest)},
		"BindingError, catalog":   {echo.NewBindingError("a", nil, "b", notFound), apierr.CodeKeyNotFound},
		"BindingError, no inside": {&echo.BindingError{Field: secret}, role(catalog.RoleInternal)},
		"typed nil":               {(*echo.HTTPError)(nil), role(catalog.RoleInternal)},
		"typed nil BindingError":  {(*echo.BindingError)(nil), role(catalog.RoleInternal)},
		"teapot":                  {echo.ErrTeapot, role(catalog.RoleMalformedRequest)},
		"bad gateway":             {echo.ErrBadGateway, role(catalog.RoleUpstream)},
		"client closed by proxy":  {echo.NewHTTPError(499, secret), role(catalog.RoleClientClosed)},
		"not implemented":         {echo.ErrNotImplemented, role(catalog.RoleInternal)},
		"unauthorized":            {echo.ErrUnauthorized, role(catalog.RoleUnauthenticated)},
		"too many requests":       {echo.ErrTooManyRequests, role(catalog.RoleRateLimited)},
		"gateway timeout":         {echo.ErrGatewayTimeout, role(catalog.RoleTimeout)},
	} {
		for _, debug := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, debug %t", name, debug), func(t *testing.T) {
				b := newEchoBench(t)
				b.Debug = debug
				b.GET("/", func(echo.Context) error { return test.err })
				resp, _ := b.do(t, "GET", "/?pretty", nil)
				rendertest.AssertError(t, resp, apierr.Catalog(), test.code)
				rendertest.AssertNoLeak(t, resp, secret)
				if n := len(b.seen()); n != 1 {
					t.Errorf("the observer was told of %d failures, want 1", n)
				}
			})
		}
	}
}

// The sentinels of Echo are shared by all requests. What somebody's SetInternal
// left in one must not answer for another request.
func TestConformanceEchoMutatedSentinel(t *testing.T) {
	left := []error{apierr.NewKeyNotFound(), context.DeadlineExceeded, &http.MaxBytesError{}, echo.NewHTTPError(413)}
	for _, cause := range left {
		b := newEchoBench(t)
		b.GET("/", func(echo.Context) error { return fmt.Errorf("w: %w", echo.ErrForbidden) })
		before := echo.ErrForbidden.Internal
		_ = echo.ErrForbidden.SetInternal(cause)
		resp, _ := b.do(t, "GET", "/", nil)
		_ = echo.ErrForbidden.SetInternal(before)
		rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleForbidden))
	}
	_ = echo.ErrNotFound.SetInternal(apierr.NewInternalError())
	defer func() { _ = echo.ErrNotFound.SetInternal(nil) }()
	resp, _ := newEchoBench(t).do(t, "GET", "/nowhere", nil)
	rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleRouteNotFound))
}

// Committed lies: it stays false after writes that Echo does not see, and turns
// true on a 1xx.
func TestConformanceEchoCommitted(t *testing.T) {
	failed := errors.New("failed")
	for name, test := range map[string]struct {
		begin func(c echo.Context)
		cut   bool // else an envelope
	}{
		"Response.Write":              {func(c echo.Context) { _, _ = c.Response().Write([]byte("half")) }, true},
		"String":                      {func(c echo.Context) { _ = c.String(200, "half") }, true},
		"JSON":                        {func(c echo.Context) { _ = c.JSON(200, 1) }, true},
		"Stream":                      {func(c echo.Context) { _ = c.Stream(200, "text/plain", strings.NewReader("half")) }, true},
		"Response.Writer.Write":       {func(c echo.Context) { _, _ = c.Response().Writer.Write([]byte("half")) }, true},
		"Response.Writer.WriteHeader": {func(c echo.Context) { c.Response().Writer.WriteHeader(202) }, true},
		"Response.Flush":              {func(c echo.Context) { c.Response().Flush() }, true},
		"controller, Response":        {func(c echo.Context) { _ = http.NewResponseController(c.Response()).Flush() }, true},
		"controller, Response.Writer": {func(c echo.Context) { _ = http.NewResponseController(c.Response().Writer).Flush() }, true},
		"103 through Response":        {func(c echo.Context) { c.Response().WriteHeader(103) }, false},
		"103 through Response.Writer": {func(c echo.Context) { c.Response().Writer.WriteHeader(103) }, false},
		"103, then 200": {func(c echo.Context) {
			c.Response().Writer.WriteHeader(103)
			_ = c.String(200, "half")
		}, true},
		"Status set only": {func(c echo.Context) { c.Response().Status = 201 }, false},
		"a deadline": {func(c echo.Context) {
			_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(time.Minute))
		}, false},
	} {
		for _, panics := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, panic %t", name, panics), func(t *testing.T) {
				b := newEchoBench(t)
				b.GET("/", func(c echo.Context) error {
					test.begin(c)
					if panics {
						panic(failed)
					}
					return failed
				})
				resp, body := b.do(t, "GET", "/", nil)
				events := b.seen()
				if len(events) != 1 {
					t.Fatalf("the observer was told of %d failures, want 1", len(events))
				}
				if !test.cut {
					rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleInternal))
				} else if resp != nil {
					t.Errorf("the client got a whole response, %s %q", resp.Status, body)
				}
				if events[0].Begun != test.cut || events[0].Cut != test.cut {
					t.Errorf("the observer was told begun=%t cut=%t, want %t", events[0].Begun, events[0].Cut, test.cut)
				}
			})
		}
	}
}

// A hijacked response belongs to the handler, whatever Echo believes.
func TestConformanceEchoHijack(t *testing.T) {
	b := newEchoBench(t)
	b.GET("/", func(c echo.Context) error {
		conn, _, err := c.Response().Hijack()
		if err != nil {
			return err
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmine")
		return errors.New("after the hijack")
	})
	resp, body := b.do(t, "GET", "/", nil)
	if resp == nil || body != "mine" {
		t.Errorf("the client got %v %q, want what the handler wrote", resp, body)
	}
	if events := b.seen(); len(events) != 1 || !events[0].Begun || events[0].Cut {
		t.Errorf("the observer was told of %+v, want one failure of a response that had begun", events)
	}
}

// Middleware that calls c.Error and also returns the error: one body, one event.
func TestConformanceEchoErrorTwice(t *testing.T) {
	dump := emw.BodyDump(func(echo.Context, []byte, []byte) {})
	var logged []int
	logger := emw.RequestLoggerWithConfig(emw.RequestLoggerConfig{HandleError: true, LogStatus: true,
		LogValuesFunc: func(_ echo.Context, v emw.RequestLoggerValues) error {
			logged = append(logged, v.Status)
			return nil
		}})
	twice := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			err := next(c)
			c.Error(err)
			c.Error(err)
			return fmt.Errorf("wrapped: %w", err)
		}
	}
	for name, chain := range map[string][]echo.MiddlewareFunc{
		"BodyDump":               {dump},
		"RequestLogger":          {logger},
		"Logger":                 {emw.LoggerWithConfig(emw.LoggerConfig{Output: io.Discard})},
		"both":                   {logger, dump},
		"both, gzip inside":      {logger, dump, emw.Gzip()},
		"both, gzip outside":     {emw.Gzip(), logger, dump},
		"gzip between":           {logger, emw.GzipWithConfig(emw.GzipConfig{MinLength: 100}), dump},
		"small gzip":             {emw.GzipWithConfig(emw.GzipConfig{MinLength: 100_000}), dump},
		"c.Error twice":          {twice},
		"c.Error twice, in gzip": {emw.Gzip(), twice},
		"Recover of Echo":        {emw.RecoverWithConfig(emw.RecoverConfig{DisablePrintStack: true}), dump},
		"our Recover, once more": {dump, echov4.Recover(render.New(apierr.Catalog(), nil))},
		"net/http's TimeoutHandler": {echo.WrapMiddleware(func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
		}), dump},
	} {
		for _, kind := range []string{"return", "incomparable"} {
			t.Run(name+", "+kind, func(t *testing.T) {
				logged = nil
				b := newEchoBench(t)
				b.Use(chain...)
				var failure error = apierr.NewKeyNotFound().WithCause(errors.New("c"))
				want := apierr.CodeKeyNotFound
				if kind == "incomparable" {
					failure, want = incomparable{[]int{1}}, role(catalog.RoleInternal)
				}
				b.GET("/", func(c echo.Context) error {
					c.Response().Header().Set("ETag", "x")
					return failure
				})
				resp, body := b.do(t, "GET", "/", nil, "Accept-Encoding", "gzip")
				if resp == nil {
					t.Fatalf("the response was cut: %q", body)
				}
				rendertest.AssertError(t, resp, apierr.Catalog(), want)
				if n := len(b.seen()); n != 1 {
					t.Errorf("the observer was told of %d failures, want 1", n)
				}
				for _, status := range logged {
					if status != resp.StatusCode {
						t.Errorf("Echo's logger saw status %d, the client got %d", status, resp.StatusCode)
					}
				}
			})
		}
	}
}

type incomparable struct{ value any }

func (incomparable) Error() string { return "incomparable" }

// A group with middleware has a catch-all route, which outranks 405. That is
// documented; what matters is that both are envelopes.
func TestConformanceEchoGroup(t *testing.T) {
	b := newEchoBench(t)
	b.GET("/plain", func(c echo.Context) error { return nil })
	g := b.Group("/group", func(next echo.HandlerFunc) echo.HandlerFunc { return next })
	g.GET("/keys", func(c echo.Context) error { return nil })
	resp, _ := b.do(t, "POST", "/plain", nil)
	rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleMethodNotAllowed))
	if allow := resp.Header.Get("Allow"); !strings.Contains(allow, "GET") {
		t.Errorf("header Allow is %q, want GET in it", allow)
	}
	resp, _ = b.do(t, "POST", "/group/keys", nil)
	rendertest.AssertError(t, resp, apierr.Catalog(), role(catalog.RoleRouteNotFound))
}

// denyAll is a store of a rate limiter that has had enough.
type denyAll struct{}

func (denyAll) Allow(string) (bool, error) { return false, nil }

// The errors of Echo's own middleware get the catalog's headers.
func TestConformanceEchoMiddleware(t *testing.T) {
	fine := func(c echo.Context) error { return c.String(200, "fine") }
	bind := func(c echo.Context) error {
		var v struct {
			A int `json:"a"`
		}
		if err := c.Bind(&v); err != nil {
			return err
		}
		return c.JSON(200, v)
	}
	key := func(validate error) echo.MiddlewareFunc {
		return emw.KeyAuth(func(string, echo.Context) (bool, error) { return false, validate })
	}
	none := emw.RateLimiterWithConfig(emw.RateLimiterConfig{Store: denyAll{}})
	identify := emw.RateLimiterConfig{Store: denyAll{},
		IdentifierExtractor: func(echo.Context) (string, error) { return "", errors.New("canary") }}
	const long = `{"a": "canary canary canary canary"}`
	for name, test := range map[string]struct {
		use    echo.MiddlewareFunc
		serve  echo.HandlerFunc
		method string
		body   string
		header []string
		code   catalog.Code
	}{
		"KeyAuth, invalid":            {key(nil), fine, "GET", "", []string{"Authorization", "Bearer canary"}, role(catalog.RoleUnauthenticated)},
		"KeyAuth, error":              {key(errors.New("canary")), fine, "GET", "", []string{"Authorization", "Bearer canary"}, role(catalog.RoleUnauthenticated)},
		"KeyAuth, catalog error":      {key(apierr.NewAPIKeyRevoked()), fine, "GET", "", []string{"Authorization", "Bearer canary"}, apierr.CodeAPIKeyRevoked},
		"KeyAuth, missing":            {key(nil), fine, "GET", "", nil, role(catalog.RoleUnauthenticated)},
		"BasicAuth, missing":          {emw.BasicAuth(func(string, string, echo.Context) (bool, error) { return false, nil }), fine, "GET", "", nil, role(catalog.RoleUnauthenticated)},
		"BasicAuth, error":            {emw.BasicAuth(func(string, string, echo.Context) (bool, error) { return false, errors.New("canary") }), fine, "GET", "", []string{"Authorization", "Basic YTpi"}, role(catalog.RoleInternal)},
		"RateLimiter":                 {none, fine, "GET", "", nil, role(catalog.RoleRateLimited)},
		"RateLimiter, extractor":      {emw.RateLimiterWithConfig(identify), fine, "GET", "", nil, role(catalog.RoleForbidden)},
		"BodyLimit, declared":         {emw.BodyLimit("10B"), bind, "POST", long, nil, role(catalog.RolePayloadTooLarge)},
		"BodyLimit, read":             {emw.BodyLimit("10B"), bind, "POST", strings.Repeat(" ", 64<<10) + long, []string{"chunked", "yes"}, role(catalog.RolePayloadTooLarge)},
		"ContextTimeout":              {emw.ContextTimeout(time.Millisecond), func(c echo.Context) error { <-c.Request().Context().Done(); return c.Request().Context().Err() }, "GET", "", nil, role(catalog.RoleTimeout)},
		"CSRF, missing":               {emw.CSRF(), bind, "POST", long, nil, role(catalog.RoleForbidden)},
		"CSRF, invalid":               {emw.CSRF(), bind, "POST", long, []string{"X-CSRF-Token", "canary", "Cookie", "_csrf=other"}, role(catalog.RoleForbidden)},
		"Decompress, no gzip":         {emw.Decompress(), bind, "POST", long, []string{"Content-Encoding", "gzip"}, role(catalog.RoleInternal)},
		"Bind, wrong type":            {emw.CORS(), bind, "POST", long, nil, role(catalog.RoleMalformedRequest)},
		"Bind, wrong media type":      {emw.CORS(), bind, "POST", long, []string{"Content-Type", "text/canary"}, role(catalog.RoleUnsupportedMediaType)},
		"Static, no such file":        {emw.Static("no-such-directory"), nil, "GET", "", nil, role(catalog.RoleRouteNotFound)},
		"Rewrite, no route":           {emw.Rewrite(map[string]string{"/": "/nowhere"}), nil, "GET", "", nil, role(catalog.RoleRouteNotFound)},
		"Secure, and a catalog error": {emw.Secure(), func(echo.Context) error { return apierr.NewKeyNotFound() }, "GET", "", nil, apierr.CodeKeyNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			b := newEchoBench(t)
			b.Use(test.use)
			if test.serve != nil {
				b.Add(test.method, "/", test.serve)
			}
			var body io.Reader = strings.NewReader(test.body)
			header := test.header
			if len(header) > 0 && header[0] == "chunked" {
				body, header = struct{ io.Reader }{body}, nil
			}
			if test.body != "" {
				header = append([]string{"Content-Type", "application/json"}, header...)
			}
			resp, _ := b.do(t, test.method, "/", body, header...)
			rendertest.AssertError(t, resp, apierr.Catalog(), test.code)
			if resp == nil {
				return
			}
			rendertest.AssertNoLeak(t, resp, "canary")
			entry, _ := apierr.Catalog().Lookup(test.code)
			if got := resp.Header.Get("WWW-Authenticate"); got != entry.Challenge() {
				t.Errorf("header WWW-Authenticate is %q, want %q", got, entry.Challenge())
			}
			if want := entry.RetryAfter() > 0; (resp.Header.Get("Retry-After") != "") != want {
				t.Errorf("header Retry-After is %q, want one: %t", resp.Header.Get("Retry-After"), want)
			}
			if n := len(b.seen()); n != 1 {
				t.Errorf("the observer was told of %d failures, want 1", n)
			}
		})
	}
}

// Contexts are pooled: nothing of one request is left for the next.
func TestConformanceEchoPool(t *testing.T) {
	b := newEchoBench(t)
	b.GET("/fail", func(c echo.Context) error {
		c.Response().Header().Set("X-Left", "x")
		c.Set("left", true)
		return apierr.NewKeyNotFound()
	})
	b.GET("/cut", func(c echo.Context) error { _ = c.String(200, "half"); return errors.New("x") })
	b.GET("/fine", func(c echo.Context) error {
		if c.Get("left") != nil {
			return errors.New("the context was not reset")
		}
		return c.String(200, render.RequestID(c.Request().Context()))
	})
	ids := map[string]bool{}
	for range 30 {
		b.do(t, "GET", "/fail", nil)
		b.do(t, "GET", "/cut", nil)
		resp, body := b.do(t, "GET", "/fine", nil)
		if resp == nil || resp.StatusCode != 200 || resp.Header.Get("X-Left") != "" || body != resp.Header.Get("X-Request-Id") {
			t.Fatalf("after failures a success is %v %q", resp, body)
		}
		ids[body] = true
	}
	if len(ids) != 30 {
		t.Errorf("30 requests had %d IDs", len(ids))
	}
}
