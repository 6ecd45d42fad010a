package main

import (
	"net/http"

	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// onMux serves the API with net/http alone.
func onMux(a *api, r *render.Renderer) http.Handler {
	mw := middleware.New(r)
	mux := http.NewServeMux()
	for _, rt := range a.routes() {
		mux.Handle(rt.method+" "+rt.path, mw.Handler(rt.handler))
	}
	mux.Handle("GET "+docsPath, documentation(r))
	return mw.Wrap(mux)
}
