package render_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A service that has a handler of its own for request IDs keeps it, and puts
// ours inside: each record has one ID then, those of the renderer too.
func ExampleNewLogHandler() {
	logger := slog.New(ownHandler{render.NewLogHandler(textHandler(os.Stdout))})
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Log(logger)}))
	h := mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
		logger.InfoContext(r.Context(), "look up key")
		return apierr.NewKeyNotFound()
	})

	req := httptest.NewRequest("GET", "/v1/keys/k_7", nil)
	req.Header.Set("X-Request-Id", "req_01HXYZABCDEFGH")
	h.ServeHTTP(httptest.NewRecorder(), req)
	// Output:
	// level=INFO msg="look up key" request_id=req_01HXYZABCDEFGH
	// level=INFO msg=key_not_found error.type=key_not_found request_id=req_01HXYZABCDEFGH http.response.status_code=404 http.request.method=GET url.path=/v1/keys/k_7 duration=1.5ms
}

// ownHandler is what many services have.
type ownHandler struct{ slog.Handler }

func (h ownHandler) Handle(ctx context.Context, r slog.Record) error {
	r = r.Clone()
	r.AddAttrs(slog.String("request_id", render.RequestID(ctx)))
	return h.Handler.Handle(ctx, r)
}
