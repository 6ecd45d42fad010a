package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/bench/internal/service"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// A server is a service on a port of its own.
type server struct {
	framework string
	url       string
	http      *http.Server
	events    *atomic.Int64 // failures that the observer heard of
	problems  *atomic.Int64 // and those with problems
}

func serve(framework string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &server{framework: framework, url: "http://" + listener.Addr().String(), events: new(atomic.Int64), problems: new(atomic.Int64)}
	logger := slog.New(slog.NewJSONHandler(io.Discard, nil)) // the log of a real service, unread
	observer := render.Observers(render.Log(logger), func(_ context.Context, e render.Event) {
		s.events.Add(1)
		if len(e.Problems) > 0 {
			s.problems.Add(1)
		}
	})
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	s.http = &http.Server{
		Handler:           service.New(framework, render.New(apierr.Catalog(), &render.Options{Observer: observer})),
		Protocols:         &protocols,
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	go func() { _ = s.http.Serve(listener) }()
	return s, nil
}

// newClient returns a client for HTTP/1.1, or for HTTP/2 without TLS.
func newClient(h2 bool) *http.Client {
	var protocols http.Protocols
	protocols.SetHTTP1(!h2)
	protocols.SetUnencryptedHTTP2(h2)
	return &http.Client{Transport: &http.Transport{
		Protocols:           &protocols,
		DisableCompression:  true, // compressed bodies are to be seen as they are
		MaxIdleConnsPerHost: 256,
	}}
}
