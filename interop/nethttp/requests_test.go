package nethttp_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// TestOuterCodeSeesTheRequest checks what code outside of Wrap reads of its
// request when the handler is done, as loggers and net/http itself do.
func TestOuterCodeSeesTheRequest(t *testing.T) {
	for _, p := range protocols {
		var pattern, form, value, trailer, printed string
		s := serve(t, p, func(s *site) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("POST /items/{id}", s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
				printed = fmt.Sprint(r.Context())
				_, _ = io.Copy(io.Discard, r.Body)
				_ = r.ParseForm()
				return apierr.NewAccessDenied()
			}))
			inner := s.mw.Wrap(mux)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				inner.ServeHTTP(w, r)
				pattern, value, form, trailer = r.Pattern, r.PathValue("id"), r.Form.Get("q"), r.Trailer.Get("Checksum")
			})
		})
		req, err := http.NewRequest(http.MethodPost, s.url+"/items/7?q=8", io.MultiReader(strings.NewReader("body")))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "private")
		req.Trailer = http.Header{"Checksum": {"9"}}
		resp, err := s.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		s.busy.Wait()
		if pattern != "POST /items/{id}" || value != "7" || form != "8" || trailer != "9" {
			t.Errorf("%s: pattern %q, path value %q, form %q, trailer %q", p, pattern, value, form, trailer)
		}
		if strings.Contains(printed, "private") || strings.Contains(printed, "/items/7") {
			t.Errorf("%s: the context prints the request: %s", p, printed)
		}
	}
}

// Uploads leave no file behind, wherever the form was parsed, where net/http
// alone leaves none: from Go 1.27 on it does over HTTP/2.
func TestUploadsLeaveNoFiles(t *testing.T) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "a.bin")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(make([]byte, 256<<10))
	_ = form.Close()
	parse := func(w http.ResponseWriter, r *http.Request) error {
		if err := r.ParseMultipartForm(1 << 10); err != nil {
			return err
		}
		if files, _ := os.ReadDir(os.TempDir()); len(files) == 0 {
			return errors.New("no file was written, so the test says nothing")
		}
		return apierr.NewAccessDenied()
	}
	mounts := map[string]func(s *site) http.Handler{
		"Wrap":                func(s *site) http.Handler { return s.mw.Wrap(s.mw.Handler(parse)) },
		"two Wraps, a logger": func(s *site) http.Handler { return s.mw.Wrap(handLogger(s, s.mw.Wrap(s.mw.Handler(parse)))) },
		"Handler alone":       func(s *site) http.Handler { return s.mw.Handler(parse) },
		"a panic": func(s *site) http.Handler {
			return s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error { _ = parse(w, r); panic("boom") })
		},
		"a mux, and no logger": func(s *site) http.Handler {
			m := http.NewServeMux()
			m.Handle("/", s.mw.Handler(parse))
			return s.mw.Wrap(m)
		},
	}
	alone := func(*site) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_ = parse(w, r)
			w.WriteHeader(http.StatusForbidden)
		})
	}
	upload := func(t *testing.T, p protocol, mount func(s *site) http.Handler) (left int, got reply) {
		dir := t.TempDir()
		t.Setenv("TMPDIR", dir)
		s := serve(t, p, mount)
		got = s.send(http.MethodPost, "/", bytes.NewReader(body.Bytes()), "Content-Type: "+form.FormDataContentType())
		s.client.CloseIdleConnections()
		s.stop() // net/http removes them after the response
		files, _ := os.ReadDir(dir)
		return len(files), got
	}
	for _, p := range protocols {
		for name, mount := range mounts {
			t.Run(string(p)+" "+name, func(t *testing.T) {
				unavoidable, _ := upload(t, p, alone)
				left, got := upload(t, p, mount)
				if got.status != 403 && got.status != 500 {
					t.Fatalf("status %d: %s", got.status, got.body)
				}
				if len(got.events) == 1 && got.events[0].Panic == nil && got.status != 403 {
					t.Fatal(got.events[0].Err)
				}
				if left > unavoidable {
					t.Errorf("%d files are left, %d by net/http alone", left, unavoidable)
				}
			})
		}
	}
}

