package middleware_test

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// findKey stands for a query.
func findKey(string) error { return sql.ErrNoRows }

// Handlers return errors; the middleware answers them.
func Example() {
	r := render.New(apierr.Catalog(), &render.Options{
		Observer: render.Observers(), // here, nobody listens; by default, errors are logged
		Now:      func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
	})
	mw := middleware.New(r)

	mux := http.NewServeMux()
	mux.Handle("GET /v1/keys/{id}", mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
		err := findKey(r.PathValue("id"))
		if errors.Is(err, sql.ErrNoRows) {
			return apierr.NewKeyNotFound().WithCause(err)
		}
		return err
	}))
	handler := mw.Wrap(mux) // for http.ListenAndServe

	for _, request := range []string{"GET", "DELETE"} {
		req := httptest.NewRequest(request, "/v1/keys/k_7", nil)
		req.Header.Set("X-Request-Id", "req_01HXYZABCDEFGH")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, req)
		fmt.Println(w.Code, w.Header().Get("X-Request-Id"), w.Header().Get("Allow"))
		fmt.Println(w.Body)
	}
	// Output:
	// 404 req_01HXYZABCDEFGH
	// {"success":false,"error":"key_not_found","message":"API key not found or you do not have permission to access it.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found","request_id":"req_01HXYZABCDEFGH","timestamp":"2026-05-25T12:34:56Z"}
	// 405 req_01HXYZABCDEFGH GET, HEAD
	// {"success":false,"error":"method_not_allowed","message":"This path does not support that method. The Allow header lists the methods it supports.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/method_not_allowed","request_id":"req_01HXYZABCDEFGH","timestamp":"2026-05-25T12:34:56Z"}
}
