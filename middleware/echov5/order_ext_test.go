package echov5_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v5"
	emw "github.com/labstack/echo/v5/middleware"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render/rendertest"
)

// outcome is what a client may get.
type outcome uint8

const (
	isEnvelope outcome = 1 << iota // a whole error response, of the ending's code
	isCut                          // a connection that was cut
	isSuccess                      // what the handler had begun, whole
)

// An ending is how a handler comes to its end, and what a client may get then,
// whatever the order of the middleware.
type ending struct {
	name     string
	serve    echo.HandlerFunc
	code     catalog.Code
	status   int // of isSuccess
	may      outcome
	failures int
}

func endings() []ending {
	notFound := apierr.NewKeyNotFound().WithCause(errors.New(secret))
	internal := role(catalog.RoleInternal)
	long := strings.Repeat("half", 100)
	hint := func(c *echo.Context) { c.Response().WriteHeader(http.StatusEarlyHints) }
	answered := func(c *echo.Context) { c.Echo().HTTPErrorHandler(c, notFound) }
	return []ending{
		{"success", func(c *echo.Context) error { return c.String(200, "fine") }, "", 200, isSuccess, 0},
		{"return", func(*echo.Context) error { return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"wrapped", func(*echo.Context) error { return fmt.Errorf("w: %w", errors.Join(errors.New("x"), notFound)) }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"framework's error", func(*echo.Context) error { return echo.ErrForbidden }, role(catalog.RoleForbidden), 0, isEnvelope, 1},
		{"framework's 404", func(*echo.Context) error { return echo.ErrNotFound }, role(catalog.RoleRouteNotFound), 0, isEnvelope, 1},
		{"panic", func(*echo.Context) error { panic(secret) }, internal, 0, isEnvelope, 1},
		{"answered, then return", func(c *echo.Context) error { answered(c); return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"answered, then panic", func(c *echo.Context) error { answered(c); panic(secret) }, apierr.CodeKeyNotFound, 0, isEnvelope, 2},
		{"answered, then written", func(c *echo.Context) error { answered(c); return c.String(200, "more") }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"stale headers", func(c *echo.Context) error {
			for _, name := range []string{"Content-Length", "Content-Encoding", "ETag", "Trailer"} {
				c.Response().Header().Set(name, "5")
			}
			return notFound
		}, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		// Half an answer must never look whole.
		{"committed", func(c *echo.Context) error { _ = c.String(200, long); return notFound }, "", 0, isCut, 1},
		{"committed, few bytes", func(c *echo.Context) error { _ = c.String(200, "half"); return notFound }, "", 0, isCut, 1},
		{"committed, panic", func(c *echo.Context) error { _ = c.String(200, long); panic(secret) }, "", 0, isCut, 1},
		{"committed unseen", func(c *echo.Context) error { _, _ = below(c).Write([]byte("half")); return notFound }, "", 0, isCut, 1},
		{"flush", func(c *echo.Context) error { flush(c); return notFound }, "", 0, isCut, 1},
		{"write, flush, panic", func(c *echo.Context) error { _ = c.String(200, long); flush(c); panic(secret) }, "", 0, isCut, 1},
		// A declared length that was reached is complete, unless it was
		// compressed, which makes the length unknown again.
		{"whole, then return", func(c *echo.Context) error {
			c.Response().Header().Set("Content-Length", "4")
			_, _ = c.Response().Write([]byte("fine"))
			return notFound
		}, "", 200, isSuccess | isCut, 1},
		{"no content, then return", func(c *echo.Context) error { _ = c.NoContent(204); return notFound }, "", 204, isSuccess, 1},
		{"own error page", func(c *echo.Context) error { _ = c.String(409, "mine"); return notFound }, "", 409, isSuccess, 1},
		{"1xx", func(c *echo.Context) error { below(c).WriteHeader(103); return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"1xx, committed by it", func(c *echo.Context) error { hint(c); return notFound }, apierr.CodeKeyNotFound, 0, isEnvelope, 1},
		{"1xx, panic", func(c *echo.Context) error { hint(c); panic(secret) }, internal, 0, isEnvelope, 1},
		{"abort", func(*echo.Context) error { panic(http.ErrAbortHandler) }, "", 0, isCut, 0},
	}
}

// below returns the writer under Echo's response, which Echo does not watch.
func below(c *echo.Context) http.ResponseWriter {
	res, err := echo.UnwrapResponse(c.Response())
	if err != nil {
		panic(err)
	}
	return res.Unwrap()
}

func flush(c *echo.Context) {
	if err := http.NewResponseController(c.Response()).Flush(); err != nil {
		panic(err)
	}
}

// In every order of this package's middleware and Echo's own a client gets
// what the ending allows, with one request ID, and the observer is told once
// of each failure.
func TestOrder(t *testing.T) {
	names := []string{"RequestID", "Recover", "Gzip", "ours"}
	cells := 0
	for _, order := range orders(len(names)) {
		for _, setup := range []struct {
			install bool
			wait    int // for so many bytes before it compresses
		}{{true, 0}, {true, 100}, {false, 0}, {false, 100}} {
			e, r, heard := newEcho()
			if !setup.install {
				e = echo.New()
				e.HTTPErrorHandler = echov5.ErrorHandler(r)
			}
			middleware := []echo.MiddlewareFunc{
				emw.RequestID(), emw.RecoverWithConfig(emw.RecoverConfig{DisablePrintStack: true}),
				emw.GzipWithConfig(emw.GzipConfig{MinLength: setup.wait}), echov5.Recover(r),
			}
			var chain []string
			for _, i := range order {
				e.Use(middleware[i])
				chain = append(chain, names[i])
			}
			for i, end := range endings() {
				e.GET(fmt.Sprintf("/%d", i), end.serve)
			}
			server := start(t, e)
			for i, end := range endings() {
				for _, encoding := range []string{"gzip", "identity"} {
					cells++
					resp, body := server.get(t, "GET", fmt.Sprintf("/%d", i), "Accept-Encoding", encoding, "X-Request-Id", "<bad>")
					problem := judge(t, end, resp, body)
					if n := len(heard.take()); n != end.failures {
						problem += fmt.Sprintf("; the observer was told of %d failures, want %d", n, end.failures)
					}
					if problem != "" {
						t.Errorf("%s, %+v, %s (%s): %s", strings.Join(chain, " → "), setup, end.name, encoding, problem)
					}
				}
			}
			server.Close()
		}
	}
	t.Logf("%d cells", cells)
}

// judge says what is wrong with what a client got.
func judge(t *testing.T, end ending, resp *http.Response, body string) string {
	if resp == nil {
		if end.may&isCut == 0 {
			return "the response was cut"
		}
		return ""
	}
	if id := resp.Header.Values("X-Request-Id"); len(id) != 1 || len(id[0]) < 30 {
		return fmt.Sprintf("header X-Request-Id is %q", id)
	}
	if end.may&isEnvelope != 0 {
		problems := &noted{TB: t}
		rendertest.AssertError(problems, resp, apierr.Catalog(), end.code)
		return strings.Join(problems.said, "\n")
	}
	if end.may&isSuccess == 0 || resp.StatusCode != end.status || strings.Contains(body, "success") {
		return fmt.Sprintf("the client got a whole response, %s %q", resp.Status, body)
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
