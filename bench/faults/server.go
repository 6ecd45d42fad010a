package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/asterwise/errcat/bench/internal/service"
	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// Time limits of the server. They are short so that clients which run into
// them do not make the run long.
const (
	headerTimeout = 300 * time.Millisecond
	readTimeout   = 600 * time.Millisecond
	writeTimeout  = 2500 * time.Millisecond
)

// now is the time of every response, so that their bytes can be compared.
var now = time.Date(2026, time.May, 25, 12, 34, 56, 0, time.UTC)

// A server is a service on a port of its own, with small socket buffers: a
// client that does not read is felt soon.
type server struct {
	address string
	http    *http.Server

	mu     sync.Mutex
	events map[catalog.Code]int
}

func serve(framework string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &server{address: listener.Addr().String(), events: map[catalog.Code]int{}}
	r := render.New(apierr.Catalog(), &render.Options{
		Now:        func() time.Time { return now },
		MaxDetails: 2 << 20, // for the slow readers
		Observer: func(_ context.Context, e render.Event) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.events[e.Entry.Code()]++
		},
	})
	s.http = &http.Server{
		Handler:           service.New(framework, r),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		ErrorLog:          log.New(io.Discard, "", 0),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			if tcp, ok := c.(*net.TCPConn); ok {
				_ = tcp.SetWriteBuffer(32 << 10)
			}
			return ctx
		},
	}
	go func() { _ = s.http.Serve(listener) }()
	return s, nil
}

// heard returns how many events there were for a code.
func (s *server) heard(code catalog.Code) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.events[code]
}

// quiet waits until the observer hears no more, for a tenth of a second.
func (s *server) quiet() {
	last, same := s.heardAll(), 0
	drained(func() bool {
		now := s.heardAll()
		if same++; now != last {
			last, same = now, 0
		}
		return same >= 10
	})
}

// heardAll returns how many events there were.
func (s *server) heardAll() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, events := range s.events {
		n += events
	}
	return n
}

// dial opens a connection. One that is not read holds little.
func (s *server) dial() (*net.TCPConn, error) {
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	tcp := c.(*net.TCPConn)
	_ = tcp.SetReadBuffer(64 << 10)
	return tcp, tcp.SetDeadline(time.Now().Add(10 * time.Second))
}
