package render_test

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// A map gives errors of other packages a code, once, for handlers that return
// them as they are.
func ExampleOptions_map() {
	r := render.New(apierr.Catalog(), &render.Options{
		Observer: render.Observers(),
		MapError: func(r *http.Request, err error) error {
			if errors.Is(err, sql.ErrNoRows) && strings.HasPrefix(r.URL.Path, "/v1/keys/") {
				return apierr.NewKeyNotFound()
			}
			return nil // no opinion
		},
	})
	h := middleware.New(r).Handler(func(http.ResponseWriter, *http.Request) error { return sql.ErrNoRows })

	for _, path := range []string{"/v1/keys/k_7", "/v1/reports"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(path, w.Code)
	}
	// Output:
	// /v1/keys/k_7 404
	// /v1/reports 500
}
