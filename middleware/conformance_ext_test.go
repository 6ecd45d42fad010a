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
	return mw.Wrap(s.Inside(mw.Mux(mux)))
}

// composed serves a site by the parts, in another order.
func composed(s rendertest.Site) http.Handler {
	mw := middleware.New(s.Renderer)
	mux := http.NewServeMux()
	for _, route := range s.Routes {
		mux.Handle(route.Method+" "+route.Path, mw.Recover(mw.Handler(route.Serve)))
	}
	var next http.Handler = mw.Mux(mux)
	if s.Inside != nil {
		next = s.Inside(next)
	}
	return mw.RequestID(mw.Recover(next))
}

func TestConformanceWrap(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "net/http, Wrap", New: wrapped})
}

func TestConformanceParts(t *testing.T) {
	rendertest.Run(t, rendertest.Adapter{Name: "net/http, parts", New: composed})
}
