package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// A service answers GET /ok with 200 and GET /fail with 404.
type service struct {
	name    string
	handler http.Handler
}

// The services that others are compared with, by their place in services.
const (
	bareService = 0
	echoDefault = 1
)

func services() []service {
	logger := slog.New(slog.NewJSONHandler(io.Discard, nil)) // encoded, not stored
	r := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)})
	quiet := render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) {}})
	return []service{
		{"bare handler, fixed bytes", bare()},
		{"Echo's default, one field", echoService(nil)},
		{"errcat on Echo", echoService(quiet)},
		{"errcat on Echo, JSON log", echoService(r)},
		{"errcat on net/http", httpService(quiet)},
	}
}

const okBody = `{"success":true,"id":"k1","name":"production","created":"2026-05-25T12:34:56Z"}`

func ok(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/json")
	_, err := io.WriteString(w, okBody)
	return err
}

func bare() http.Handler {
	envelope := []byte(`{"success":false,"error":"key_not_found","message":"API key not found or you do not have permission to access it.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found","request_id":"req_01JTHB2Z4EF6J8K0M2P4R6T8V0","timestamp":"2026-05-25T12:34:56Z"}`)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ok", func(w http.ResponseWriter, _ *http.Request) { _ = ok(w) })
	mux.HandleFunc("GET /fail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(envelope)
	})
	return mux
}

func echoService(r *render.Renderer) http.Handler {
	e := echo.New()
	fail := func(echo.Context) error { return echo.NewHTTPError(http.StatusNotFound, "API key not found") }
	if r != nil {
		echov4.Install(e, r)
		fail = func(echo.Context) error { return apierr.NewKeyNotFound() }
	}
	e.GET("/ok", func(c echo.Context) error { return ok(c.Response()) })
	e.GET("/fail", fail)
	return e
}

func httpService(r *render.Renderer) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	mux.Handle("GET /ok", mw.Handler(func(w http.ResponseWriter, _ *http.Request) error { return ok(w) }))
	mux.Handle("GET /fail", mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() }))
	return mw.Wrap(mux)
}

// listen starts a service on a port of its own.
func (s service) listen() (*http.Server, string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: s.handler, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return server, listener.Addr().String(), nil
}
