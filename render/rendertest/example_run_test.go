package rendertest_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
	"github.com/asterwise/errcat/render/rendertest"
)

// router is somebody's own framework: it finds routes by method and path.
type router struct {
	renderer *render.Renderer
	routes   []rendertest.Route
}

// ServeHTTP is all that an adapter has to do: Begin, Try, Fail.
func (rt *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x, w := rt.renderer.Engine().Begin(w, r)
	_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
}

// serve calls the handler of a route. The router's own failures are errors
// too: an adapter.StatusError, answered by the catalog's role for it.
func (rt *router) serve(w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	for _, route := range rt.routes {
		if route.Path != r.URL.Path {
			continue
		}
		if route.Method == r.Method {
			return route.Serve(w, r)
		}
		allowed = append(allowed, route.Method)
	}
	if len(allowed) == 0 {
		return adapter.StatusError(http.StatusNotFound)
	}
	slices.Sort(allowed)
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	return adapter.StatusError(http.StatusMethodNotAllowed)
}

// ownRouter tells the kit how to set the router up.
var ownRouter = rendertest.Adapter{
	Name: "router",
	New: func(s rendertest.Site) http.Handler {
		return &router{s.Renderer, s.Routes}
	},
	Lacks: map[rendertest.Capability]string{
		rendertest.Inside: "the router has no middleware",
	},
}

// A whole adapter for a framework of one's own, and its conformance test. In a
// test of its package it would be one line: rendertest.Run(t, ownRouter).
func ExampleRun() {
	failed, skipped := 0, 0
	for _, f := range rendertest.Check(ownRouter) {
		if f.Skipped != "" {
			skipped++
			continue
		}
		failed++
		fmt.Println(f.Protocol, f.Requirement.Name, f.Problems)
	}
	fmt.Println(failed, "failed,", skipped > 0)
	// Output: 0 failed, true
}
