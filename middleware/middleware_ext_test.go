package middleware_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

// events collects what an observer hears.
type events struct {
	mu  sync.Mutex
	all []render.Event
}

func (e *events) take() []render.Event {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := e.all
	e.all = nil
	return all
}

// wait is take for a handler that may still run: nobody waits for one that has
// taken the connection.
func (e *events) wait() []render.Event {
	for range 500 {
		if all := e.take(); len(all) > 0 {
			return all
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}

func newMiddleware(heard *events) *middleware.Middleware {
	return middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: func(_ context.Context, e render.Event) {
		heard.mu.Lock()
		defer heard.mu.Unlock()
		heard.all = append(heard.all, e)
	}}))
}

// newMux has a route that fails, one that panics and one that is fine.
func newMux(mw *middleware.Middleware) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /fail/{id}", mw.Handler(func(_ http.ResponseWriter, r *http.Request) error {
		return apierr.NewKeyNotFound().WithCause(fmt.Errorf("no key %s", r.PathValue("id")))
	}))
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("secret") })
	mux.HandleFunc("GET /fine", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, render.RequestID(r.Context())) })
	mux.HandleFunc("POST /fine/tree/", func(http.ResponseWriter, *http.Request) {})
	return mux
}

// Wrap may stand anywhere, once or more; around everything it sees the answers
// of a mux however deep that is.
func TestWrapAnywhere(t *testing.T) {
	nested := func(h http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/", h)
		return mux
	}
	for name, wrap := range map[string]func(*middleware.Middleware, http.Handler) http.Handler{
		"around":              func(mw *middleware.Middleware, h http.Handler) http.Handler { return mw.Wrap(h) },
		"twice":               func(mw *middleware.Middleware, h http.Handler) http.Handler { return mw.Wrap(mw.Wrap(h)) },
		"around a nested mux": func(mw *middleware.Middleware, h http.Handler) http.Handler { return mw.Wrap(nested(h)) },
		"inside of another":   func(mw *middleware.Middleware, h http.Handler) http.Handler { return nested(mw.Wrap(h)) },
		"around and inside":   func(mw *middleware.Middleware, h http.Handler) http.Handler { return mw.Wrap(nested(mw.Wrap(h))) },
		"around one that copies": func(mw *middleware.Middleware, h http.Handler) http.Handler {
			return mw.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r.Clone(r.Context())) }))
		},
	} {
		for request, want := range map[string]int{
			"GET /fail/7": 404, "GET /panic": 500, "GET /fine": 200, "GET /none": 404, "POST /panic": 405,
		} {
			var heard events
			mw := newMiddleware(&heard)
			method, path, _ := strings.Cut(request, " ")
			w := httptest.NewRecorder()
			wrap(mw, newMux(mw)).ServeHTTP(w, httptest.NewRequest(method, path, nil))

			id := w.Header()["X-Request-Id"]
			if w.Code != want || len(id) != 1 || strings.Count(w.Body.String(), id[0]) != 1 {
				t.Errorf("%q, %s: status %d, ID %q, body %s", name, request, w.Code, id, w.Body)
			}
			if all := heard.take(); len(all) != 1 && want != 200 || len(all) != 0 && want == 200 {
				t.Errorf("%q, %s: the observer heard %+v", name, request, all)
			}
		}
	}
}

func TestMux(t *testing.T) {
	for _, tt := range []struct {
		request string
		status  int
		allow   string
		body    string // its beginning
	}{
		{"GET /fine", 200, "", "req_"},
		{"HEAD /fine", 200, "", ""},
		{"POST /fine", 405, "GET, HEAD", `{"success":false,"error":"method_not_allowed",`},
		{"BREW /fine", 405, "GET, HEAD", `{"success":false,"error":"method_not_allowed",`},
		{"GET /fine/tree/leaf", 405, "POST", `{"success":false,"error":"method_not_allowed",`},
		{"GET /none", 404, "", `{"success":false,"error":"resource_not_found",`},
		{"GET /", 404, "", `{"success":false,"error":"resource_not_found",`},
		{"POST /fine/tree", 0, "", ""}, // the mux's own redirect, with a status that depends on the Go version
		{"OPTIONS *", 400, "", `{"success":false,"error":"invalid_request_body",`},
	} {
		t.Run(tt.request, func(t *testing.T) {
			var heard events
			mw := newMiddleware(&heard)
			method, path, _ := strings.Cut(tt.request, " ")
			req := httptest.NewRequest(method, "/", nil)
			req.RequestURI, req.URL.Path = path, path
			if tt.status == 0 {
				alone := httptest.NewRecorder()
				newMux(mw).ServeHTTP(alone, req)
				tt.status = alone.Code
			}
			w := httptest.NewRecorder()
			mw.Wrap(newMux(mw)).ServeHTTP(w, req)
			if w.Code != tt.status || w.Header().Get("Allow") != tt.allow || !strings.HasPrefix(w.Body.String(), tt.body) {
				t.Errorf("status %d, Allow %q, body %s", w.Code, w.Header().Get("Allow"), w.Body)
			}
			if len(w.Header()["X-Request-Id"]) != 1 {
				t.Errorf("the request ID is %q", w.Header()["X-Request-Id"])
			}
			if n, failed := len(heard.take()), w.Code >= 400; failed != (n == 1) {
				t.Errorf("the observer heard %d events", n)
			}
		})
	}
}

