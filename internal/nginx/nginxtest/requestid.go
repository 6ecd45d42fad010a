package nginxtest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// requestID: the ID that nginx gives a request is that of the service, the
// response and the body (contract §3).
func requestID(t *testing.T, f Framework) {
	routes := slices.Concat(
		route("/fine", func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.WriteString(w, render.RequestID(r.Context()))
			return err
		}),
		route("/denied", func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() }),
	)
	const sent = "id-of-the-client"
	alone := server(f.alone).start(t, routes...)
	ours := server(f.ours).start(t, routes...)
	for i, front := range ours.fronts {
		if got := alone.fronts[i].get("/identified/denied"); got.Header.Get("X-Edge-Id") == "" || got.Header.Get("X-Request-Id") != "" {
			t.Errorf("%s, without errcat: %v", front.name, got)
		}
		for _, path := range []string{"/fine", "/denied", "/none"} {
			got := front.send(http.MethodGet, "/identified"+path, nil, "X-Request-Id", sent)
			edge, ids := got.Header.Get("X-Edge-Id"), got.Header.Values("X-Request-Id")
			if len(edge) != 32 || len(ids) != 1 || ids[0] != edge || !strings.Contains(got.body, edge) {
				t.Errorf("%s%s: nginx's ID is %q, ours %q, the body %q", front.name, path, edge, ids, got.body)
			}
			// nginx passes the client's on where it is not told to set one.
			got = front.send(http.MethodGet, "/default"+path, nil, "X-Request-Id", sent)
			if ids := got.Header.Values("X-Request-Id"); !slices.Equal(ids, []string{sent}) || !strings.Contains(got.body, sent) {
				t.Errorf("%s%s: the client's ID is %q, ours %q, the body %q", front.name, path, sent, ids, got.body)
			}
		}
		wantError(t, front.get("/identified/denied"), apierr.CodeAccessDenied)
	}
}

// cachedID: what a cache has kept has the ID of the request for which it was
// made, which only nginx can change.
func cachedID(t *testing.T, f Framework) {
	routes := slices.Concat(
		route("/kept", func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Cache-Control", "public, max-age=86400")
			return nil
		}),
		route("/denied", func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() }),
	)
	front := server(f.ours).start(t, routes...).fronts[0]
	for _, tt := range []struct {
		location string
		same     bool
	}{{"/cached", true}, {"/cached-identified", false}} {
		first, second := front.get(tt.location+"/kept"), front.get(tt.location+"/kept")
		if second.Header.Get("X-Cache") != "HIT" {
			t.Errorf("%s: %v is not from the cache", tt.location, second)
		}
		one, other := first.Header.Values("X-Request-Id"), second.Header.Values("X-Request-Id")
		if len(one) != 1 || len(other) != 1 || slices.Equal(one, other) != tt.same {
			t.Errorf("%s: the IDs are %q and, from the cache, %q", tt.location, one, other)
		}
	}
	wantError(t, front.get("/cached-identified/denied"), apierr.CodeAccessDenied)
}
