package nethttp_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// A router is a way to mount the routes of a service.
type router struct {
	name   string
	prefix string // of all paths
	mount  func(*site) http.Handler
	want   func(f failure, want *seen)
}

func routers() []router {
	return []router{
		{name: "ServeMux", mount: func(s *site) http.Handler { return s.mw.Wrap(s.mux()) }},
		{
			name: "ServeMux in ServeMux, StripPrefix", prefix: "/v1",
			mount: func(s *site) http.Handler {
				outer := http.NewServeMux()
				outer.Handle("/v1/", http.StripPrefix("/v1", s.mux()))
				return s.mw.Wrap(outer)
			},
			want: func(f failure, want *seen) {
				switch f.name {
				case "plain-panic", "no-route", "HEAD, no route", "wrong-method": // StripPrefix copies the request
					want.Route = "/v1/"
				}
			},
		},
		{
			name: "three muxes, StripPrefix, inner Wrap", prefix: "/api/v1",
			mount: func(s *site) http.Handler {
				outer, middle := http.NewServeMux(), http.NewServeMux()
				outer.Handle("/api/", http.StripPrefix("/api", middle))
				middle.Handle("/v1/", http.StripPrefix("/v1", s.mw.Wrap(s.mux())))
				return s.mw.Wrap(outer)
			},
		},
		{
			name: "chi", mount: func(s *site) http.Handler { return s.mw.Wrap(s.chi()) },
			want: func(f failure, want *seen) {
				chiWants(f, want)
				if f.name == "plain-panic" { // it copies the request
					want.Route = ""
				}
			},
		},
		{
			name: "chi, mounted", prefix: "/v1",
			mount: func(s *site) http.Handler {
				outer := chi.NewRouter()
				outer.Mount("/v1", s.chi())
				return s.mw.Wrap(outer)
			},
			want: func(f failure, want *seen) {
				chiWants(f, want)
				if f.name == "plain-panic" {
					want.Route = ""
				}
				if want.Route != "" {
					want.Route = "/v1" + want.Route
				}
			},
		},
		{
			name: "chi, its middleware, mw.Wrap last",
			mount: func(s *site) http.Handler {
				return s.mw.Wrap(s.chi(
					chimw.RequestID, chimw.RequestLogger(chiFormatter{s}), chimw.Recoverer,
					chimw.Timeout(patience), chimw.Compress(5), s.mw.Wrap))
			},
			want: chiWants,
		},
		{name: "gorilla/mux", mount: func(s *site) http.Handler { return s.mw.Wrap(s.gorilla()) }, want: func(f failure, want *seen) {
			gorillaWants(f, want)
			if f.name == "wrong-method" {
				want.Allow = "" // it knows none
			}
		}},
		{
			name: "gorilla/mux, the 405 of docs/service.md",
			mount: func(s *site) http.Handler {
				r := s.gorilla()
				r.MethodNotAllowedHandler = s.mw.Handler(methodNotAllowed(r))
				r.Use(handlers.RecoveryHandler(handlers.RecoveryLogger(silent{})), handlers.CompressHandler, s.mw.Wrap)
				return s.mw.Wrap(r)
			},
			want: gorillaWants,
		},
	}
}

// chi is a chi router with all routes.
func (s *site) chi(use ...func(http.Handler) http.Handler) *chi.Mux {
	r := chi.NewRouter()
	r.Use(use...)
	r.Use(chimw.GetHead)
	for _, route := range s.routes() {
		r.Method(http.MethodGet, route.path, route.handler)
	}
	return r
}

// chiWants is what differs with chi, which has no methods in its patterns and
// answers HEAD only if it is asked to.
func chiWants(f failure, want *seen) {
	want.Route = strings.TrimPrefix(want.Route, "GET ")
	if want.Allow != "" {
		want.Allow = "GET"
	}
}

// gorilla is a gorilla/mux router with all routes.
func (s *site) gorilla() *mux.Router {
	r := mux.NewRouter()
	for _, route := range s.routes() {
		r.Handle(route.path, route.handler).Methods(http.MethodGet, http.MethodHead)
	}
	return r
}

func gorillaWants(_ failure, want *seen) { want.Route = "" } // it sets no pattern; see gorillaRoute

// methodNotAllowed is what docs/service.md says for gorilla/mux, whose own 405 has
// no Allow header.
func methodNotAllowed(r *mux.Router) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, req *http.Request) error {
		var allow []string
		_ = r.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
			var match mux.RouteMatch
			if route.Match(req, &match) || match.MatchErr == mux.ErrMethodMismatch {
				methods, _ := route.GetMethods()
				allow = append(allow, methods...)
			}
			return nil
		})
		slices.Sort(allow)
		w.Header().Set("Allow", strings.Join(slices.Compact(allow), ", "))
		return apierr.NewMethodNotAllowed()
	}
}

// gorillaRoute returns the route for a record.
func gorillaRoute(e render.Event) string {
	if route := mux.CurrentRoute(e.Request); route != nil {
		path, _ := route.GetPathTemplate()
		return path
	}
	return e.Route
}

// TestRouters runs every failure through every router.
func TestRouters(t *testing.T) {
	for _, p := range protocols {
		t.Run(string(p), func(t *testing.T) {
			table := newTable()
			for _, r := range routers() {
				s := serve(t, p, r.mount)
				s.prefix = r.prefix
				s.runFailures(r.name, table, func(f failure) (seen, bool) {
					want := f.want
					want.Saw = 0
					if r.want != nil {
						r.want(f, &want)
					}
					return want, true
				})
			}
			t.Log("\n" + table.String())
		})
	}
}

func TestRouteOfGorilla(t *testing.T) {
	s := serve(t, http1, func(s *site) http.Handler { return s.mw.Wrap(s.gorilla()) })
	got := s.get("/returned/7")
	if len(got.events) != 1 {
		t.Fatalf("%d records, want one", len(got.events))
	}
	if route := gorillaRoute(got.events[0]); route != "/returned/{id}" {
		t.Errorf("route %q", route)
	}
}

// A redirect of a router is no failure, and has its request ID.
func TestRedirectsOfRouters(t *testing.T) {
	for _, p := range protocols {
		s := serve(t, p, func(s *site) http.Handler {
			outer := http.NewServeMux()
			outer.Handle("/v1/", http.StripPrefix("/v1", s.mux()))
			return s.mw.Wrap(outer)
		})
		for path, want := range map[string]string{"/v1": "/v1/", "/v1//returned/7": "/v1/returned/7", "/v1/x/../returned/7": "/v1/returned/7"} {
			got := s.get(path)
			if got.status != http.StatusMovedPermanently && got.status != http.StatusTemporaryRedirect {
				t.Errorf("%s %s: status %d", p, path, got.status)
			}
			if location := got.header.Get("Location"); location != want || len(got.events) > 0 || got.header.Get("X-Request-Id") == "" {
				t.Errorf("%s %s: Location %q, %d records, X-Request-Id %q", p, path, location, len(got.events), got.header.Get("X-Request-Id"))
			}
		}
	}
}
