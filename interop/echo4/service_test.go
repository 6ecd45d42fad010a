package echo4

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// A service is an Echo instance behind a server of net/http.
type service struct {
	url    string
	client *http.Client
	left   chan struct{} // gets a value for each request that the server is done with

	mu      sync.Mutex
	records []render.Event
	spans   []bool // for each record, whether its context had a span
}

// serve starts a service that has every failure as a route. The function sets
// up the instance between Install and the routes.
func serve(t *testing.T, setUp func(e *echo.Echo)) *service {
	t.Helper()
	return start(t, func(e *echo.Echo, _ *render.Renderer) { setUp(e) })
}

// start is serve for a function that needs the renderer, with further
// observers.
func start(t *testing.T, setUp func(*echo.Echo, *render.Renderer), also ...render.Observer) *service {
	t.Helper()
	s := &service{left: make(chan struct{}, 1)}
	e := echo.New()
	e.Logger.SetOutput(io.Discard)
	r := render.New(apierr.Catalog(), &render.Options{Observer: render.Observers(append(also, s.observe)...)})
	echov4.Install(e, r)
	setUp(e, r)
	for _, f := range failures {
		if f.handler != nil {
			e.GET(f.path(), f.handler)
		}
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { s.left <- struct{}{} }()
		e.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = quiet()
	server.Start()
	t.Cleanup(server.Close)
	s.url = server.URL
	// A request on a connection of its own is never sent twice, and encodings
	// are what the server made them.
	s.client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}}
	return s
}

func (s *service) observe(ctx context.Context, e render.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.records = append(s.records, e)
	s.spans = append(s.spans, hasSpan(ctx))
}

// An answer is what one request led to.
type answer struct {
	status  int // 0 if there was none
	cut     bool
	header  http.Header
	body    string // decoded
	records []render.Event
	spans   []bool
}

func (a answer) String() string {
	text := fmt.Sprintf("%d %.60q", a.status, a.body)
	if a.cut {
		text += ", cut"
	}
	for _, r := range a.records {
		text += fmt.Sprintf("; record of %v: status %d, begun %t, cut %t, route %q, problems %v", r.Err, r.Status, r.Begun, r.Cut, r.Route, r.Problems)
	}
	return text
}

// get asks for a path, and waits until the server is done with the request.
func (s *service) get(t *testing.T, path string) answer {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip, br, deflate")
	return s.do(t, req)
}

func (s *service) do(t *testing.T, req *http.Request) answer {
	t.Helper()
	a := answer{}
	res, err := s.client.Do(req)
	if err != nil {
		a.cut = true
	} else {
		a.status, a.header = res.StatusCode, res.Header
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		a.cut = err != nil
		a.body = decode(res.Header.Get("Content-Encoding"), body)
	}
	await(t, s.left)
	s.mu.Lock()
	defer s.mu.Unlock()
	a.records, a.spans = s.records, s.spans
	s.records, s.spans = nil, nil
	return a
}

// await takes a value from a channel, or gives up on a service that is stuck.
func await[T any](t *testing.T, from <-chan T) (value T) {
	t.Helper()
	select {
	case value = <-from:
	case <-time.After(time.Minute):
		t.Fatal("the service does not come to an end")
	}
	return value
}

// decode takes a content coding away. What cannot be decoded stays.
func decode(coding string, body []byte) string {
	var r io.Reader
	switch coding {
	case "gzip":
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return string(body)
		}
		r = z
	case "br":
		r = brotli.NewReader(bytes.NewReader(body))
	case "deflate":
		r = flate.NewReader(bytes.NewReader(body))
	default:
		return string(body)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return string(body)
	}
	return string(text)
}

// faults compares an answer with what it should be, and says how it differs.
func (a *answer) faults(f *failure) []string {
	var all []string
	add := func(ok bool, text string) {
		if !ok {
			all = append(all, text)
		}
	}
	if f.cut() {
		add(a.cut, "not cut")
		add(a.status < 400, "an error status after the beginning")
	} else {
		add(!a.cut, "cut")
		add(a.status == f.status, "status")
	}
	add(len(a.records) == f.records(), "records")
	if len(a.records) == 1 {
		r := a.records[0]
		add(r.Begun == f.cut() && r.Cut == f.cut(), "record: begun or cut")
		add(f.cut() || r.Status == f.status, "record: status")
		add(f.handler == nil || strings.HasSuffix(r.Route, f.path()), "record: route")
		add(a.header == nil || r.RequestID == a.header.Get("X-Request-Id"), "record: ID")
	}
	add(!strings.Contains(a.body, secret) && a.header.Get("X-Owner") == "", "secret")
	if a.header != nil {
		add(len(a.header["X-Request-Id"]) == 1 && strings.HasPrefix(a.header.Get("X-Request-Id"), "req_"), "ID")
	}
	if f.code == "" {
		return all
	}
	var e render.Envelope
	add(json.Unmarshal([]byte(a.body), &e) == nil && e.Error == f.code && a.header.Get("Content-Type") == "application/json", "envelope")
	add(e.RequestID != "" && e.RequestID == a.header.Get("X-Request-Id"), "ID in the envelope")
	return all
}