// A batch serves requests inside of a request, each into a recorder of its own:
// an item's failure is that item's answer and record, and nobody else's.
func TestBatches(t *testing.T) {
	item := func(_ http.ResponseWriter, r *http.Request) error {
		switch r.URL.Path {
		case "/items/panic":
			panic("boom")
		case "/items/denied":
			return apierr.NewAccessDenied()
		}
		return nil
	}
	paths := []string{"/items/denied", "/items/panic", "/nowhere", "/items/fine"}
	codes := []string{"access_denied", "internal_error", "resource_not_found", ""}
	makes := map[string]func(r *http.Request, path string) *http.Request{
		"WithContext": func(r *http.Request, path string) *http.Request {
			return httptest.NewRequest(http.MethodGet, path, nil).WithContext(r.Context())
		},
		"Clone": func(r *http.Request, path string) *http.Request {
			c := r.Clone(r.Context())
			c.Method, c.URL.Path, c.RequestURI = http.MethodGet, path, path
			return c
		},
		"a background context": func(_ *http.Request, path string) *http.Request {
			return httptest.NewRequest(http.MethodGet, path, nil)
		},
		"the request itself": func(r *http.Request, path string) *http.Request {
			r.Method, r.URL.Path, r.RequestURI = http.MethodGet, path, path
			return r
		},
	}
	for _, p := range protocols {
		for name, make := range makes {
			for _, method := range []string{http.MethodPost, http.MethodHead} {
				if name == "the request itself" && method == http.MethodHead {
					continue // the server would no longer know that it is one
				}
				var recorders []*httptest.ResponseRecorder
				s := serve(t, p, func(s *site) http.Handler {
					mux := http.NewServeMux()
					mux.Handle("GET /items/{id}", s.mw.Handler(item))
					whole := s.mw.Wrap(mux)
					outer := http.NewServeMux()
					outer.Handle("/batch", s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
						recorders = nil
						for _, path := range paths {
							rec := httptest.NewRecorder()
							whole.ServeHTTP(rec, make(r, path))
							recorders = append(recorders, rec)
						}
						_, err := io.WriteString(w, "done")
						return err
					}))
					return s.mw.Wrap(outer)
				})
				got := s.send(method, "/batch", nil)
				what := fmt.Sprintf("%s, %s, %s", p, name, method)
				if got.status != 200 || method == http.MethodPost && string(got.body) != "done" {
					t.Errorf("%s: the batch got %d %q", what, got.status, got.body)
				}
				if len(got.events) != 3 {
					t.Errorf("%s: %d records, want 3", what, len(got.events))
				}
				for i, rec := range recorders {
					res := rec.Result()
					r := reply{status: res.StatusCode, header: res.Header, body: rec.Body.Bytes()}
					if e, _ := r.envelope(); e.Error != codes[i] || codes[i] == "" && rec.Code != 200 {
						t.Errorf("%s: item %s got %d %q, want %q", what, paths[i], rec.Code, r.body, codes[i])
					}
					if i < len(got.events) && codes[i] != "" && got.events[i].Request.URL.Path != paths[i] && name != "the request itself" {
						t.Errorf("%s: record %d is of %s, want %s", what, i, got.events[i].Request.URL.Path, paths[i])
					}
					if id := res.Header.Get("X-Request-Id"); id != got.header.Get("X-Request-Id") && name != "a background context" {
						t.Errorf("%s: item %s has the request ID %q, the batch %q", what, paths[i], id, got.header.Get("X-Request-Id"))
					}
				}
			}
		}
	}
}

