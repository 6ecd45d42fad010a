package nethttp_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render/adapter"
)

// upstream is a service that another one is a proxy for.
func upstream(t *testing.T) *url.URL {
	t.Helper()
	mux := http.NewServeMux() // so that /nowhere is net/http's own 404, and DELETE its own 405
	mux.HandleFunc("GET /own-404", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=60")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "upstream's own")
	})
	mux.HandleFunc("GET /own-500", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "upstream's own", http.StatusInternalServerError)
	})
	mux.HandleFunc("GET /flushed-404", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.WriteHeader(http.StatusNotFound)
		_ = http.NewResponseController(w).Flush()
		_, _ = io.WriteString(w, "404 page not found\n")
	})
	mux.HandleFunc("GET /bare-405", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusMethodNotAllowed)
	})
	mux.HandleFunc("GET /flushed-405", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusMethodNotAllowed)
		_ = http.NewResponseController(w).Flush()
	})
	mux.HandleFunc("GET /cut", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half")
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	})
	mux.HandleFunc("GET /envelope", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "theirs")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, `{"error":"theirs"}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	to, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// proxy is a ReverseProxy as docs/service.md advises: what goes wrong with the
// upstream is answered by its status, with the cause for the log.
func (s *site) proxy(to *url.URL) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Rewrite:  func(r *httputil.ProxyRequest) { r.SetURL(to) },
		ErrorLog: discarded,
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			s.mw.Error(w, r, errors.Join(adapter.StatusError(http.StatusBadGateway), err))
		},
	}
}

// nobody is the way to an upstream that does not listen.
func nobody() http.RoundTripper {
	return &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}}
}

// Answers of an upstream are its own: they pass as they are, with nothing but
// our request ID, and are no failures of ours.
func TestProxyPassesAnswers(t *testing.T) {
	to := upstream(t)
	tests := []struct {
		method, path string
		status       int
		body         string
	}{
		{"GET", "/own-404", 404, "upstream's own"},
		{"GET", "/own-500", 500, "upstream's own\n"},
		{"GET", "/nowhere", 404, "404 page not found\n"},
		{"HEAD", "/nowhere", 404, ""},
		{"GET", "/flushed-404", 404, "404 page not found\n"},
		{"HEAD", "/flushed-404", 404, ""},
		{"GET", "/bare-405", 405, ""},
		{"GET", "/flushed-405", 405, ""},
		{"HEAD", "/bare-405", 405, ""},
		{"DELETE", "/own-404", 405, "Method Not Allowed\n"},
		{"GET", "/envelope", 409, `{"error":"theirs"}`},
	}
	for _, p := range protocols {
		for _, mount := range []string{"alone", "in a mux", "behind a logger"} {
			s := serve(t, p, func(s *site) http.Handler {
				switch proxy := s.proxy(to); mount {
				case "in a mux":
					mux := http.NewServeMux()
					mux.Handle("/", proxy)
					return s.mw.Wrap(mux)
				case "behind a logger":
					return s.mw.Wrap(handLogger(s, s.mw.Wrap(proxy)))
				default:
					return s.mw.Wrap(proxy)
				}
			})
			for _, test := range tests {
				got := s.send(test.method, test.path, nil)
				name := string(p) + ", " + mount + ": " + test.method + " " + test.path
				if got.status != test.status || string(got.body) != test.body || len(got.events) > 0 {
					t.Errorf("%s: %d %q, %d records; want %d %q, none", name, got.status, got.body, len(got.events), test.status, test.body)
				}
				if ids := got.header.Values("X-Request-Id"); len(ids) != 1 || ids[0] == "theirs" {
					t.Errorf("%s: X-Request-Id %q, want ours", name, ids)
				}
				if mount == "behind a logger" && (len(got.saw) != 1 || got.saw[0] != test.status) {
					t.Errorf("%s: the logger says %v", name, got.saw)
				}
			}
		}
	}
}

// What goes wrong with an upstream is ours to answer.
func TestProxyFailures(t *testing.T) {
	to := upstream(t)
	refuse := errors.New("private: refused by a rule")
	tests := []struct {
		name   string
		build  func(s *site) http.Handler
		method string
		path   string
		body   string
		want   seen
	}{
		{
			name: "nobody there",
			build: func(s *site) http.Handler {
				p := s.proxy(to)
				p.Transport = nobody()
				return p
			},
			path: "/own-404",
			want: seen{Status: 502, Body: string(apierr.CodeUpstreamError), Records: 1},
		},
		{
			name: "ModifyResponse refuses",
			build: func(s *site) http.Handler {
				p := s.proxy(to)
				p.ModifyResponse = func(*http.Response) error { return refuse }
				return p
			},
			path: "/own-404",
			want: seen{Status: 502, Body: string(apierr.CodeUpstreamError), Records: 1},
		},
		{
			name: "ModifyResponse returns an error of the catalog",
			build: func(s *site) http.Handler {
				p := s.proxy(to)
				p.ModifyResponse = func(r *http.Response) error {
					if r.StatusCode == http.StatusNotFound {
						return apierr.NewResourceNotFound()
					}
					return nil
				}
				return p
			},
			path: "/nowhere",
			want: seen{Status: 404, Body: string(apierr.CodeResourceNotFound), Records: 1},
		},
		{
			name:   "a body over the limit",
			build:  func(s *site) http.Handler { return http.MaxBytesHandler(s.proxy(to), 1<<10) },
			method: "POST", path: "/echo", body: strings.Repeat("x", 64<<10),
			want: seen{Status: 413, Body: string(apierr.CodePayloadTooLarge), Records: 1},
		},
		{
			// ReverseProxy panics with http.ErrAbortHandler, and has no word
			// for anybody.
			name:  "cut by the upstream",
			build: func(s *site) http.Handler { return s.proxy(to) },
			path:  "/cut",
			want:  seen{Status: 200, Body: "cut"},
		},
	}
	for _, p := range protocols {
		for _, test := range tests {
			s := serve(t, p, func(s *site) http.Handler { return s.mw.Wrap(test.build(s)) })
			method := test.method
			if method == "" {
				method = http.MethodGet
			}
			got := s.send(method, test.path, strings.NewReader(test.body))
			f := failure{method: method}
			if have := got.seen(f, test.want); have != test.want {
				t.Errorf("%s, %s: saw\n\t%+v, want\n\t%+v", p, test.name, fields(have), fields(test.want))
			}
			s.checkReply(string(p)+", "+test.name, f, &got)
		}
	}
}

// A ReverseProxy without an ErrorHandler answers 502 by itself, with no body.
// That cannot be told from an answer of the upstream, so it stays.
func TestProxyDefaultErrorHandler(t *testing.T) {
	s := serve(t, http1, func(s *site) http.Handler {
		p := s.proxy(&url.URL{Scheme: "http", Host: "127.0.0.1"})
		p.Transport, p.ErrorHandler = nobody(), nil
		return s.mw.Wrap(p)
	})
	if got := s.get("/x"); got.status != 502 || len(got.body) != 0 || got.header.Get("X-Request-Id") == "" {
		t.Errorf("%d %q, X-Request-Id %q", got.status, got.body, got.header.Get("X-Request-Id"))
	}
}
