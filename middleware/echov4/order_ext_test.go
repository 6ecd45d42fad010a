package echov4_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// outcome is what a client may get.
type outcome uint8

const (
	isEnvelope outcome = 1 << iota // a whole error response, of the ending's code
	isCut                          // a connection that was cut
	isSuccess                      // the success that the handler had begun, whole
)

// An ending is how a handler comes to its end, and what a client may get then,
// whatever the order of the middleware.
type ending struct {
	name   string
	method string
	body   string
	serve  echo.HandlerFunc
	code   catalog.Code
	may    outcome
}

func endings() []ending {
	notFound := apierr.NewKeyNotFound().WithCause(errors.New("cause"))
	internal := role(catalog.RoleInternal)
	half := func(c echo.Context) { _ = c.String(http.StatusOK, strings.Repeat("half", 100)) }
	return []ending{
		{"success", "GET", "", func(c echo.Context) error { return c.String(200, "fine") }, "", isSuccess},
		{"return", "GET", "", func(echo.Context) error { return notFound }, apierr.CodeKeyNotFound, isEnvelope},
		{"wrapped", "GET", "", func(echo.Context) error { return fmt.Errorf("w: %w", errors.Join(errors.New("x"), notFound)) }, apierr.CodeKeyNotFound, isEnvelope},
		{"framework's error", "GET", "", func(echo.Context) error { return echo.ErrForbidden }, role(catalog.RoleForbidden), isEnvelope},
		// Echo's Recover may turn the panic into an ordinary error first.
		{"panic", "GET", "", func(echo.Context) error { panic("boom") }, internal, isEnvelope},
		{"c.Error, then return", "GET", "", func(c echo.Context) error { c.Error(notFound); return notFound }, apierr.CodeKeyNotFound, isEnvelope},
		{"c.Error, then panic", "GET", "", func(c echo.Context) error { c.Error(notFound); panic("boom") }, apierr.CodeKeyNotFound, isEnvelope},
		{"stale headers", "GET", "", func(c echo.Context) error {
			for _, name := range []string{"Content-Length", "Content-Encoding", "ETag", "Trailer"} {
				c.Response().Header().Set(name, "5")
			}
			return notFound
		}, apierr.CodeKeyNotFound, isEnvelope},
		// Half an answer must never look whole.
		{"committed", "GET", "", func(c echo.Context) error { half(c); return notFound }, "", isCut},
		{"committed, panic", "GET", "", func(c echo.Context) error { half(c); panic("boom") }, "", isCut},
		{"committed unseen", "GET", "", func(c echo.Context) error { _, _ = c.Response().Writer.Write([]byte("half")); return notFound }, "", isCut},
		{"flush", "GET", "", func(c echo.Context) error { c.Response().Flush(); return notFound }, "", isCut},
		{"write, flush, panic", "GET", "", func(c echo.Context) error { half(c); c.Response().Flush(); panic("boom") }, "", isCut},
		// A declared length that was reached is complete, unless it was
		// compressed, which makes the length unknown again.
		{"whole, then return", "GET", "", func(c echo.Context) error {
			c.Response().Header().Set("Content-Length", "4")
			_, _ = c.Response().Write([]byte("fine"))
			return notFound
		}, "", isSuccess | isCut},
		{"no content, then return", "GET", "", func(c echo.Context) error { _ = c.NoContent(204); return notFound }, "", isSuccess},
		{"own error page", "GET", "", func(c echo.Context) error { _ = c.String(409, "mine"); return notFound }, "", isSuccess},
		{"1xx", "GET", "", func(c echo.Context) error { c.Response().Writer.WriteHeader(103); return notFound }, apierr.CodeKeyNotFound, isEnvelope},
		{"1xx, committed by it", "GET", "", func(c echo.Context) error { c.Response().WriteHeader(103); return notFound }, apierr.CodeKeyNotFound, isEnvelope},
		{"1xx, panic", "GET", "", func(c echo.Context) error { c.Response().WriteHeader(103); panic("boom") }, internal, isEnvelope},
		{"HEAD", "HEAD", "", func(echo.Context) error { return notFound }, apierr.CodeKeyNotFound, isEnvelope},
		{"HEAD, panic", "HEAD", "", func(echo.Context) error { panic("boom") }, internal, isEnvelope},
		{"body too large", "POST", strings.Repeat("x", 5000), func(c echo.Context) error { return c.String(200, "fine") }, role(catalog.RolePayloadTooLarge), isEnvelope},
		{"abort", "GET", "", func(echo.Context) error { panic(http.ErrAbortHandler) }, "", isCut},
	}
}