// heldBack keeps a response until its handler has ended, as a cache does. It
// has no Unwrap method.
type heldBack struct {
	header http.Header
	status int
	body   strings.Builder
}

func (w *heldBack) Header() http.Header         { return w.header }
func (w *heldBack) WriteHeader(status int)      { w.status = status }
func (w *heldBack) Write(p []byte) (int, error) { return w.body.Write(p) }

func holdBack(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		held := &heldBack{header: w.Header(), status: 200}
		next.ServeHTTP(held, r)
		w.WriteHeader(held.status)
		_, _ = w.Write([]byte(held.body.String()))
	})
}

// A mux behind other middleware may get another request than the exchange has,
// and a writer that sends nothing until the mux has ended.
func TestMuxBehindOthers(t *testing.T) {
	for name, between := range map[string]func(http.Handler) http.Handler{
		"nothing":             func(next http.Handler) http.Handler { return next },
		"http.StripPrefix":    func(next http.Handler) http.Handler { return http.StripPrefix("/api", next) },
		"http.TimeoutHandler": func(next http.Handler) http.Handler { return http.TimeoutHandler(next, time.Minute, "late") },
		"one that holds back": holdBack,
	} {
		for _, tt := range []struct {
			request string
			status  int // 0: of a redirect, which depends on the Go version
			allow   string
			body    string // its beginning
		}{
			{"GET /fine", 200, "", "req_"},
			{"GET /own", 404, "", "none of mine\n"}, // a handler's
			{"GET /notfound", 404, "", `{"success":false,"error":"resource_not_found",`},
			{"GET /none", 404, "", `{"success":false,"error":"resource_not_found",`},
			{"POST /own", 405, "GET, HEAD", `{"success":false,"error":"method_not_allowed",`},
			{"GET /fine/tree", 405, "POST", `{"success":false,"error":"method_not_allowed",`},
			{"POST /fine/tree", 0, "", ""},
			{"GET //none", 0, "", ""},
		} {
			t.Run(tt.request+" behind "+name, func(t *testing.T) {
				var heard events
				mw := newMiddleware(&heard)
				mux := newMux(mw)
				mux.HandleFunc("GET /notfound", http.NotFound)
				mux.HandleFunc("GET /own", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "none of mine", http.StatusNotFound) })
				method, path, _ := strings.Cut(tt.request, " ")
				if name == "http.StripPrefix" {
					path = "/api" + path
				}
				w := httptest.NewRecorder()
				mw.Wrap(between(mux)).ServeHTTP(w, httptest.NewRequest(method, "http://a.example"+path, nil))
				redirected := tt.status == 0 && w.Code >= 300 && w.Code < 400 && w.Header().Get("Location") != ""
				if w.Code != tt.status && !redirected || w.Header().Get("Allow") != tt.allow || !strings.HasPrefix(w.Body.String(), tt.body) {
					t.Errorf("status %d, header %v, body %s", w.Code, w.Header(), w.Body)
				}
				if n, want := len(heard.take()), strings.Count(tt.body, "success"); n != want {
					t.Errorf("the observer heard %d events, want %d", n, want)
				}
			})
		}
	}
}

// A handler for errors answers panics too, alone or inside of Wrap.
func TestHandlerPanics(t *testing.T) {
	for _, wrap := range []bool{false, true} {
		var heard events
		mw := newMiddleware(&heard)
		h := mw.Handler(func(http.ResponseWriter, *http.Request) error { panic("secret") })
		if wrap {
			h = mw.Wrap(h)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if all := heard.take(); w.Code != 500 || len(all) != 1 || all[0].Panic == nil {
			t.Errorf("wrapped %v: status %d, events %+v", wrap, w.Code, all)
		}
	}
}
