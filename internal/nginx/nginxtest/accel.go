package nginxtest

import (
	"net/http"
	"slices"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// redirect: a handler lets nginx hand out a file, then finds that the client
// may not have it (contract §2).
func redirect(t *testing.T, f Framework) {
	accelerated := func(then func() error) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("X-Accel-Redirect", "/protected/report.pdf")
			return then()
		}
	}
	routes := slices.Concat(
		route("/allowed", accelerated(func() error { return nil })),
		route("/denied", accelerated(func() error { return apierr.NewAccessDenied() })),
		route("/panic", accelerated(func() error { panic("no rights") })),
		route("/plain", func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() }),
	)
	outer := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Accel-Redirect", "/protected/report.pdf")
			next.ServeHTTP(w, r)
		})
	}

	for _, front := range server(f.alone).start(t, routes...).fronts {
		if got := front.get("/default/denied"); got.err != nil || got.StatusCode != http.StatusOK || got.body != protected {
			t.Errorf("%s, without errcat: %v; want the protected file", front.name, got)
		}
	}
	for _, front := range server(f.ours).start(t, routes...).fronts {
		if got := front.get("/default/allowed"); got.err != nil || got.StatusCode != http.StatusOK || got.body != protected {
			t.Errorf("%s, allowed: %v; want the protected file", front.name, got)
		}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			wantError(t, front.send(method, "/default/denied", nil), apierr.CodeAccessDenied)
			wantError(t, front.send(method, "/default/panic", nil), apierr.CodeInternalError)
		}
	}
	for _, front := range server(f.ours).outside(outer).start(t, routes...).fronts {
		wantError(t, front.get("/default/plain"), apierr.CodeAccessDenied)
		wantError(t, front.get("/default/none"), apierr.CodeResourceNotFound)
	}
}

// orders: none of the headers that nginx obeys leaves with an error.
func orders(t *testing.T, f Framework) {
	orders := map[string]string{
		"X-Accel-Redirect":   "/protected/report.pdf",
		"X-Accel-Expires":    "86400",
		"X-Accel-Limit-Rate": "1",
		"X-Accel-Buffering":  "no",
		"X-Accel-Charset":    "koi8-r",
	}
	give := func(w http.ResponseWriter) {
		for name, value := range orders {
			w.Header().Set(name, value)
		}
	}
	routes := slices.Concat(
		route("/fine", func(w http.ResponseWriter, _ *http.Request) error { give(w); return nil }),
		route("/denied", func(w http.ResponseWriter, _ *http.Request) error { give(w); return apierr.NewAccessDenied() }),
	)
	outer := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { give(w); next.ServeHTTP(w, r) })
	}

	alone := server(f.alone).start(t, routes...)
	ours := server(f.ours).start(t, routes...)
	within := server(f.ours).outside(outer).start(t, routes...)
	for i := range ours.fronts {
		denied := alone.fronts[i].get("/shown/denied")
		fine := ours.fronts[i].get("/shown/fine")
		for name, value := range orders {
			if denied.Header.Get(name) != value {
				t.Errorf("without errcat, an error without %s: %v", name, denied)
			}
			if fine.Header.Get(name) != value {
				t.Errorf("a success without %s: %v", name, fine)
			}
		}
		for _, site := range []*site{ours, within} {
			got := site.fronts[i].get("/shown/denied")
			wantError(t, got, apierr.CodeAccessDenied)
			for name := range orders {
				if values := got.Header.Values(name); len(values) > 0 {
					t.Errorf("an error with %s: %q", name, values)
				}
			}
		}
	}
}
