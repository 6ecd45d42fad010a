package echov5_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/labstack/echo/v5"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov5"
	"github.com/asterwise/errcat/render"
)

const secret = "canary-7f3a"

// events are what an observer has heard.
type events struct {
	mu  sync.Mutex
	all []render.Event
}

func (h *events) observe(_ context.Context, e render.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = append(h.all, e)
}

// take returns the events so far and forgets them.
func (h *events) take() []render.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	defer func() { h.all = nil }()
	return h.all
}

// newEcho returns an instance with the package installed.
func newEcho() (*echo.Echo, *render.Renderer, *events) {
	heard := &events{}
	r := render.New(apierr.Catalog(), &render.Options{Observer: heard.observe})
	e := echo.New()
	e.Logger = slog.New(slog.DiscardHandler)
	echov5.Install(e, r)
	return e, r, heard
}

// A site is a real server. Its client knows when a handler has ended.
type site struct {
	*httptest.Server
	ended chan struct{}
}

func start(t *testing.T, h http.Handler) *site {
	s := &site{ended: make(chan struct{}, 1)}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { s.ended <- struct{}{} }()
		h.ServeHTTP(w, r)
	}))
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// get makes a request and waits for its handler. A nil response was cut.
func (s *site) get(t *testing.T, method, path string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	req.Close = true
	defer func() { <-s.ended }()
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	if err != nil {
		return nil, ""
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, string(text)
	}
	resp.Body = io.NopCloser(strings.NewReader(string(text)))
	return resp, string(text)
}

// get makes one request to a server of its own.
func get(t *testing.T, h http.Handler, method, path string, header ...string) (*http.Response, string) {
	t.Helper()
	return start(t, h).get(t, method, path, header...)
}

func role(r catalog.Role) catalog.Code { return apierr.Catalog().Role(r).Code() }
