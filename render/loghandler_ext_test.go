package render_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/slogtest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

const sentID = "req_01HXYZABCDEFGH"

// fail answers a request whose ID is sentID with an error, after the handler
// has done something else.
func fail(logger *slog.Logger, first func(context.Context)) {
	r := render.New(apierr.Catalog(), &render.Options{
		Observer: render.Log(logger),
		Now:      func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
	})
	h := middleware.New(r).Handler(func(_ http.ResponseWriter, r *http.Request) error {
		first(r.Context())
		return apierr.NewServiceUnavailable().WithCause(errors.New("connection refused"))
	})
	req := httptest.NewRequest("GET", "/v1/keys/k_7", nil)
	req.Header.Set("X-Request-Id", sentID)
	h.ServeHTTP(httptest.NewRecorder(), req)
}

// within is a handler for records that are all made with one context.
type within struct {
	slog.Handler
	ctx context.Context
}

func (h within) Handle(_ context.Context, r slog.Record) error { return h.Handler.Handle(h.ctx, r) }
func (h within) WithGroup(name string) slog.Handler {
	return within{h.Handler.WithGroup(name), h.ctx}
}
func (h within) WithAttrs(attrs []slog.Attr) slog.Handler {
	return within{h.Handler.WithAttrs(attrs), h.ctx}
}

// What slog demands of a handler holds with and without an ID; the ID itself
// is always at the top level.
func TestLogHandlerOfSlog(t *testing.T) {
	requests := map[string]context.Context{"": context.Background()}
	fail(slog.New(slog.DiscardHandler), func(ctx context.Context) { requests[sentID] = ctx })
	for id, ctx := range requests {
		t.Run("ID "+id, func(t *testing.T) {
			var out bytes.Buffer
			slogtest.Run(t, func(*testing.T) slog.Handler {
				out.Reset()
				return within{render.NewLogHandler(slog.NewJSONHandler(&out, nil)), ctx}
			}, func(t *testing.T) map[string]any {
				var record map[string]any
				if err := json.Unmarshal(out.Bytes(), &record); err != nil {
					t.Fatal(err)
				}
				if got, _ := record["request_id"].(string); got != id {
					t.Errorf("request_id is %q, want %q: %s", got, id, out.String())
				}
				delete(record, "request_id")
				return record
			})
		})
	}
}

func TestLogHandler(t *testing.T) {
	id := slog.String("request_id", "other")
	for _, tt := range []struct {
		name string
		log  func(context.Context, *slog.Logger)
		want string
	}{
		{"plain", func(ctx context.Context, l *slog.Logger) { l.InfoContext(ctx, "m", "a", 1) }, "a=1 request_id=" + sentID},
		{"no request", func(_ context.Context, l *slog.Logger) { l.Info("m", "a", 1) }, "a=1"},
		{"in the record", func(ctx context.Context, l *slog.Logger) { l.InfoContext(ctx, "m", id, "a", 1) }, "request_id=other a=1"},
		{"twice in the record", func(ctx context.Context, l *slog.Logger) { l.InfoContext(ctx, "m", id, "a", 1, id) }, "request_id=other a=1"},
		{"of the logger", func(ctx context.Context, l *slog.Logger) { l.With(id).InfoContext(ctx, "m", "a", 1) }, "request_id=other a=1"},
		{"of both", func(ctx context.Context, l *slog.Logger) {
			l.With(id).With("b", 2, id).InfoContext(ctx, "m", "request_id", "third", "a", 1)
		}, "request_id=other b=2 a=1"},
		{"in a group without a name", func(ctx context.Context, l *slog.Logger) {
			l.InfoContext(ctx, "m", slog.Group("", "a", 1, id), id)
		}, "a=1 request_id=other"},
		{"in a group", func(ctx context.Context, l *slog.Logger) {
			l.InfoContext(ctx, "m", slog.Group("g", id))
		}, "g.request_id=other request_id=" + sentID},
		{"behind open groups", func(ctx context.Context, l *slog.Logger) {
			l.With("a", 1).WithGroup("g").With("b", 2).WithGroup("h").InfoContext(ctx, "m", "c", 3, id)
		}, "a=1 g.b=2 g.h.c=3 g.h.request_id=other request_id=" + sentID},
		{"of the logger, behind an open group", func(ctx context.Context, l *slog.Logger) {
			l.With(id).WithGroup("g").InfoContext(ctx, "m", "c", 3)
		}, "request_id=other g.c=3"},
		{"loggers with the same parent", func(ctx context.Context, l *slog.Logger) {
			parent := l.WithGroup("g").With("a", 1).With("b", 2).With("c", 3).WithGroup("h").WithGroup("i").WithGroup("j")
			first := parent.With("d", 4)
			_, _ = parent.With("d", 5), parent.WithGroup("k").With("e", 6)
			first.InfoContext(ctx, "m")
		}, "g.a=1 g.b=2 g.c=3 g.h.i.j.d=4 request_id=" + sentID},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			logger := slog.New(render.NewLogHandler(textHandler(&out)))
			fail(slog.New(slog.DiscardHandler), func(ctx context.Context) { tt.log(ctx, logger) })
			if got, want := out.String(), "level=INFO msg=m "+tt.want+"\n"; got != want {
				t.Errorf("logged\n%swant\n%s", got, want)
			}
		})
	}
}

// Whoever else adds the ID, our records have it once.
func TestLogHasOneID(t *testing.T) {
	for name, logger := range map[string]func(io.Writer) *slog.Logger{
		"no handler of ours": func(w io.Writer) *slog.Logger { return slog.New(textHandler(w)) },
		"our handler":        func(w io.Writer) *slog.Logger { return slog.New(render.NewLogHandler(textHandler(w))) },
		"our handler twice": func(w io.Writer) *slog.Logger {
			return slog.New(render.NewLogHandler(render.NewLogHandler(textHandler(w))))
		},
		"the service's around ours": func(w io.Writer) *slog.Logger {
			return slog.New(ownHandler{render.NewLogHandler(textHandler(w))})
		},
		"the logger's": func(w io.Writer) *slog.Logger {
			return slog.New(render.NewLogHandler(textHandler(w))).With("request_id", sentID)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			fail(logger(&out), func(context.Context) {})
			if n := strings.Count(out.String(), "request_id="+sentID); n != 1 || strings.Count(out.String(), "\n") != 1 {
				t.Errorf("%d IDs:\n%s", n, out.String())
			}
		})
	}
}

// A level that inner does not want is not asked for.
func TestLogHandlerEnabled(t *testing.T) {
	h := render.NewLogHandler(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelWarn}))
	for _, h := range []slog.Handler{h, h.WithGroup("g"), h.WithAttrs([]slog.Attr{slog.Int("a", 1)})} {
		if h.Enabled(context.Background(), slog.LevelInfo) || !h.Enabled(context.Background(), slog.LevelWarn) {
			t.Error("not the level of inner")
		}
	}
}
