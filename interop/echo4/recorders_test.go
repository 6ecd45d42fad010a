package echo4

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"testing"

	sentryecho "github.com/getsentry/sentry-go/echo"
	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"
	"github.com/prometheus/client_golang/prometheus"
	slogecho "github.com/samber/slog-echo"
	"go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

// A recorder is middleware that tells operators which status a request had.
type recorder struct {
	name string

	// use returns the middleware, and a function that takes the statuses that
	// it has told since the last call.
	use func(t *testing.T) (mw []echo.MiddlewareFunc, told func() []int)

	cut  int  // what it tells of a response that was cut after a 200
	span bool // handlers, and so our observer, get a span
}

var recorders = []recorder{
	{"RequestLogger, HandleError", requestLogger(true), 200, false},
	{"RequestLogger", requestLogger(false), 200, false},
	{"Logger", logger, 200, false},
	{"slog-echo", slogEcho, 200, false},
	{"echoprometheus", prometheusMiddleware, 500, false}, // it counts no error as a success
	{"otelecho", otelEcho, 200, true},
	{"WrapMiddleware(otelhttp)", otelHTTP, 200, true},
	{"sentryecho, Repanic", sentryEcho(true), 200, false},
	{"sentryecho", sentryEcho(false), 200, false},
}

func requestLogger(handleError bool) func(*testing.T) ([]echo.MiddlewareFunc, func() []int) {
	return func(*testing.T) ([]echo.MiddlewareFunc, func() []int) {
		var told statuses
		return []echo.MiddlewareFunc{echomw.RequestLoggerWithConfig(echomw.RequestLoggerConfig{
			LogStatus:   true,
			HandleError: handleError,
			LogValuesFunc: func(_ echo.Context, v echomw.RequestLoggerValues) error {
				told.add(v.Status)
				return nil
			},
		})}, told.take
	}
}

// logger is Echo's older one.
func logger(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
	var out buffer
	config := echomw.DefaultLoggerConfig
	config.Output = &out
	//lint:ignore SA1019 services still have it
	return []echo.MiddlewareFunc{echomw.LoggerWithConfig(config)}, func() (told []int) {
		for _, line := range out.lines() {
			var record struct{ Status int }
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatal(err)
			}
			told = append(told, record.Status)
		}
		return told
	}
}

func slogEcho(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
	var out buffer
	return []echo.MiddlewareFunc{slogecho.New(slog.New(slog.NewJSONHandler(&out, nil)))}, func() (told []int) {
		for _, line := range out.lines() {
			var record struct{ Response struct{ Status int } }
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatal(err)
			}
			told = append(told, record.Response.Status)
		}
		return told
	}
}

func prometheusMiddleware(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
	registry := prometheus.NewRegistry()
	before := map[string]float64{}
	return []echo.MiddlewareFunc{echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{Registerer: registry})}, func() (told []int) {
		families, err := registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, family := range families {
			if family.GetName() != "echo_requests_total" {
				continue
			}
			for _, metric := range family.Metric {
				key, code := "", 0
				for _, label := range metric.Label {
					key += label.GetValue() + " "
					if label.GetName() == "code" {
						if code, err = strconv.Atoi(label.GetValue()); err != nil {
							t.Fatal(err)
						}
					}
				}
				for range int(metric.Counter.GetValue() - before[key]) {
					told = append(told, code)
				}
				before[key] = metric.Counter.GetValue()
			}
		}
		return told
	}
}

// tracer returns a provider, and what takes the statuses of its spans.
func tracer(t *testing.T) (*sdktrace.TracerProvider, func() []int) {
	spans := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans))
	t.Cleanup(func() { _ = provider.Shutdown(context.Background()) })
	return provider, func() (told []int) {
		for _, span := range spans.Ended() {
			status := 0
			for _, a := range span.Attributes() {
				if a.Key == attribute.Key("http.status_code") || a.Key == attribute.Key("http.response.status_code") {
					status = int(a.Value.AsInt64())
				}
			}
			told = append(told, status)
		}
		spans.Reset()
		return told
	}
}

func otelEcho(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
	provider, told := tracer(t)
	return []echo.MiddlewareFunc{otelecho.Middleware("service", otelecho.WithTracerProvider(provider))}, told
}

func otelHTTP(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
	provider, told := tracer(t)
	return []echo.MiddlewareFunc{echo.WrapMiddleware(func(next http.Handler) http.Handler {
		return otelhttp.NewHandler(next, "service", otelhttp.WithTracerProvider(provider))
	})}, told
}

func hasSpan(ctx context.Context) bool { return trace.SpanContextFromContext(ctx).IsValid() }

func sentryEcho(repanic bool) func(*testing.T) ([]echo.MiddlewareFunc, func() []int) {
	return func(t *testing.T) ([]echo.MiddlewareFunc, func() []int) {
		hub, transport := newHub(t)
		return []echo.MiddlewareFunc{withHub(hub), sentryecho.New(sentryecho.Options{Repanic: repanic})}, func() (told []int) {
			for _, event := range transport.take() {
				if event.Type != "transaction" {
					continue
				}
				data, _ := event.Contexts["trace"]["data"].(map[string]any)
				status, _ := data["http.response.status_code"].(int)
				told = append(told, status)
			}
			return told
		}
	}
}

// statuses collects what requests were told to have.
type statuses struct {
	mu  sync.Mutex
	all []int
}

func (s *statuses) add(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, status)
}

func (s *statuses) take() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.all
	s.all = nil
	return all
}

// A buffer is a log.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

// lines takes what was logged since the last call.
func (b *buffer) lines() [][]byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := bytes.Clone(b.b.Bytes())
	b.b.Reset()
	if len(all) == 0 {
		return nil
	}
	return bytes.Split(bytes.TrimSpace(all), []byte("\n"))
}
