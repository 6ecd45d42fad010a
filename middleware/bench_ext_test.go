package middleware_test

import (
	"github.com/asterwise/errcat/internal/requestid"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// discard is a response writer that does nothing, and can be used again.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

func benchmark(b *testing.B, h http.Handler, path string) {
	b.ReportAllocs()
	w := &discard{http.Header{}}
	req := httptest.NewRequest("GET", path, nil)
	for b.Loop() {
		clear(w.header)
		delete(req.Header, "X-Request-Id")
		h.ServeHTTP(w, req)
	}
}

// BenchmarkHandler: the whole way of a request that fails, next to a handler
// that writes the same bytes and headers, prebuilt.
func BenchmarkHandler(b *testing.B) {
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	mux := http.NewServeMux()
	mux.Handle("GET /key", mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() }))
	mux.Handle("GET /fine", mw.Handler(func(http.ResponseWriter, *http.Request) error { return nil }))
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("secret") })

	recorded := httptest.NewRecorder()
	mw.Wrap(mux).ServeHTTP(recorded, httptest.NewRequest("GET", "/key", nil))
	body := recorded.Body.Bytes()
	bare := http.NewServeMux()
	bare.HandleFunc("GET /key", func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Length", strconv.Itoa(len(body)))
		h.Set("X-Request-Id", "req_01HXYZABCDEFGH")
		w.WriteHeader(404)
		_, _ = w.Write(body)
	})

	b.Run("error", func(b *testing.B) { benchmark(b, mw.Wrap(mux), "/key") })
	b.Run("error/prebuilt", func(b *testing.B) { benchmark(b, bare, "/key") })
	b.Run("fine", func(b *testing.B) { benchmark(b, mw.Wrap(mux), "/fine") })
	b.Run("unknown-route", func(b *testing.B) { benchmark(b, mw.Wrap(mux), "/none") })
	b.Run("panic", func(b *testing.B) { benchmark(b, mw.Wrap(mux), "/panic") })
	b.Run("error/ratio", func(b *testing.B) {
		const batch = 64
		var ratios []float64
		w, ourHandler := &discard{http.Header{}}, mw.Wrap(mux)
		req := httptest.NewRequest("GET", "/key", nil)
		run := func(h http.Handler) time.Duration {
			start := time.Now()
			for range batch {
				clear(w.header)
				delete(req.Header, "X-Request-Id")
				h.ServeHTTP(w, req)
			}
			return time.Since(start)
		}
		for b.Loop() {
			ratios = append(ratios, float64(run(ourHandler))/float64(run(bare)))
		}
		b.ReportMetric(0, "ns/op") // of both: says nothing
		b.ReportMetric(median(ratios), "x-prebuilt")
	})
}

func BenchmarkNewRequestID(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		requestid.New()
	}
}

// median is the middle one of many ratios: robust on a busy machine.
func median(ratios []float64) float64 {
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}
