package middleware_test

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

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

	for _, method := range []string{"GET", "DELETE"} {
		req := httptest.NewRequest(method, "/v1/keys/k_7", nil)
		req.Header.Set("X-Request-Id", "req_01HXYZABCDEFGH")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, req)
		fmt.Printf("%d Allow: %q\n%.55s…\n", w.Code, w.Header().Get("Allow"), w.Body)
	}
	// Output:
	// 404 Allow: ""
	// {"success":false,"error":"key_not_found","message":"API…
	// 405 Allow: "GET, HEAD"
	// {"success":false,"error":"method_not_allowed","message"…
}
