package nethttp_test

import (
	"context"
	"net/http"
	"strconv"

	"github.com/getsentry/sentry-go"
	sentryhttp "github.com/getsentry/sentry-go/http"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	noopmetric "go.opentelemetry.io/otel/metric/noop"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// traced is otelhttp; the status and the name of its spans, which is the route,
// are made known. A span with a
// status of 5xx has to be an error, and no other.
func traced(s *site, next http.Handler) http.Handler {
	var processors []sdktrace.TracerProviderOption
	if s != nil {
		processors = append(processors, sdktrace.WithSpanProcessor(spanStatuses{s}))
	}
	provider := sdktrace.NewTracerProvider(processors...)
	return otelhttp.NewHandler(next, "", otelhttp.WithTracerProvider(provider), otelhttp.WithMeterProvider(noopmetric.NewMeterProvider()),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Pattern }))
}

type spanStatuses struct{ s *site }

func (spanStatuses) OnStart(context.Context, sdktrace.ReadWriteSpan) {}
func (spanStatuses) Shutdown(context.Context) error                  { return nil }
func (spanStatuses) ForceFlush(context.Context) error                { return nil }

func (p spanStatuses) OnEnd(span sdktrace.ReadOnlySpan) {
	p.s.saysRoute(span.Name())
	for _, a := range span.Attributes() {
		if a.Key == attribute.Key("http.response.status_code") {
			status := int(a.Value.AsInt64())
			if isError := span.Status().Code.String() == "Error"; isError != (status >= 500) {
				status = -status // seen in the table
			}
			p.s.saysStatus(status)
		}
	}
}

// counted is promhttp's counter, whose label is made known.
func counted(s *site, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		counter := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"code"})
		registry := prometheus.NewRegistry()
		registry.MustRegister(counter)
		promhttp.InstrumentHandlerCounter(counter, next).ServeHTTP(w, r)
		families, err := registry.Gather()
		if err != nil {
			panic(err)
		}
		for _, family := range families {
			for _, sample := range family.GetMetric() {
				status, _ := strconv.Atoi(sample.GetLabel()[0].GetValue())
				s.saysStatus(status)
			}
		}
	})
}

// sentryHandler is sentryhttp as its documentation shows it, without a
// destination.
func sentryHandler(next http.Handler) http.Handler {
	inner := sentryhttp.New(sentryhttp.Options{Repanic: true}).Handle(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hub := sentry.NewHub(nil, sentry.NewScope())
		inner.ServeHTTP(w, r.WithContext(sentry.SetHubOnContext(r.Context(), hub)))
	})
}