// orders returns all orders of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for _, order := range orders(n - 1) {
		for at := range n {
			all = append(all, slices.Insert(slices.Clone(order), at, n-1))
		}
	}
	return all
}

// In every order of this package's middleware and Echo's own a client gets
// what the ending allows, with a valid request ID, and the observer is told
// once of each failure.
func TestOrder(t *testing.T) {
	names := []string{"RequestID", "Recover", "Gzip", "BodyLimit", "ours"}
	all := endings()
	cells := 0
	var closing sync.WaitGroup // a server lingers after a body that was too large
	defer closing.Wait()
	for _, order := range orders(len(names)) {
		b := newEchoBench(t) // for its server; the middleware is put together here
		e := echo.New()
		e.Logger.SetOutput(b.Logger.Output())
		r := render.New(apierr.Catalog(), &render.Options{Observer: b.observe})
		e.HTTPErrorHandler = echov4.ErrorHandler(r)
		middleware := []echo.MiddlewareFunc{
			emw.RequestID(), emw.RecoverWithConfig(emw.RecoverConfig{DisablePrintStack: true}), emw.Gzip(), emw.BodyLimit("1K"), echov4.Recover(r),
		}
		var chain []string
		for _, i := range order {
			e.Use(middleware[i])
			chain = append(chain, names[i])
		}
		for i, end := range all {
			e.Add(end.method, fmt.Sprintf("/%d", i), end.serve)
		}
		b.server.Config.Handler = e
		for i, end := range all {
			for _, encoding := range []string{"gzip", "identity"} {
				cells++
				resp, body := b.do(t, end.method, fmt.Sprintf("/%d", i), strings.NewReader(end.body), "Accept-Encoding", encoding, "X-Request-Id", "<bad>")
				if problem := judge(t, b, end, resp, body); problem != "" {
					t.Errorf("%s, %s (%s): %s", strings.Join(chain, " → "), end.name, encoding, problem)
				}
			}
		}
		closing.Add(1)
		go func() {
			defer closing.Done()
			b.server.Close()
		}()
	}
	t.Logf("%d orders, %d endings, %d cells", len(orders(len(names))), len(all), cells)
}

// judge says what is wrong with what a client got.
func judge(t *testing.T, b *echoBench, end ending, resp *http.Response, body string) string {
	failures := 1
	switch end.name {
	case "success", "abort":
		failures = 0
	case "c.Error, then panic":
		failures = 2 // the panic is another failure
	}
	if n := b.settled(failures); n != failures {
		return fmt.Sprintf("the observer was told of %d failures, want %d", n, failures)
	}
	if resp == nil {
		if end.may&isCut == 0 {
			return "the response was cut"
		}
		return ""
	}
	if id := resp.Header.Values("X-Request-Id"); len(id) != 1 || !requestid.Valid(id[0]) {
		return fmt.Sprintf("header X-Request-Id is %q", id)
	}
	if end.may&isEnvelope != 0 {
		problems := &noted{TB: t}
		rendertest.AssertError(problems, resp, apierr.Catalog(), end.code)
		return strings.Join(problems.said, "\n")
	}
	if end.may&isSuccess == 0 {
		return fmt.Sprintf("the client got a whole response, %s %q", resp.Status, body)
	}
	if strings.Contains(body, "success") || resp.StatusCode != map[string]int{"no content, then return": 204, "own error page": 409}[end.name] && resp.StatusCode != 200 {
		return fmt.Sprintf("the client got %s %q, want the handler's own", resp.Status, body)
	}
	return ""
}

// noted keeps what an assertion says.
type noted struct {
	testing.TB
	said []string
}

func (n *noted) Helper()                        {}
func (n *noted) Errorf(format string, a ...any) { n.said = append(n.said, fmt.Sprintf(format, a...)) }
