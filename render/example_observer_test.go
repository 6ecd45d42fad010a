package render_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// An observer counts errors by code, or reports them to an error tracker. To
// keep the log as well, name both.
func ExampleObservers() {
	count := map[catalog.Code]int{} // a service would use its metrics library
	observer := render.Observers(
		func(_ context.Context, e render.Event) { count[e.Entry.Code()]++ },
		func(_ context.Context, e render.Event) {
			if e.Panic != nil {
				fmt.Println("report:", e.Err, "on", e.Request.URL.Path)
			}
		},
	)
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: observer}))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/charts", func(http.ResponseWriter, *http.Request) { panic("index out of range") })
	h := mw.Wrap(mux)

	for _, path := range []string{"/v1/charts", "/favicon.ico", "/robots.txt"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
	}
	fmt.Println(count)
	// Output:
	// report: panic: index out of range on /v1/charts
	// map[internal_error:1 resource_not_found:2]
}
