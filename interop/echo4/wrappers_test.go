package echo4

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/gorilla/handlers"
	"github.com/gorilla/sessions"
	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo-contrib/session"
	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"
)

type wrapper struct {
	name string
	mw   func() echo.MiddlewareFunc
}

// buffers reports whether a begun response is a buffer of http.TimeoutHandler,
// which only a panic keeps from the client. Loggers miss that, as they miss
// every panic with http.ErrAbortHandler.
func (w *wrapper) buffers() bool {
	return strings.Contains(w.name, "Timeout") && w.name != "ContextTimeout"
}

// Middleware that stands between handler and server with a writer, a body or a
// context of its own, and has no opinion on errors.
var wrappers = []wrapper{
	{"Gzip", echomw.Gzip},
	{"Gzip, MinLength 1000", func() echo.MiddlewareFunc { return echomw.GzipWithConfig(echomw.GzipConfig{MinLength: 1000}) }},
	{"Decompress", echomw.Decompress},
	{"BodyDump", func() echo.MiddlewareFunc { return echomw.BodyDump(func(echo.Context, []byte, []byte) {}) }},
	{"BodyLimit", func() echo.MiddlewareFunc { return echomw.BodyLimit("1M") }},
	{"ContextTimeout", func() echo.MiddlewareFunc { return echomw.ContextTimeout(time.Minute) }},
	{"Timeout", func() echo.MiddlewareFunc {
		//lint:ignore SA1019 services still have it
		return echomw.TimeoutWithConfig(echomw.TimeoutConfig{Timeout: time.Minute})
	}},
	{"Recover", func() echo.MiddlewareFunc { return echomw.Recover() }},
	{"Recover, DisableErrorHandler", func() echo.MiddlewareFunc {
		return echomw.RecoverWithConfig(echomw.RecoverConfig{DisableErrorHandler: true, DisablePrintStack: true})
	}},
	{"RequestID", echomw.RequestID},
	{"CORS", echomw.CORS},
	{"Secure", echomw.Secure},
	{"session", func() echo.MiddlewareFunc { return session.Middleware(sessions.NewCookieStore([]byte(secret))) }},
	{"WrapMiddleware(http.TimeoutHandler)", wrapped(func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "") })},
	{"WrapMiddleware(http.MaxBytesHandler)", wrapped(func(next http.Handler) http.Handler { return http.MaxBytesHandler(next, 1<<20) })},
	{"WrapMiddleware(gorilla CompressHandler)", wrapped(handlers.CompressHandler)},
	{"WrapMiddleware(gorilla RecoveryHandler)", wrapped(handlers.RecoveryHandler(handlers.RecoveryLogger(quiet())))},
	{"WrapMiddleware(gzhttp)", wrapped(func(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) })},
	{"WrapMiddleware(brotli, closed by defer)", wrapped(closing(func(w http.ResponseWriter, r *http.Request) io.WriteCloser { return brotli.HTTPCompressor(w, r) }))},
	{"WrapMiddleware(gzip, closed by defer)", wrapped(closing(func(w http.ResponseWriter, _ *http.Request) io.WriteCloser {
		w.Header().Set("Content-Encoding", "gzip")
		return gzip.NewWriter(w)
	}))},
}

func wrapped(mw func(http.Handler) http.Handler) func() echo.MiddlewareFunc {
	return func() echo.MiddlewareFunc { return echo.WrapMiddleware(mw) }
}

// closing is a compressor as many services have written one: it ends its stream
// by defer, also while a panic passes.
func closing(compress func(http.ResponseWriter, *http.Request) io.WriteCloser) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			stream := compress(w, r)
			defer func() { _ = stream.Close() }()
			next.ServeHTTP(compressed{w, stream}, r)
		})
	}
}

type compressed struct {
	http.ResponseWriter
	stream io.Writer
}

func (c compressed) Write(p []byte) (int, error) { return c.stream.Write(p) }

func (c compressed) Flush() {
	if f, ok := c.stream.(interface{ Flush() error }); ok {
		_ = f.Flush()
	}
	_ = http.NewResponseController(c.ResponseWriter).Flush()
}

// Whatever stands between, the client gets its envelope and a logger further
// out the client's status.
func TestMatrixWrappers(t *testing.T) {
	table := newTable("Wrappers", "Status on the wire, status logged outside, records of the observer")
	defer table.print(t)
	for _, w := range wrappers {
		t.Run(w.name, func(t *testing.T) {
			table.row(w.name)
			outside, told := requestLogger(true)(t)
			s := serve(t, func(e *echo.Echo) { e.Use(append(outside, w.mw())...) })
			for _, f := range failures {
				a := s.get(t, f.path())
				faults := a.faults(&f)
				if f.status == http.StatusOK && !f.cut() && a.body != "fine" {
					faults = append(faults, "body of the success")
				}
				if strings.Contains(a.body, "half") && strings.Contains(a.body, "success") {
					faults = append(faults, "two bodies in one")
				}
				logged, want := told(), []int{f.status}
				if f.cut() && w.buffers() {
					want = nil
				}
				if !slices.Equal(logged, want) {
					faults = append(faults, fmt.Sprintf("logged, not %d", want))
				}
				table.cell(fmt.Sprintf("%d %d %d", a.status, logged, len(a.records)), faults)
				if len(faults) > 0 {
					t.Errorf("%s: %q; answer %v; logged %d", f.name, faults, a, logged)
				}
			}
		})
	}
}
