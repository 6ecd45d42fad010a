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

// get makes a request to a real server, which has ended when get returns. A
// nil response was cut.
func get(t *testing.T, h http.Handler, method, path string, header ...string) (*http.Response, string) {
	t.Helper()
	server := httptest.NewServer(h)
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	defer server.Close()
	req, err := http.NewRequest(method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	req.Close = true
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

func role(r catalog.Role) catalog.Code { return apierr.Catalog().Role(r).Code() }
