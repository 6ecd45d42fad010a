package main

import (
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/labstack/echo/v4"
	emw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// newRenderer is a renderer with the default options. The peers do not log, so
// the default logger is off while anything is measured.
func newRenderer() *render.Renderer { return render.New(apierr.Catalog(), nil) }

// newLogging is a renderer that logs as a service in production would.
func newLogging() *render.Renderer {
	return render.New(apierr.Catalog(), &render.Options{Observer: render.Log(slog.New(slog.NewJSONHandler(io.Discard, nil)))})
}

func failEcho(echo.Context) error { return apierr.NewKeyNotFound().WithCause(errNoRows) }

func failHTTP(http.ResponseWriter, *http.Request) error {
	return apierr.NewKeyNotFound().WithCause(errNoRows)
}

// bareFailEcho and bareFailHTTP fail without a cause, which takes no allocation
// of the handler's own.
func bareFailEcho(echo.Context) error { return apierr.NewKeyNotFound() }

func bareFailHTTP(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() }

func okEcho(c echo.Context) error {
	c.Response().WriteHeader(http.StatusNoContent)
	return nil
}

func okHTTP(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func panicEcho(echo.Context) error                       { panic("state") }
func panicHTTP(http.ResponseWriter, *http.Request) error { panic("state") }

// onEcho is errcat on Echo.
func onEcho(r *render.Renderer, h echo.HandlerFunc) http.Handler {
	e := echo.New()
	echov4.Install(e, r)
	e.GET("/v1/keys/:id", h)
	return e
}

// onHTTP is errcat on net/http, with all of [middleware.Middleware.Wrap].
func onHTTP(r *render.Renderer, h middleware.HandlerFunc) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	mux.Handle("GET /v1/keys/{id}", mw.Handler(h))
	return mw.Wrap(mux)
}

func bareEcho(h echo.HandlerFunc) http.Handler {
	e := echo.New()
	e.GET("/v1/keys/:id", h)
	return e
}

func bareHTTP() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys/{id}", func(w http.ResponseWriter, r *http.Request) { _ = okHTTP(w, r) })
	return mux
}

// recoverEcho is Echo's own recovery in front of a handler that panics.
func recoverEcho() http.Handler {
	e := echo.New()
	e.Logger.SetOutput(io.Discard) // it logs the stack, as errcat's log does
	e.Use(emw.Recover())
	e.GET("/v1/keys/:id", panicEcho)
	return e
}

// floor is what no middleware can do without: the route, one ID, one clock
// read, and the bytes.
func floor(fixed []byte) http.Handler {
	mint := newMint()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys/{id}", func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h["X-Request-Id"] = []string{mint()}
		h["Content-Type"] = contentType
		runtime.KeepAlive(time.Now())
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(fixed)
	})
	return mux
}

var contentType = []string{"application/json"}
