package render_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// The request ID that a client reports is on every line of the log that
// belongs to its request: on those of the renderer, and on the handlers' own
// that are logged with the request's context.
func ExampleLog() {
	logger := slog.New(render.NewLogHandler(textHandler(os.Stdout)))
	r := render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)})
	mux := http.NewServeMux()
	mw := middleware.New(r)
	mux.Handle("GET /v1/keys/{id}", mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
		logger.InfoContext(r.Context(), "look up key")
		return apierr.NewServiceUnavailable().WithCause(errors.New("connect to database: connection refused"))
	}))

	req := httptest.NewRequest("GET", "/v1/keys/k_7", nil)
	req.Header.Set("X-Request-Id", "req_01HXYZABCDEFGH")
	mw.Wrap(mux).ServeHTTP(httptest.NewRecorder(), req)
	// Output:
	// level=INFO msg="look up key" request_id=req_01HXYZABCDEFGH
	// level=ERROR msg=service_unavailable error.type=service_unavailable request_id=req_01HXYZABCDEFGH http.response.status_code=503 http.request.method=GET url.path=/v1/keys/k_7 http.route=/v1/keys/{id} duration=1.5ms cause="connect to database: connection refused"
}

// textHandler is slog's, without the time, and with one duration for all: both
// differ from run to run.
func textHandler(w io.Writer) slog.Handler {
	return slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch a.Key {
		case slog.TimeKey:
			return slog.Attr{}
		case "duration":
			return slog.Duration("duration", 1500*time.Microsecond)
		}
		return a
	}})
}
