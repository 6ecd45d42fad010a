package echov5

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v5"
	echomw "github.com/labstack/echo/v5/middleware"
	slogecho "github.com/samber/slog-echo"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	adapter "github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

// A failure is a way in which a handler ends.
type failure struct {
	name    string
	status  int          // that the client gets, and everybody else should see
	code    catalog.Code // "" for a response without an envelope
	handler echo.HandlerFunc
}

var failures = []failure{
	{"success", 200, "", func(c *echo.Context) error { return c.String(200, "fine") }},
	{"returned", 403, apierr.CodeAccessDenied, func(*echo.Context) error { return apierr.NewAccessDenied() }},
	{"wrapped", 402, apierr.CodeInsufficientTier, func(*echo.Context) error { return fmt.Errorf("%s: %w", secret, apierr.NewInsufficientTier()) }},
	{"panic", 500, apierr.CodeInternalError, func(*echo.Context) error { panic(secret) }},
	{"framework", 403, apierr.CodeAccessDenied, func(*echo.Context) error { return echo.NewHTTPError(403, secret) }},
	{"not-found", 404, apierr.CodeResourceNotFound, func(*echo.Context) error { return echo.ErrNotFound }},
	{"no-route", 404, apierr.CodeResourceNotFound, nil},
	{"concealed", 404, apierr.CodeKeyNotFound, func(c *echo.Context) error {
		c.Response().Header().Set("X-Owner", secret)
		return apierr.NewKeyNotFound()
	}},
	{"begun", 200, "", func(c *echo.Context) error {
		_, _ = io.WriteString(c.Response(), "half")
		_ = http.NewResponseController(c.Response()).Flush()
		return apierr.NewAccessDenied()
	}},
}

func routes(e *echo.Echo, with ...echo.MiddlewareFunc) {
	for _, f := range failures {
		if f.handler != nil {
			e.GET("/"+f.name, f.handler, with...)
		}
	}
}

// judge says what is wrong with an answer.
func judge(a answer, f failure) (faults []string) {
	begun, records := f.name == "begun", 1
	if f.name == "success" {
		records = 0
	}
	for fault, is := range map[string]bool{
		"status":   !begun && a.status != f.status,
		"cut":      a.cut != begun,
		"envelope": a.code != f.code,
		"records":  len(a.records) != records,
		"secret":   a.leaks,
	} {
		if is {
			faults = append(faults, fault)
		}
	}
	return faults
}

// What records a status says what the client got, in e.Use and in a route, and
// one record is written for each failure.
func TestRecorders(t *testing.T) {
	requestLogger := func(handle bool) func(func(int)) echo.MiddlewareFunc {
		return func(note func(int)) echo.MiddlewareFunc {
			return echomw.RequestLoggerWithConfig(echomw.RequestLoggerConfig{LogStatus: true, HandleError: handle,
				LogValuesFunc: func(_ *echo.Context, v echomw.RequestLoggerValues) error { note(v.Status); return nil }})
		}
	}
	for name, recorder := range map[string]func(note func(int)) echo.MiddlewareFunc{
		"RequestLogger":              requestLogger(false),
		"RequestLogger, HandleError": requestLogger(true),
		"slog-echo": func(note func(int)) echo.MiddlewareFunc {
			return slogecho.New(slog.New(slog.NewJSONHandler(writer(func(line []byte) {
				var record struct {
					Response struct{ Status int }
				}
				if json.Unmarshal(line, &record) == nil {
					note(record.Response.Status)
				}
			}), nil)))
		},
		"WrapMiddleware(otelhttp)": func(note func(int)) echo.MiddlewareFunc {
			spans := sdktrace.NewTracerProvider(sdktrace.WithSyncer(exporter{tracetest.NewInMemoryExporter(), note}))
			return echo.WrapMiddleware(otelhttp.NewMiddleware("service", otelhttp.WithTracerProvider(spans)))
		},
	} {
		for _, place := range []string{"e.Use", "route"} {
			t.Run(name+" in "+place, func(t *testing.T) {
				var seen atomic.Int64
				s := serve(t, func(e *echo.Echo, r *render.Renderer) {
					mw := recorder(func(status int) { seen.Store(int64(status)) })
					if place == "e.Use" {
						e.Use(mw)
						routes(e)
					} else {
						routes(e, mw, adapter.Recover(r))
					}
				})
				for _, f := range failures {
					seen.Store(0)
					a := s.do(t, "GET", "/"+f.name, nil)
					faults := judge(a, f)
					if got := int(seen.Load()); got != f.status && !(place == "route" && f.handler == nil) {
						faults = append(faults, fmt.Sprintf("recorded %d", got))
					}
					if len(faults) > 0 {
						t.Errorf("%s: %q; %+v", f.name, faults, a)
					}
				}
			})
		}
	}
}

