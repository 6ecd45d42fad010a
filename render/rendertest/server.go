package rendertest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/render"
)

// A protocol is one that the kit speaks.
type protocol string

const (
	http1 protocol = "http1"
	http2 protocol = "h2c" // HTTP/2 without TLS
)

var protocols = []protocol{http1, http2}

// A setup says how to serve a requirement's handler.
type setup struct {
	options render.Options
	method  string // of the route; GET if empty
	serve   func(w http.ResponseWriter, r *http.Request) error
	also    []Route
	inside  func(http.Handler) http.Handler
	outside func(http.Handler) http.Handler
	base    context.Context // of all requests
	log     io.Writer       // of the server; nil for none
}

// A site is a running server and a client for it.
type site struct {
	t        *trial
	addr     string
	handler  http.Handler // what the adapter made of it
	client   *http.Client
	inFlight atomic.Int64
}

// path is where the kit mounts its handler.
const path = "/kit"

// serve starts a server on 127.0.0.1 that is stopped when the trial ends.
func (t *trial) serve(s setup) *site {
	if s.options.Observer == nil {
		s.options.Observer = t.observe
	}
	if s.options.Now == nil {
		s.options.Now = func() time.Time { return madeAt }
	}
	if s.method == "" {
		s.method = http.MethodGet
	}
	inner := t.adapter.New(Site{
		Renderer: render.New(t.catalog, &s.options),
		Routes: append([]Route{
			{Method: s.method, Path: path, Serve: s.serve},
			{Method: http.MethodGet, Path: "/fine", Serve: fine},
		}, s.also...),
		Inside: s.inside,
	})
	here := &site{t: t, handler: inner}
	if s.outside != nil {
		inner = s.outside(inner)
	}
	if s.log == nil {
		s.log = io.Discard
	}
	server := &http.Server{
		ErrorLog:  log.New(s.log, "", 0),
		Protocols: new(http.Protocols),
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			here.inFlight.Add(1)
			defer here.inFlight.Add(-1)
			inner.ServeHTTP(w, r)
		}),
	}
	if s.base != nil {
		server.BaseContext = func(net.Listener) context.Context { return s.base }
	}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetUnencryptedHTTP2(true)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.fatalf("listen on 127.0.0.1: %v", err)
	}
	here.addr = listener.Addr().String()
	transport := &http.Transport{
		Protocols:          new(http.Protocols),
		DisableCompression: true, // the kit decodes by itself
		DisableKeepAlives:  true, // so that a cut request is not sent again
	}
	transport.Protocols.SetHTTP1(t.protocol == http1)
	transport.Protocols.SetUnencryptedHTTP2(t.protocol == http2)
	here.client = &http.Client{
		Transport:     transport,
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	go func() { _ = server.Serve(listener) }()
	t.clean = append(t.clean, func() {
		transport.CloseIdleConnections()
		_ = server.Close()
	})
	return here
}

func fine(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain")
	_, err := io.WriteString(w, "fine")
	return err
}

// A reply is what a client got.
type reply struct {
	*http.Response
	body []byte
	err  error // the response was cut: there is none, or its body ended early
}

// whole reports whether the client has a response that looks complete.
func (r *reply) whole() bool { return r.err == nil }

// send makes a request and reads the response. A header is a "Name: value".
func (s *site) send(method, path string, body io.Reader, header ...string) *reply {
	req, err := http.NewRequest(method, "http://"+s.addr+path, body)
	if err != nil {
		s.t.fatalf("make a request: %v", err)
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Add(name, value)
	}
	return s.do(req)
}

func (s *site) get(header ...string) *reply { return s.send(http.MethodGet, path, nil, header...) }

func (s *site) do(req *http.Request) *reply {
	r := s.exchange(req)
	s.settle()
	if timeout := (net.Error)(nil); errors.As(r.err, &timeout) && timeout.Timeout() {
		s.t.fatalf("no whole response after %v", patience)
	}
	return r
}

// fetch is get for goroutines of their own, with a request ID.
func (s *site) fetch(id string) *reply {
	req, err := http.NewRequest(http.MethodGet, "http://"+s.addr+path, nil)
	if err != nil {
		return &reply{err: err}
	}
	req.Header.Set(render.HeaderRequestID, id)
	return s.exchange(req)
}

func (s *site) exchange(req *http.Request) *reply {
	resp, err := s.client.Do(req)
	if err != nil {
		return &reply{err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return &reply{Response: resp, body: body, err: err}
}

// settle waits until the server has done with all requests, the observer
// included.
func (s *site) settle() {
	for start := time.Now(); s.inFlight.Load() > 0; time.Sleep(100 * time.Microsecond) {
		if time.Since(start) > patience {
			s.t.fatalf("a handler still runs after %v", patience)
		}
	}
}

// raw sends bytes over a connection of its own and returns all that comes
// back until the server closes it.
func (s *site) raw(request string) []byte {
	conn := s.dial()
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		s.t.fatalf("send a request: %v", err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil && len(answer) == 0 {
		s.t.fatalf("read a response: %v", err)
	}
	s.settle()
	return answer
}

// dial opens a connection that nothing waits on for long.
func (s *site) dial() net.Conn {
	conn, err := net.DialTimeout("tcp", s.addr, patience)
	if err != nil {
		s.t.fatalf("connect to the server: %v", err)
	}
	_ = conn.SetDeadline(time.Now().Add(patience))
	return conn
}
