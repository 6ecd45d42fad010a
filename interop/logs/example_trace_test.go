package logs_test

import (
	"context"
	"log/slog"
	"os"

	"go.opentelemetry.io/otel/trace"

	"github.com/asterwise/errcat/render"
)

// The observer gets the context of the code that failed, and with it the span.
// The names are those of OpenTelemetry for logs that are not OTLP.
func Example_trace() {
	observe := func(logger *slog.Logger) render.Observer {
		return func(ctx context.Context, e render.Event) {
			logger := logger
			if span := trace.SpanContextFromContext(ctx); span.IsValid() {
				logger = logger.With("trace_id", span.TraceID(), "span_id", span.SpanID())
			}
			render.Log(logger)(ctx, e)
		}
	}
	logger := slog.New(slog.NewTextHandler(os.Stdout, withoutTime))
	request(observe(logger), startSpan, errWrapped)
	// Output:
	// level=INFO msg=date_out_of_supported_range trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7 error.type=date_out_of_supported_range request_id=req_01HXYZABCDEFGH http.response.status_code=422 http.request.method=GET url.path=/v1/charts/7 http.route=/v1/charts/{id} duration=1.5ms params.from=1800-01-01 params.to=2399-12-31 params.given=1066-10-14 cause="draw chart: date_out_of_supported_range: Date is outside the supported range 1800-01-01 to 2399-12-31.: ephemeris ends in 1800"
}

// startSpan is what a tracing middleware does to the context of a handler.
func startSpan(ctx context.Context) context.Context {
	return trace.ContextWithSpanContext(ctx, trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6, 0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, 0x36},
		SpanID:  trace.SpanID{0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7},
	}))
}
