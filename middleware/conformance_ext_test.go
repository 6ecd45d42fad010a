package middleware_test

import (
	"net/http"
	"testing"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render/rendertest"
)

// wrapped serves a site as the package's documentation says.
func wrapped(s rendertest.Site) http.Handler {
	mw := middleware.New(s.Renderer)
	mux := http.NewServeMux()
	for _, route := range s.Routes {
		mux.Handle(route.Method+" "+route.Path, mw.Handler(route.Serve))
	}
	if s.Inside == nil {
		return mw.Wrap(mux)
	}
	return mw.Wrap(s.Inside(mw.Wrap(mux)))
}

// once serves a site with what is around it alone, and handlers for errors.
func once(s rendertest.Site) http.Handler {
	mw := middleware.New(s.Renderer)
	mux := http.NewServeMux()
	for _, route := range s.Routes {
		mux.Handle(route.Method+" "+route.Path, mw.Handler(route.Serve))
	}
	if s.Inside == nil {
		return mw.Wrap(mux)
	}
	return mw.Wrap(s.Inside(mux))
}

func TestConformanceWrap(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "net/http, Wrap", New: wrapped})
}

func TestConformanceOnce(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "net/http, Wrap around everything", New: once})
}