// A failure of the source of a copy comes before the first byte, so it is
// answered.
func TestFailedCopies(t *testing.T) {
	sources := map[string]func() io.Reader{
		"fails at once":          func() io.Reader { return iotestErr{} },
		"empty, then fails":      func() io.Reader { return io.MultiReader(strings.NewReader(""), iotestErr{}) },
		"is empty":               func() io.Reader { return strings.NewReader("") },
		"a pipe that fails":      func() io.Reader { r, w := io.Pipe(); _ = w.CloseWithError(errPrivate); return r },
		"a limited one of those": func() io.Reader { return io.LimitReader(iotestErr{}, 9) },
	}
	for _, p := range protocols {
		for name, source := range sources {
			for how, mount := range map[string]func(*site, middleware.HandlerFunc) http.Handler{
				"Wrap":   func(s *site, h middleware.HandlerFunc) http.Handler { return s.mw.Wrap(s.mw.Handler(h)) },
				"logger": func(s *site, h middleware.HandlerFunc) http.Handler { return s.mw.Wrap(handLogger(s, s.mw.Handler(h))) },
				"httpsnoop": func(s *site, h middleware.HandlerFunc) http.Handler {
					return s.mw.Wrap(traced(s, s.mw.Handler(h)))
				},
			} {
				s := serve(t, p, func(s *site) http.Handler {
					return mount(s, func(w http.ResponseWriter, _ *http.Request) error {
						w.Header().Set("Content-Type", "text/csv")
						if _, err := io.Copy(w, source()); err != nil {
							return err
						}
						return apierr.NewAccessDenied()
					})
				})
				got := s.get("/")
				want := seen{Status: 500, Body: "internal_error", Records: 1}
				if name == "is empty" {
					want = seen{Status: 403, Body: "access_denied", Records: 1}
				}
				if have := got.seen(failure{}, want); have != want {
					t.Errorf("%s, %s, a source that %s: saw\n\t%+v, want\n\t%+v", p, how, name, fields(have), fields(want))
				}
			}
		}
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, errPrivate }

// The request ID is ours, once, whatever is done to the header.
func TestRequestIDStays(t *testing.T) {
	deeds := map[string]func(http.Header){
		"set":              func(h http.Header) { h.Set("X-Request-Id", "mine") },
		"added":            func(h http.Header) { h.Add("X-Request-Id", "mine") },
		"deleted":          func(h http.Header) { h.Del("X-Request-Id") },
		"cleared":          func(h http.Header) { clear(h) },
		"another spelling": func(h http.Header) { h["X-Request-ID"] = []string{"mine"} },
		"lower case":       func(h http.Header) { h["x-request-id"] = []string{"mine"} },
		"emptied":          func(h http.Header) { h["X-Request-Id"] = nil },
	}
	ends := map[string]middleware.HandlerFunc{
		"nothing":     func(http.ResponseWriter, *http.Request) error { return nil },
		"WriteHeader": func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(204); return nil },
		"Write":       func(w http.ResponseWriter, _ *http.Request) error { _, err := w.Write([]byte("x")); return err },
		"empty Write": func(w http.ResponseWriter, _ *http.Request) error { _, err := w.Write(nil); return err },
		"Flush":       func(w http.ResponseWriter, _ *http.Request) error { return http.NewResponseController(w).Flush() },
		"ReadFrom": func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.Copy(w, strings.NewReader("x"))
			return err
		},
		"empty ReadFrom": func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.Copy(w, strings.NewReader(""))
			return err
		},
		"an error":  func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() },
		"concealed": func(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() },
		"not found": func(w http.ResponseWriter, r *http.Request) error { http.NotFound(w, r); return nil },
		"redirect": func(w http.ResponseWriter, r *http.Request) error {
			http.Redirect(w, r, "/x", http.StatusFound)
			return nil
		},
		"an early hint": func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(http.StatusEarlyHints)
			return nil
		},
	}
	for _, p := range protocols {
		for deed, do := range deeds {
			for end, h := range ends {
				s := serve(t, p, func(s *site) http.Handler {
					return s.mw.Wrap(handLogger(s, s.mw.Handler(func(w http.ResponseWriter, r *http.Request) error {
						do(w.Header())
						return h(w, r)
					})))
				})
				got := s.get("/", "X-Request-Id: theirs")
				if ids := got.header.Values("X-Request-Id"); len(ids) != 1 || ids[0] != "theirs" {
					t.Errorf("%s, %s, then %s: X-Request-Id %q", p, deed, end, ids)
				}
			}
		}
	}
}

// A span or a hub that a middleware puts into the context is in the observer's,
// and the span knows the route.
func TestObserversFindTheSpan(t *testing.T) {
	for _, p := range protocols {
		s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(traced(s, s.mw.Wrap(s.mux()))) })
		for _, f := range failures() {
			got := s.send(f.requestMethod(), f.requestPath(), nil)
			if want := []string{f.want.Route}; f.want.Route != "" && f.want.Body != "cut" && !slices.Equal(got.routes, want) {
				t.Errorf("%s, %s: the span has the route %q, want %q", p, f.name, got.routes, want)
			}
			if f.want.Records == 1 && (len(got.spans) != 1 || !got.spans[0].IsValid()) {
				t.Errorf("%s, %s: the observer finds the spans %v", p, f.name, got.spans)
			}
		}
	}
}

// Code outside of Wrap finds the request ID by its own request, as code inside
// does.
func TestRequestIDOutside(t *testing.T) {
	for _, p := range protocols {
		var outside string
		s := serve(t, p, func(s *site) http.Handler {
			inner := s.mw.Wrap(s.mux())
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				inner.ServeHTTP(w, r)
				outside = render.RequestID(r.Context())
			})
		})
		for _, f := range failures() {
			if f.want.Body == "cut" {
				continue // nobody gets to run outside
			}
			got := s.send(f.requestMethod(), f.requestPath(), nil)
			if id := got.header.Get("X-Request-Id"); id != outside {
				t.Errorf("%s, %s: the response has the request ID %q, code outside finds %q", p, f.name, id, outside)
			}
		}
	}
}
