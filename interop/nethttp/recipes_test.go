package nethttp_test

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"

	"github.com/asterwise/errcat/catalog/apierr"
)

// Middleware with a hook for its own refusals answers in our words, with the
// one line that docs/service.md shows for it.
func TestRefusalsOfMiddleware(t *testing.T) {
	fine := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "fine") })
	tests := []struct {
		name   string
		mount  func(s *site) http.Handler
		header []string
		want   seen
	}{
		{
			name: "CrossOriginProtection, SetDenyHandler",
			mount: func(s *site) http.Handler {
				protection := http.NewCrossOriginProtection()
				protection.SetDenyHandler(s.mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() }))
				return protection.Handler(fine)
			},
			header: []string{"Sec-Fetch-Site: cross-site"},
			want:   seen{Status: 403, Body: string(apierr.CodeAccessDenied), Records: 1},
		},
		{
			name: "scs, ErrorFunc",
			mount: func(s *site) http.Handler {
				manager := scs.New()
				manager.Store = brokenStore{}
				manager.ErrorFunc = s.mw.Error
				return manager.LoadAndSave(fine)
			},
			header: []string{"Cookie: session=7"},
			want:   seen{Status: 500, Body: string(apierr.CodeInternalError), Records: 1},
		},
		{
			name: "chi, NotFound",
			mount: func(s *site) http.Handler {
				r := chi.NewRouter()
				r.Use(handGzip)
				r.NotFound(s.mw.Handler(func(http.ResponseWriter, *http.Request) error { return apierr.NewResourceNotFound() }).ServeHTTP)
				return r
			},
			header: []string{"Accept-Encoding: gzip"},
			want:   seen{Status: 404, Body: string(apierr.CodeResourceNotFound), Records: 1},
		},
		{
			name: "a guard of the service's own, mw.Error",
			mount: func(s *site) http.Handler {
				return handLogger(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					s.mw.Error(w, r, apierr.NewAuthenticationFailed())
				}))
			},
			want: seen{Status: 401, Body: string(apierr.CodeAuthenticationFailed), Records: 1, Saw: 401},
		},
	}
	for _, p := range protocols {
		for _, test := range tests {
			s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(test.mount(s)) })
			got := s.send(http.MethodPost, "/x", nil, test.header...)
			if have := got.seen(failure{}, test.want); have != test.want {
				t.Errorf("%s, %s: saw\n\t%+v, want\n\t%+v", p, test.name, fields(have), fields(test.want))
			}
			s.checkReply(string(p)+", "+test.name, failure{}, &got)
		}
	}
}

type brokenStore struct{}

func (brokenStore) Find(string) ([]byte, bool, error)      { return nil, false, errPrivate }
func (brokenStore) Commit(string, []byte, time.Time) error { return errPrivate }
func (brokenStore) Delete(string) error                    { return errPrivate }

// Middleware that buffers serves the request into a response of its own, and
// copies that to the real one: one record, one request ID.
func TestBuffers(t *testing.T) {
	copies := map[string]func(to, from http.Header){
		"Set": func(to, from http.Header) {
			for k := range from {
				to.Set(k, from.Get(k))
			}
		},
		"Add": func(to, from http.Header) {
			for k, vs := range from {
				for _, v := range vs {
					to.Add(k, v)
				}
			}
		},
		"maps": func(to, from http.Header) { maps.Copy(to, from) },
	}
	for _, p := range protocols {
		for how, transfer := range copies {
			for _, tries := range []int{1, 3} {
				s := serve(t, p, func(s *site) http.Handler {
					buffer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						var rec *httptest.ResponseRecorder
						for range tries {
							rec = httptest.NewRecorder()
							s.mw.Wrap(s.mux()).ServeHTTP(rec, r)
							if rec.Code < 500 {
								break
							}
						}
						transfer(w.Header(), rec.Header())
						w.WriteHeader(rec.Code)
						_, _ = w.Write(rec.Body.Bytes())
					})
					return s.mw.Wrap(handLogger(s, buffer))
				})
				for _, f := range failures() {
					want := f.want
					if tries > 1 && want.Status >= 500 {
						want.Records = tries // each try is a failure
					}
					got := s.send(f.requestMethod(), f.requestPath(), nil)
					if have := got.seen(f, want); have != want {
						t.Errorf("%s, %s, %d tries, %s: saw\n\t%+v, want\n\t%+v", p, how, tries, f.name, fields(have), fields(want))
					}
					s.checkReply(string(p)+", "+how+", "+f.name, f, &got)
				}
			}
		}
	}
}

// A fallback behind a file server, as web applications have it, sees the 404
// that it waits for.
func TestFallbackOfFileServer(t *testing.T) {
	files := fstest.MapFS{"index.html": {Data: []byte("<app>")}, "a.js": {Data: []byte("js")}}
	for _, p := range protocols {
		s := serve(t, p, func(s *site) http.Handler {
			server := http.FileServerFS(files)
			return s.mw.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				notFound := &interceptor{ResponseWriter: w}
				server.ServeHTTP(notFound, r)
				if notFound.caught {
					w.Header().Del("Content-Type")
					w.Header().Del("X-Content-Type-Options")
					http.ServeFileFS(w, r, files, "index.html")
				}
			}))
		})
		for path, want := range map[string]string{"/a.js": "js", "/settings/profile": "<app>"} {
			if got := s.get(path); got.status != 200 || string(got.body) != want || len(got.events) > 0 {
				t.Errorf("%s, %s: %d %q, %d records", p, path, got.status, got.body, len(got.events))
			}
		}
	}
}

type interceptor struct {
	http.ResponseWriter
	caught bool
}

func (i *interceptor) WriteHeader(status int) {
	if i.caught = status == http.StatusNotFound; !i.caught {
		i.ResponseWriter.WriteHeader(status)
	}
}

func (i *interceptor) Write(p []byte) (int, error) {
	if i.caught {
		return len(p), nil
	}
	return i.ResponseWriter.Write(p)
}
