package middleware_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/asterwise/errcat/internal/nginx/nginxtest"
	"github.com/asterwise/errcat/render/rendertest"
)

// alone serves routes without errcat.
func alone(routes []rendertest.Route) http.Handler {
	mux := http.NewServeMux()
	for _, route := range routes {
		mux.HandleFunc(route.Method+" "+route.Path, func(w http.ResponseWriter, r *http.Request) {
			if err := route.Serve(w, r); err != nil {
				w.WriteHeader(nginxtest.Status(err))
				_, _ = io.WriteString(w, err.Error())
			}
		})
	}
	return mux
}

func TestBehindNginx(t *testing.T) {
	nginxtest.Run(t, nginxtest.Framework{Ours: wrapped, Alone: alone})
}
