package echo4

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"
	sentryecho "github.com/getsentry/sentry-go/echo"
	"github.com/labstack/echo/v4"
)

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