// writer is a function as an io.Writer.
type writer func([]byte)

func (w writer) Write(p []byte) (int, error) { w(bytes.Clone(p)); return len(p), nil }

// exporter notes the status of each span.
type exporter struct {
	*tracetest.InMemoryExporter
	note func(int)
}

func (e exporter) ExportSpans(_ context.Context, spans []sdktrace.ReadOnlySpan) error {
	for _, span := range spans {
		for _, a := range span.Attributes() {
			if a.Key == attribute.Key("http.response.status_code") {
				e.note(int(a.Value.AsInt64()))
			}
		}
	}
	return nil
}

// What stands between changes no answer.
func TestWrappers(t *testing.T) {
	closed := func(next http.Handler) http.Handler { // by defer, as hand-written compressors are
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			next.ServeHTTP(zipped{w, z}, r)
		})
	}
	for name, mw := range map[string]echo.MiddlewareFunc{
		"Gzip": echomw.Gzip(), "Gzip, MinLength": echomw.GzipWithConfig(echomw.GzipConfig{MinLength: 1000}),
		"BodyLimit": echomw.BodyLimit(1000), "BodyDump": echomw.BodyDump(func(*echo.Context, []byte, []byte, error) {}),
		"ContextTimeout": echomw.ContextTimeout(time.Minute), "CORS": echomw.CORS("*"), "Secure": echomw.Secure(),
		"Decompress": echomw.Decompress(), "Recover": echomw.Recover(), "RequestID": echomw.RequestID(),
		"WrapMiddleware(gzip, closed by defer)": echo.WrapMiddleware(closed),
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(e *echo.Echo, _ *render.Renderer) { e.Use(mw); routes(e) })
			for _, f := range failures {
				a := s.do(t, "GET", "/"+f.name, nil)
				if faults := judge(a, f); len(faults) > 0 {
					t.Errorf("%s: %q; %+v", f.name, faults, a)
				}
			}
		})
	}
}

type zipped struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (w zipped) Write(p []byte) (int, error) { return w.z.Write(p) }

func (w zipped) WriteHeader(status int) {
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}

// Refusals of Echo's own middleware have the code of their status.
func TestRefusals(t *testing.T) {
	dead := echomw.NewRandomBalancer([]*echomw.ProxyTarget{{URL: deadEnd(t)}})
	for name, tt := range map[string]struct {
		mw     echo.MiddlewareFunc
		status int
		code   catalog.Code
	}{
		"KeyAuth, no key":     {echomw.KeyAuth(func(*echo.Context, string, echomw.ExtractorSource) (bool, error) { return true, nil }), 401, apierr.CodeAuthenticationFailed},
		"CSRF, no token":      {echomw.CSRF(), 403, apierr.CodeAccessDenied},
		"BodyLimit":           {echomw.BodyLimit(3), 413, apierr.CodePayloadTooLarge},
		"RateLimiter":         {echomw.RateLimiter(full{}), 429, apierr.CodeRateLimitExceeded},
		"Proxy, dead backend": {echomw.Proxy(dead), 502, apierr.CodeUpstreamError},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(e *echo.Echo, _ *render.Renderer) {
				e.Use(tt.mw)
				e.POST("/", func(c *echo.Context) error { return c.String(200, "fine") })
			})
			a := s.do(t, "POST", "/", strings.NewReader("more than three"))
			if a.status != tt.status || a.code != tt.code || len(a.records) != 1 {
				t.Errorf("%+v; want %d %s and one record", a, tt.status, tt.code)
			}
		})
	}
}

// full is a store that allows nothing.
type full struct{}

func (full) Allow(string) (bool, error) { return false, nil }

// deadEnd is the address of a server that is gone.
func deadEnd(t *testing.T) *url.URL {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return &url.URL{Scheme: "http", Host: l.Addr().String()}
}
