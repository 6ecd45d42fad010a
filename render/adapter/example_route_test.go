package adapter_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// paths is a router that answers unknown paths by itself, as chi does. Put
// chi's own in its place: the router is chi.NewRouter(), and has a route if
// router.Match(chi.NewRouteContext(), r.Method, r.URL.Path) says so.
type paths map[string]http.HandlerFunc

func (p paths) Match(method, path string) bool { return method == http.MethodGet && p[path] != nil }

func (p paths) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case p.Match(r.Method, r.URL.Path):
		p[r.URL.Path](w, r)
	case p[r.URL.Path] != nil:
		w.Header().Set("Allow", "GET")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	default:
		http.NotFound(w, r)
	}
}

// Unknown routes and methods of somebody else's router get the envelope too,
// with the Allow header that the router has set.
func ExampleExchange_Route() {
	renderer := render.New(apierr.Catalog(), &render.Options{
		Now:          func() time.Time { return time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC) },
		NewRequestID: func() string { return "req_1" },
		Observer:     render.Observers(), // none, to keep the example short
	})
	router := paths{"/v1/keys": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "[]") }}

	unrouted := func(r *http.Request) bool { return !router.Match(r.Method, r.URL.Path) }
	service := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, w, r := renderer.Engine().Begin(w, r)
		if status := x.Route(w, r, router, unrouted); status != 0 {
			x.Fail(w, adapter.Failure{Err: adapter.StatusError(status), Request: r})
		}
	})

	for _, request := range []string{"GET /v1/keys", "GET /v1/nothing", "DELETE /v1/keys"} {
		var method, path string
		_, _ = fmt.Sscan(request, &method, &path)
		w := httptest.NewRecorder()
		service.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		fmt.Printf("%s: %d %q %.50s\n", request, w.Code, w.Header().Get("Allow"), w.Body)
	}
	// Output:
	// GET /v1/keys: 200 "" []
	// GET /v1/nothing: 404 "" {"success":false,"error":"resource_not_found","mes
	// DELETE /v1/keys: 405 "GET" {"success":false,"error":"method_not_allowed","mes
}
