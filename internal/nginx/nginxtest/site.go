package nginxtest

import (
	"bytes"
	"context"
	_ "embed"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/nginx"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/rendertest"
)

// patience bounds what a test waits for; nothing is slow enough to need it.
const patience = time.Minute

// protected is what a file says that only nginx may hand out.
const protected = "the protected report"

//go:embed testdata/proxy.conf
var config string

// A server makes a handler of routes.
type server func(*recorder, []rendertest.Route) http.Handler

func (f Framework) ours(r *recorder, routes []rendertest.Route) http.Handler {
	return f.Ours(rendertest.Site{
		Renderer: render.New(apierr.Catalog(), &render.Options{Observer: render.Observers(render.Log(slog.New(slog.NewTextHandler(r, nil))), r.hear)}),
		Routes:   routes,
	})
}

func (f Framework) alone(_ *recorder, routes []rendertest.Route) http.Handler {
	return f.Alone(routes)
}

// outside puts a middleware around a server, outside of ours.
func (s server) outside(middleware func(http.Handler) http.Handler) server {
	return func(r *recorder, routes []rendertest.Route) http.Handler { return middleware(s(r, routes)) }
}

// A recorder keeps what our side logs and reports.
type recorder struct {
	mu     sync.Mutex
	log    bytes.Buffer
	events chan render.Event
}

func (r *recorder) Write(record []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(record)
}

func (r *recorder) logged() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

func (r *recorder) hear(_ context.Context, e render.Event) { r.events <- e }

// A site is a service with nginx in front of it.
type site struct {
	*recorder
	t      *testing.T
	fronts []front
}

// A front is a protocol by which clients speak to nginx.
type front struct {
	name   string
	client *http.Client
	url    string
}

func (s server) start(t *testing.T, routes ...rendertest.Route) *site {
	t.Helper()
	here := &site{t: t, recorder: &recorder{events: make(chan render.Event, 1000)}}
	service := httptest.NewUnstartedServer(s(here.recorder, routes))
	service.Config.ErrorLog = log.New(io.Discard, "", 0)
	service.Start()
	t.Cleanup(service.Close)

	files := t.TempDir()
	if err := os.WriteFile(filepath.Join(files, "report.pdf"), []byte(protected), 0o600); err != nil {
		t.Fatal(err)
	}
	proxy := nginx.Start(t, config, map[string]string{
		"Service":   service.Listener.Addr().String(),
		"Protected": files,
	})
	for _, name := range []string{"http1", "http2"} {
		scheme := map[string]string{"http1": "http", "http2": "https"}[name]
		transport := proxy.Transport()
		transport.DisableCompression = true
		transport.DisableKeepAlives = true // so that a cut request is not sent again
		client := &http.Client{Transport: transport, Timeout: patience}
		here.fronts = append(here.fronts, front{name, client, scheme + "://" + proxy.Addr(name)})
	}
	return here
}

// A reply is what a client got: a response and its body, or how it ended early.
type reply struct {
	*http.Response
	body string
	err  error
}

// broken reports whether the client knows that it has not got what it asked for.
func (r reply) broken() bool { return r.err != nil || r.StatusCode >= 500 }

func (f front) get(path string) reply { return f.send(http.MethodGet, path, nil) }

func (f front) send(method, path string, body io.Reader, header ...string) reply {
	req, err := http.NewRequest(method, f.url+path, body)
	if err != nil {
		return reply{err: err}
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return reply{err: err}
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(content))
	return reply{resp, string(content), err}
}

// event waits for the next report.
func (s *site) event() render.Event {
	s.t.Helper()
	select {
	case e := <-s.events:
		return e
	case <-time.After(patience):
		s.t.Fatal("the observer hears of nothing")
		panic("unreachable")
	}
}

// route is a route for GET and HEAD.
func route(path string, serve func(http.ResponseWriter, *http.Request) error) []rendertest.Route {
	return []rendertest.Route{
		{Method: http.MethodGet, Path: path, Serve: serve},
		{Method: http.MethodHead, Path: path, Serve: serve},
	}
}

// wantError checks that a reply is the whole and correct answer for a code.
func wantError(t *testing.T, got reply, code catalog.Code) {
	t.Helper()
	if got.err != nil {
		t.Errorf("no whole response for %q: %v", code, got.err)
		return
	}
	rendertest.AssertError(t, got.Response, apierr.Catalog(), code)
}
