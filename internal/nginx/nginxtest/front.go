package nginxtest

import (
	"net/http"
	"slices"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/rendertest"
)

// page is what proxy.conf has for errors.
const page = "a page of nginx"

// failures has routes that fail in several ways, and what their errors are.
func failures() ([]rendertest.Route, map[string]catalog.Code) {
	fails := func(err error) func(http.ResponseWriter, *http.Request) error {
		return func(http.ResponseWriter, *http.Request) error { return err }
	}
	return slices.Concat(
			route("/concealed", fails(apierr.NewKeyNotFound())),
			route("/denied", fails(apierr.NewAccessDenied())),
			route("/busy", fails(apierr.NewBurstLimitExceeded())),
			route("/plain", fails(http.ErrNoCookie)),
			route("/unavailable", fails(apierr.NewServiceUnavailable())),
			route("/panic", func(http.ResponseWriter, *http.Request) error { panic("a bug") }),
		), map[string]catalog.Code{
			"/concealed":   apierr.CodeKeyNotFound,
			"/denied":      apierr.CodeAccessDenied,
			"/busy":        apierr.CodeBurstLimitExceeded,
			"/plain":       apierr.CodeInternalError,
			"/unavailable": apierr.CodeServiceUnavailable,
			"/panic":       apierr.CodeInternalError,
			"/none":        apierr.CodeResourceNotFound,
		}
}

// fronts: errors and empty successes arrive as they were sent.
func fronts(t *testing.T, f Framework) {
	routes, codes := failures()
	routes = append(routes, route("/empty", func(w http.ResponseWriter, _ *http.Request) error {
		w.WriteHeader(http.StatusNoContent)
		return nil
	})...)
	site := server(f.ours).start(t, routes...)
	for _, front := range site.fronts {
		for _, location := range []string{"/default", "/http11", "/unbuffered", "/cached"} {
			for path, code := range codes {
				wantError(t, front.get(location+path), code)
			}
			wrong := front.send(http.MethodDelete, location+"/denied", nil)
			wantError(t, wrong, apierr.CodeMethodNotAllowed)
			got := front.get(location + "/empty")
			if got.err != nil || got.StatusCode != http.StatusNoContent || got.body != "" || len(got.Header.Values("X-Request-Id")) != 1 {
				t.Errorf("%s%s/empty: %v", front.name, location, got)
			}
			if http2 := got.ProtoMajor == 2; http2 != (front.name == "http2") {
				t.Errorf("%s: nginx speaks %s", front.name, got.Proto)
			}
		}
	}
}

// head: an answer to HEAD is that to GET without the body (contract §2). Where
// nginx caches it asks by GET, and leaves the body out by itself.
func head(t *testing.T, f Framework) {
	routes, codes := failures()
	site := server(f.ours).start(t, routes...)
	for _, front := range site.fronts {
		for _, location := range []string{"/default", "/http11", "/unbuffered", "/cached"} {
			for path, code := range codes {
				if path == "/none" {
					continue // Echo has 405 for a HEAD that has no route
				}
				got, want := front.send(http.MethodHead, location+path, nil), front.get(location+path)
				wantError(t, got, code)
				for _, name := range []string{"Content-Length", "Content-Type", "Cache-Control", "X-Content-Type-Options", "Retry-After"} {
					if !slices.Equal(got.Header[name], want.Header[name]) {
						t.Errorf("%s, HEAD %s%s: %s is %q, that of GET %q", front.name, location, path, name, got.Header[name], want.Header[name])
					}
				}
				if got.body != "" || got.StatusCode != want.StatusCode {
					t.Errorf("%s, HEAD %s%s: %d with %q", front.name, location, path, got.StatusCode, got.body)
				}
			}
		}
	}
}

// pages: an error_page of nginx is for nginx's own errors. It takes the place
// of ours where proxy_intercept_errors is on, and nowhere else.
func pages(t *testing.T, f Framework) {
	routes, codes := failures()
	site := server(f.ours).start(t, routes...)
	for _, front := range site.fronts {
		for _, path := range []string{"/concealed", "/denied", "/plain", "/unavailable", "/none"} {
			wantError(t, front.get("/default"+path), codes[path])
			if got := front.get("/intercepted" + path); got.err != nil || got.body != page {
				t.Errorf("%s%s, intercepted: %v", front.name, path, got)
			}
		}
	}
}
