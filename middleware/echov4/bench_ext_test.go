package echov4_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware/echov4"
	"github.com/asterwise/errcat/render"
)

// discard is a response writer that does nothing, and can be used again.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

// requests sends n requests for a path to h.
func requests(h http.Handler, w *discard, req *http.Request, n int) {
	for range n {
		clear(w.header)
		delete(req.Header, "X-Request-Id")
		h.ServeHTTP(w, req)
	}
}

// BenchmarkEcho: the whole way of a request that fails, next to Echo's default
// error handler with Echo's own request ID and recovery.
func BenchmarkEcho(b *testing.B) {
	ours := echo.New()
	echov4.Install(ours, render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	ours.GET("/key", func(echo.Context) error { return apierr.NewKeyNotFound() })
	ours.GET("/fine", func(echo.Context) error { return nil })

	theirs := echo.New()
	theirs.Pre(echomw.RequestID(), echomw.Recover())
	theirs.GET("/key", func(echo.Context) error {
		return echo.NewHTTPError(404, "API key not found or you do not have permission to access it.")
	})
	theirs.GET("/fine", func(echo.Context) error { return nil })

	for _, path := range []string{"/key", "/fine", "/none"} {
		w, req := &discard{http.Header{}}, httptest.NewRequest("GET", path, nil)
		for name, h := range map[string]http.Handler{"errcat": ours, "echo": theirs} {
			b.Run(path[1:]+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					requests(h, w, req, 1)
				}
			})
		}
		b.Run(path[1:]+"/ratio", func(b *testing.B) {
			const batch = 64
			var ratios []float64
			for b.Loop() {
				start := time.Now()
				requests(ours, w, req, batch)
				between := time.Now()
				requests(theirs, w, req, batch)
				ratios = append(ratios, float64(time.Since(between))/float64(between.Sub(start)))
			}
			b.ReportMetric(0, "ns/op") // of both: says nothing
			b.ReportMetric(median(ratios), "x-echo")
		})
	}
}

// median is the middle one of many ratios: robust on a busy machine.
func median(ratios []float64) float64 {
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}
