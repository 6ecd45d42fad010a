package echo4

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"
	sentryecho "github.com/getsentry/sentry-go/echo"
	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// Panics are answered inside of e.Use, where sentryecho does not see them any
// more. An observer hands them on, one line of the service's.
func TestPanicsReachSentry(t *testing.T) {
	hub, out := newHub(t)
	report := func(ctx context.Context, e render.Event) {
		if e.Panic != nil {
			hub.RecoverWithContext(ctx, e.Panic.Value)
		}
	}
	s := start(t, func(e *echo.Echo, _ *render.Renderer) {
		e.Use(withHub(hub), sentryecho.New(sentryecho.Options{Repanic: true}))
	}, report)
	for _, f := range failures {
		a := s.get(t, f.path())
		if faults := a.faults(&f); len(faults) > 0 {
			t.Errorf("%s: %q; answer %v", f.name, faults, a)
		}
		if got, want := out.panics(), map[bool]int{true: 1}[f.name == "panic"]; got != want {
			t.Errorf("%s: Sentry got %d panics, want %d", f.name, got, want)
		}
	}
}

// Inside of Recover, in a group or on a route, sentryecho sees panics itself.
// It has to panic again, or nobody else learns of the failure.
func TestPanicsReachSentryInAGroup(t *testing.T) {
	hub, out := newHub(t)
	s := serve(t, func(e *echo.Echo) {
		g := e.Group("/group", withHub(hub), sentryecho.New(sentryecho.Options{Repanic: true}))
		g.GET("/panic", func(echo.Context) error { panic(secret) })
	})
	a := s.get(t, "/group/panic")
	want := failure{name: "panic", status: 500, code: apierr.CodeInternalError}
	if faults := a.faults(&want); len(faults) > 0 || out.panics() != 1 {
		t.Errorf("%q; answer %v", faults, a)
	}
}

// panics takes what was sent, and counts what is no trace.
func (s *sink) panics() (n int) {
	for _, event := range s.take() {
		if event.Type != "transaction" {
			n++
		}
	}
	return n
}

// A sink takes what would go to Sentry.
type sink struct {
	mu     sync.Mutex
	events []*sentry.Event
}

func (s *sink) SendEvent(event *sentry.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events = append(s.events, event)
}

func (s *sink) take() []*sentry.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	events := s.events
	s.events = nil
	return events
}

func (*sink) Configure(sentry.ClientOptions)        {}
func (*sink) Flush(time.Duration) bool              { return true }
func (*sink) FlushWithContext(context.Context) bool { return true }
func (*sink) Close()                                {}

// newHub returns a hub that is not the process's.
func newHub(t *testing.T) (*sentry.Hub, *sink) {
	t.Helper()
	out := &sink{}
	client, err := sentry.NewClient(sentry.ClientOptions{
		Dsn: "http://key@127.0.0.1/1", Transport: out, EnableTracing: true, TracesSampleRate: 1,
		TraceIgnoreStatusCodes: [][]int{}, // by default Sentry is not told of 404s
	})
	if err != nil {
		t.Fatal(err)
	}
	return sentry.NewHub(client, sentry.NewScope()), out
}

// withHub makes sentryecho use a hub.
func withHub(hub *sentry.Hub) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			sentryecho.SetHubOnContext(c, hub.Clone())
			return next(c)
		}
	}
}
