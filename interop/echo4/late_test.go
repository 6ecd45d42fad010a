package echo4

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// A client that leaves while a backend works is nobody's fault: Echo's Proxy
// says so with a status of its own, and so do logs.
func TestClientThatLeaves(t *testing.T) {
	ctx, leave := context.WithCancel(context.Background())
	backend := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		leave()
		<-r.Context().Done()
	}))
	defer backend.Close()
	logger, told := requestLogger(true)(t)
	s := serve(t, func(e *echo.Echo) { e.Use(append(logger, proxyTo(backend.Listener.Addr().String())(t))...) })
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := s.do(t, req)
	entry, _ := apierr.Catalog().Lookup(apierr.CodeClientClosedRequest)
	if len(a.records) != 1 || a.records[0].Entry != entry || a.records[0].Status != 499 || !a.records[0].ClientGone {
		t.Errorf("answer %v", a)
	}
	if logged := told(); !slices.Equal(logged, []int{499}) {
		t.Errorf("logged %d", logged)
	}
}

// Echo's Timeout, which Echo advises against, answers in its own words when
// time is up, as http.TimeoutHandler does. That has our ID, and the failure
// that the handler comes to later is a record.
func TestTimeoutThatIsUp(t *testing.T) {
	release := make(chan struct{})
	records := make(chan render.Event, 2)
	s := start(t, func(e *echo.Echo, _ *render.Renderer) {
		//lint:ignore SA1019 services still have it
		e.Use(echomw.TimeoutWithConfig(echomw.TimeoutConfig{Timeout: time.Nanosecond, ErrorMessage: "late"}))
		e.GET("/late", func(echo.Context) error {
			<-release
			return apierr.NewAccessDenied()
		})
	}, func(_ context.Context, e render.Event) { records <- e })
	a := s.get(t, "/late")
	close(release)
	if a.status != http.StatusServiceUnavailable || a.body != "late" || a.header.Get("X-Request-Id") == "" {
		t.Errorf("answer %v", a)
	}
	if r := await(t, records); !r.Begun || r.Cut || r.RequestID != a.header.Get("X-Request-Id") {
		t.Errorf("record %+v", r)
	}
}
