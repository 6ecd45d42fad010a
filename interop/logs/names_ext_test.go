package logs_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"

	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"

	"github.com/asterwise/errcat/render"
)

// keys is a handler that keeps the names of attributes, those of a group apart.
type keys struct {
	slog.Handler
	seen *[]string
}

func (k keys) Enabled(context.Context, slog.Level) bool { return true }

func (k keys) Handle(_ context.Context, r slog.Record) error {
	for a := range r.Attrs {
		*k.seen = append(*k.seen, a.Key)
	}
	return nil
}

// The names with a dot are OpenTelemetry's, all of them and no others. Whoever
// takes a newer version of the conventions finds out here what it renames.
func TestNames(t *testing.T) {
	want := []string{
		string(semconv.ErrorTypeKey),
		string(semconv.ExceptionStacktraceKey),
		string(semconv.ExceptionTypeKey),
		string(semconv.HTTPRequestMethodKey),
		string(semconv.HTTPResponseStatusCodeKey),
		string(semconv.HTTPRouteKey),
		string(semconv.URLPathKey),
	}
	slices.Sort(want)
	var seen []string
	for _, err := range []error{errWrapped, nil} { // nil is a panic
		request(render.Log(slog.New(keys{slog.DiscardHandler, &seen})), nil, err)
	}
	slices.Sort(seen)
	var dotted []string
	for _, key := range slices.Compact(seen) {
		if strings.Contains(key, ".") {
			dotted = append(dotted, key)
		}
	}
	if !slices.Equal(dotted, want) {
		t.Errorf("names with a dot are %q, want %q", dotted, want)
	}
}
