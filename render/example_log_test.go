package render_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// The request ID that a client reports is on every line of the log that
// belongs to its request: on those of the renderer, and on the handlers' own.
func ExampleLog() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	r := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)})
	h := middleware.New(r).Handler(func(w http.ResponseWriter, r *http.Request) error {
		logger.Info("look up key", "request_id", render.RequestID(r.Context()))
		return apierr.NewServiceUnavailable().WithCause(errors.New("connect to database: connection refused"))
	})

	req := httptest.NewRequest("GET", "/v1/keys/k_7", nil)
	req.Header.Set("X-Request-Id", "req_01HXYZABCDEFGH")
	h.ServeHTTP(httptest.NewRecorder(), req)
	// Output:
	// level=INFO msg="look up key" request_id=req_01HXYZABCDEFGH
	// level=ERROR msg=service_unavailable code=service_unavailable request_id=req_01HXYZABCDEFGH status=503 method=GET path=/v1/keys/k_7 cause="connect to database: connection refused"
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
