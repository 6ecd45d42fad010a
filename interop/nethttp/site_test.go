package nethttp_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"go.opentelemetry.io/otel/trace"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

type protocol string

const (
	http1 protocol = "HTTP/1.1"
	http2 protocol = "HTTP/2"
)

var protocols = []protocol{http1, http2}

// patience bounds a request of the tests. None gets near it.
const patience = 30 * time.Second

// A site is a running service, its client, and what is known of its requests.
type site struct {
	t      *testing.T
	mw     *middleware.Middleware
	url    string
	prefix string // of the paths of all failures
	client *http.Client
	stop   func()         // waits for the server to be done with all connections
	busy   sync.WaitGroup // requests that the server is at work on

	mu      sync.Mutex
	events  []render.Event
	spans   []trace.SpanContext // those that the observer found
	saw     []int               // statuses that a middleware logged, counted or put on a span
	onSpans []string            // routes that a middleware put on a span
	server  bytes.Buffer        // what net/http complained of
}

// serve starts a service on 127.0.0.1. Build makes its handler, with
// everything of errcat that it wants.
func serve(t *testing.T, p protocol, build func(*site) http.Handler) *site {
	t.Helper()
	s := &site{t: t}
	s.mw = middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: s.observe}))
	handler := build(s)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.busy.Add(1)
		defer s.busy.Done()
		handler.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = log.New(locked{&s.mu, &s.server}, "", 0)
	if p == http2 {
		server.EnableHTTP2 = true
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	s.stop = server.Close
	transport := server.Client().Transport.(*http.Transport).Clone()
	transport.DisableCompression = true // the tests decode by themselves
	transport.DisableKeepAlives = p == http1
	t.Cleanup(transport.CloseIdleConnections)
	s.url = server.URL
	s.client = &http.Client{
		Transport:     transport,
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s
}

func (s *site) observe(ctx context.Context, e render.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events = append(s.events, e)
	s.spans = append(s.spans, trace.SpanContextFromContext(ctx))
}

// saysStatus notes what a middleware made known.
func (s *site) saysStatus(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saw = append(s.saw, status)
}

func (s *site) saysRoute(route string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onSpans = append(s.onSpans, route)
}

// locked makes a buffer safe for the goroutines of a server.
type locked struct {
	mu *sync.Mutex
	b  *bytes.Buffer
}

func (l locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// A reply is what a client got, and what the service knows of it.
type reply struct {
	status   int
	header   http.Header
	length   int64  // announced
	body     []byte // decoded
	encoding string
	cut      bool

	events []render.Event
	spans  []trace.SpanContext
	saw    []int
	routes []string
	server string
}

// send makes a request; header lines are "Name: value".
func (s *site) send(method, path string, body io.Reader, header ...string) reply {
	s.t.Helper()
	req, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, line := range header {
		if name, value, ok := strings.Cut(line, ": "); ok {
			req.Header.Add(name, value)
		}
	}
	s.mu.Lock()
	s.events, s.spans, s.saw, s.onSpans = nil, nil, nil, nil
	s.server.Reset()
	s.mu.Unlock()

	var r reply
	resp, err := s.client.Do(req)
	if err != nil {
		r.cut = true
	} else {
		r.status, r.header, r.length = resp.StatusCode, resp.Header, resp.ContentLength
		r.encoding = resp.Header.Get("Content-Encoding")
		raw, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		r.cut = err != nil
		r.body = s.decode(r.encoding, raw, r.cut)
	}
	s.busy.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	r.routes = slices.Clone(s.onSpans)
	r.events, r.spans, r.saw, r.server = slices.Clone(s.events), slices.Clone(s.spans), slices.Clone(s.saw), s.server.String()
	return r
}

func (s *site) get(path string, header ...string) reply {
	s.t.Helper()
	return s.send(http.MethodGet, path, nil, header...)
}

// decode takes the encoding off a body. One that is announced and was not
// applied is a fault, but of a body that was cut.
func (s *site) decode(encoding string, raw []byte, cut bool) []byte {
	s.t.Helper()
	var from io.Reader
	var err error
	switch encoding {
	case "":
		return raw
	case "gzip":
		from, err = gzip.NewReader(bytes.NewReader(raw))
	case "deflate":
		from = flate.NewReader(bytes.NewReader(raw))
	case "br":
		from = brotli.NewReader(bytes.NewReader(raw))
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(bytes.NewReader(raw)); err == nil {
			defer z.Close()
			from = z
		}
	default:
		s.t.Errorf("unknown Content-Encoding %q", encoding)
		return raw
	}
	if len(raw) == 0 { // HEAD
		return nil
	}
	if err == nil {
		raw, err = io.ReadAll(from)
	}
	if err != nil && !cut {
		s.t.Errorf("decode a body as %s: %v", encoding, err)
	}
	return raw
}

// An envelope is what clients read of one.
type envelope struct {
	Success    *bool             `json:"success"`
	Error      string            `json:"error"`
	Message    string            `json:"message"`
	Details    []json.RawMessage `json:"details"`
	RetryAfter *int              `json:"retry_after"`
	DocURL     string            `json:"doc_url"`
	RequestID  string            `json:"request_id"`
	Timestamp  string            `json:"timestamp"`
}

// envelope reads the body as one; ok is false if it is none.
func (r *reply) envelope() (e envelope, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(r.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil || decoder.More() {
		return e, false
	}
	return e, e.Success != nil && !*e.Success && e.Error != "" && e.Details != nil && e.Timestamp != "" &&
		r.header.Get("Content-Type") == "application/json"
}
