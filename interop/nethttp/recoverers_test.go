package nethttp_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/getsentry/sentry-go"
	sentryhttp "github.com/getsentry/sentry-go/http"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/handlers"

	"github.com/asterwise/errcat/middleware"
)

// recoverers are the kinds of middleware that stop a panic, whatever it says.
func recoverers() map[string]func(http.Handler) http.Handler {
	hand := func(answer func(w http.ResponseWriter, value any)) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				defer func() {
					if v := recover(); v != nil {
						answer(w, v)
					}
				}()
				next.ServeHTTP(w, r)
			})
		}
	}
	return map[string]func(http.Handler) http.Handler{
		"gorilla RecoveryHandler": handlers.RecoveryHandler(handlers.RecoveryLogger(silent{})),
		"chi Recoverer": func(next http.Handler) http.Handler {
			return chimw.RequestLogger(chiFormatter{&site{}})(chimw.Recoverer(next))
		},
		"sentryhttp": func(next http.Handler) http.Handler {
			inner := sentryhttp.New(sentryhttp.Options{}).Handle(next)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				inner.ServeHTTP(w, r.WithContext(sentry.SetHubOnContext(r.Context(), sentry.NewHub(nil, sentry.NewScope()))))
			})
		},
		"one that says nothing":    hand(func(http.ResponseWriter, any) {}),
		"one with http.Error":      hand(func(w http.ResponseWriter, _ any) { http.Error(w, "sorry", 500) }),
		"one that panics anew":     hand(func(_ http.ResponseWriter, v any) { panic(errors.Join(errors.New("again"), asError(v))) }),
		"one that panics a text":   hand(func(http.ResponseWriter, any) { panic("another") }),
		"one that flushes":         hand(func(w http.ResponseWriter, _ any) { _ = http.NewResponseController(w).Flush() }),
		"one that writes":          hand(func(w http.ResponseWriter, _ any) { _, _ = io.WriteString(w, "the rest") }),
		"one that ends the body":   hand(func(w http.ResponseWriter, _ any) { _, _ = io.WriteString(w, "0123456789") }),
		"a buffer, TimeoutHandler": func(next http.Handler) http.Handler { return http.TimeoutHandler(next, patience, "late") },
	}
}

func asError(v any) error {
	err, _ := v.(error)
	return err
}

// Half a response never passes for a whole one, whoever stops the panic that
// cuts it; and a failure before that is answered once.
func TestRecoverers(t *testing.T) {
	half := func(w http.ResponseWriter) {
		_, _ = io.WriteString(w, "half")
		_ = http.NewResponseController(w).Flush()
	}
	tests := []struct {
		name string
		h    middleware.HandlerFunc
		want seen
	}{
		{"half, then an error", func(w http.ResponseWriter, _ *http.Request) error { half(w); return errPrivate }, seen{Status: 200, Body: "cut", Records: 1}},
		{"half, then a panic", func(w http.ResponseWriter, _ *http.Request) error { half(w); panic(errPrivate) }, seen{Status: 200, Body: "cut", Records: 1}},
		{"half, then an abort", func(w http.ResponseWriter, _ *http.Request) error { half(w); panic(http.ErrAbortHandler) }, seen{Status: 200, Body: "cut"}},
		{"half of ten bytes, then an error", func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Length", "10")
			half(w)
			return errPrivate
		}, seen{Status: 200, Body: "cut", Records: 1}},
		{"an abort", func(http.ResponseWriter, *http.Request) error { panic(http.ErrAbortHandler) }, seen{Body: "cut"}},
		{"a panic", func(http.ResponseWriter, *http.Request) error { panic(errPrivate) }, seen{Status: 500, Body: "internal_error", Records: 1}},
		{"an error", func(http.ResponseWriter, *http.Request) error { return errPrivate }, seen{Status: 500, Body: "internal_error", Records: 1}},
	}
	for _, p := range protocols {
		for name, recoverer := range recoverers() {
			for _, test := range tests {
				for place, mount := range map[string]func(*site, http.Handler) http.Handler{
					"between": func(s *site, h http.Handler) http.Handler { return s.mw.Wrap(recoverer(h)) },
					"between, twice": func(s *site, h http.Handler) http.Handler {
						return s.mw.Wrap(recoverer(s.mw.Wrap(recoverer(h))))
					},
					"between, with a logger": func(s *site, h http.Handler) http.Handler {
						return s.mw.Wrap(recoverer(handLogger(s, recoverer(h))))
					},
				} {
					s := serve(t, p, func(s *site) http.Handler { return mount(s, s.mw.Handler(test.h)) })
					got := s.get("/")
					if have := got.seen(failure{}, test.want); have != test.want {
						t.Errorf("%s, %s %s, %s: saw\n\t%+v, want\n\t%+v", p, name, place, test.name, fields(have), fields(test.want))
					}
				}
			}
		}
	}
}
