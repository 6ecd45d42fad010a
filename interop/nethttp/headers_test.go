package nethttp_test

import (
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/alexedwards/scs/v2"
	"github.com/gorilla/handlers"
	"github.com/rs/cors"

	"github.com/asterwise/errcat/catalog/apierr"
)

// corsMiddlewares are the two that everybody has.
func corsMiddlewares() map[string]func(http.Handler) http.Handler {
	return map[string]func(http.Handler) http.Handler{
		"rs/cors": cors.New(cors.Options{
			AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"GET", "HEAD", "DELETE"},
			AllowCredentials: true, ExposedHeaders: []string{"X-Request-Id"},
		}).Handler,
		"gorilla CORS": handlers.CORS(
			handlers.AllowedOrigins([]string{"https://app.example"}), handlers.AllowedMethods([]string{"GET", "HEAD", "DELETE"}),
			handlers.AllowCredentials(), handlers.ExposedHeaders([]string{"X-Request-Id"})),
	}
}

// Browsers read an error only with the CORS headers that a success has, and a
// preflight only as the middleware answers it.
func TestCORS(t *testing.T) {
	const origin = "Origin: https://app.example"
	for _, p := range protocols {
		for name, middleware := range corsMiddlewares() {
			for _, inner := range []bool{false, true} {
				s := serve(t, p, func(s *site) http.Handler {
					if inner {
						return s.mw.Wrap(middleware(s.mw.Wrap(s.mux())))
					}
					return s.mw.Wrap(middleware(s.mux()))
				})
				preflight := s.send(http.MethodOptions, "/returned/7", nil, origin, "Access-Control-Request-Method: DELETE")
				if preflight.status/100 != 2 || len(preflight.events) != 0 || len(preflight.body) != 0 ||
					preflight.header.Get("Access-Control-Allow-Origin") != "https://app.example" || preflight.header.Get("X-Request-Id") == "" {
					t.Errorf("%s, %s: preflight %d %q %v", p, name, preflight.status, preflight.body, preflight.header)
				}
				for _, f := range failures() {
					if f.want.Body == "cut" {
						continue
					}
					got := s.send(f.requestMethod(), f.requestPath(), nil, origin)
					if got.status != f.want.Status {
						t.Errorf("%s, %s, %s: status %d, want %d", p, name, f.name, got.status, f.want.Status)
					}
					for header, want := range map[string]string{
						"Access-Control-Allow-Origin": "https://app.example", "Access-Control-Allow-Credentials": "true",
						"Access-Control-Expose-Headers": "X-Request-Id", "Vary": "Origin",
					} {
						if name != "rs/cors" && header == "Vary" {
							continue // one origin alone does not vary there
						}
						if have := got.header.Values(header); !slices.Equal(have, []string{want}) {
							t.Errorf("%s, %s, %s: %s %q, want %q", p, name, f.name, header, have, want)
						}
					}
				}
			}
		}
	}
}

// A session writes its cookie when the header goes out, that is after our
// answer began. A concealed answer is the same all the same, whatever the
// handler put into the session.
func TestSessionsKeepSecrets(t *testing.T) {
	for _, p := range protocols {
		for _, inner := range []bool{false, true} {
			s := serve(t, p, func(s *site) http.Handler {
				manager := scs.New()
				mux := http.NewServeMux()
				mux.Handle("GET /keys/{id}", s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
					if r.PathValue("id") == "foreign" {
						manager.Put(r.Context(), "owner", "somebody")
						w.Header().Set("X-Owner", "somebody")
					}
					return apierr.NewKeyNotFound()
				}))
				if inner {
					return s.mw.Wrap(manager.LoadAndSave(s.mw.Wrap(mux)))
				}
				return s.mw.Wrap(manager.LoadAndSave(mux))
			})
			missing, foreign := s.get("/keys/missing"), s.get("/keys/foreign")
			for _, r := range []*reply{&missing, &foreign} {
				r.header.Del("X-Request-Id")
				r.header.Del("Date")
				r.header.Del("Set-Cookie") // the one rule for it is tested by the conformance kit
			}
			if !maps.EqualFunc(missing.header, foreign.header, slices.Equal[[]string]) {
				t.Errorf("%s, inner Wrap %t: the header of a missing key is\n\t%v\nof a foreign one\n\t%v", p, inner, missing.header, foreign.header)
			}
			if len(missing.body) != len(foreign.body) || missing.length != foreign.length {
				t.Errorf("%s: bodies of %d and %d bytes", p, len(missing.body), len(foreign.body))
			}
		}
	}
}
