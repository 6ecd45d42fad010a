package nginxtest

import (
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// kept are headers by which nginx keeps a response whatever its status.
func kept() map[string]string {
	return map[string]string{
		"Cache-Control":   "public, max-age=86400",
		"Expires":         time.Now().Add(24 * time.Hour).UTC().Format(http.TimeFormat),
		"X-Accel-Expires": "86400",
	}
}

// cacheDefault: a handler, or a middleware around all, says how long the
// success may be kept, and the request fails (contract §2). What nginx makes of
// an X-Accel-Expires beside no-store depends on its version and on the order of
// the two; and it may be set up not to look at Cache-Control.
func cacheDefault(t *testing.T, f Framework) {
	for name, value := range kept() {
		set := func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set(name, value)
				next.ServeHTTP(w, r)
			})
		}
		var calls atomic.Int64
		fails := func(w http.ResponseWriter, _ *http.Request) error {
			calls.Add(1)
			w.Header().Set(name, value)
			return http.ErrNoCookie
		}
		routes := slices.Concat(
			route("/fine", func(w http.ResponseWriter, _ *http.Request) error { w.Header().Set(name, value); return nil }),
			route("/inner", fails),
			route("/outer", func(http.ResponseWriter, *http.Request) error { calls.Add(1); return http.ErrNoCookie }),
		)
		locations := []string{"/cached", "/cached-orders"}
		if name == "Cache-Control" {
			locations = locations[:1]
		}
		alone := server(f.alone).outside(set).start(t, routes...).fronts[0]
		ours := server(f.ours).outside(set).start(t, routes...).fronts[0]
		for _, location := range locations {
			if statuses := cacheStatuses(ours, location+"/fine"); statuses != "MISS HIT" {
				t.Errorf("%s, %s, a success: %s; want it to be kept", name, location, statuses)
			}
			for _, path := range []string{"/inner", "/outer"} {
				if statuses := cacheStatuses(alone, location+path); statuses != "MISS HIT" {
					t.Errorf("%s, without errcat, %s%s: %s; want the error to be kept", name, location, path, statuses)
				}
				calls.Store(0)
				if statuses := cacheStatuses(ours, location+path); statuses != "MISS MISS" || calls.Load() != 2 {
					t.Errorf("%s, %s%s: %s, %d calls; the error is kept", name, location, path, statuses, calls.Load())
				}
			}
		}
	}
}

// cacheAny: nginx keeps all that does not forbid it. An error of ours does,
// unless nginx is told not to look: then clients get the request IDs of others.
func cacheAny(t *testing.T, f Framework) {
	routes, codes := failures()
	alone := server(f.alone).start(t, routes...).fronts[0]
	ours := server(f.ours).start(t, routes...).fronts[0]
	for path, code := range codes {
		if path != "/panic" {
			if statuses := cacheStatuses(alone, "/cached-any"+path); statuses != "MISS HIT" {
				t.Errorf("without errcat, %s: %s; want the error to be kept", path, statuses)
			}
		}
		first, second := ours.get("/cached-any"+path), ours.get("/cached-any"+path)
		for _, got := range []reply{first, second} {
			wantError(t, got, code)
			if status := got.Header.Get("X-Cache"); status != "MISS" {
				t.Errorf("%s: %s", path, status)
			}
		}
		if id := first.Header.Get("X-Request-Id"); id == second.Header.Get("X-Request-Id") {
			t.Errorf("%s: two requests with the ID %s", path, id)
		}
		if statuses := cacheStatuses(ours, "/cached-ignoring"+path); statuses != "MISS HIT" {
			t.Errorf("%s, Cache-Control ignored: %s; the documentation says that nginx keeps the error", path, statuses)
		}
	}
}

// cacheStatuses says what nginx's cache had for two requests.
func cacheStatuses(f front, path string) string {
	first, second := f.get(path), f.get(path)
	if first.err != nil || second.err != nil {
		return "no response"
	}
	return first.Header.Get("X-Cache") + " " + second.Header.Get("X-Cache")
}
