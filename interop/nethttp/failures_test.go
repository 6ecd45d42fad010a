package nethttp_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
)

// A seen is what there is to see of one request.
type seen struct {
	Status  int    // on the wire
	Body    string // a code; "cut"; "none"; otherwise the text
	Saw     int    // that a middleware logged, counted or put on a span; 0: nothing
	Records int    // of our observer
	Route   string // in the record
	Allow   string
}

// A failure is one way in which a request ends.
type failure struct {
	name   string
	method string // GET if empty
	path   string // "/" + name + "/7" if empty
	serve  middleware.HandlerFunc
	plain  http.HandlerFunc // instead of serve: a handler that is not ours
	want   seen
}

func (f *failure) requestMethod() string {
	if f.method == "" {
		return http.MethodGet
	}
	return f.method
}

func (f *failure) requestPath() string {
	if f.path == "" {
		return "/" + f.name + "/7"
	}
	return f.path
}

// routePath is the path of its route, as ServeMux, chi and gorilla/mux
// understand it.
func (f *failure) routePath() string { return "/" + f.name + "/{id}" }

var errPrivate = errors.New("private: dial tcp 10.0.0.7:5432: connection refused")

// failures returns the ways that every middleware and router has to stand.
func failures() []failure {
	type rw = http.ResponseWriter
	type rq = *http.Request
	write := func(w rw, text string) { _, _ = io.WriteString(w, text) }
	code := func(status int, code catalog.Code, route string) seen {
		return seen{Status: status, Body: string(code), Saw: status, Records: 1, Route: route}
	}
	all := []failure{
		{
			name:  "fine",
			serve: func(w rw, _ rq) error { write(w, "fine"); return nil },
			want:  seen{Status: 200, Body: "fine", Saw: 200},
		},
		{
			name:  "returned",
			serve: func(rw, rq) error { return apierr.NewAccessDenied().WithCause(errPrivate) },
			want:  code(403, apierr.CodeAccessDenied, "GET /returned/{id}"),
		},
		{
			name: "wrapped",
			serve: func(rw, rq) error {
				return fmt.Errorf("create: %w", errors.Join(io.EOF, apierr.NewBurstLimitExceeded().WithRetryAfter(9*time.Second)))
			},
			want: code(429, apierr.CodeBurstLimitExceeded, "GET /wrapped/{id}"),
		},
		{
			name:  "unknown",
			serve: func(rw, rq) error { return errPrivate },
			want:  code(500, apierr.CodeInternalError, "GET /unknown/{id}"),
		},
		{
			name:  "panic",
			serve: func(rw, rq) error { panic(errPrivate) },
			want:  code(500, apierr.CodeInternalError, "GET /panic/{id}"),
		},
		{
			name:  "plain-panic",
			plain: func(rw, rq) { panic(errPrivate) },
			want:  code(500, apierr.CodeInternalError, "GET /plain-panic/{id}"),
		},
		{
			name: "concealed",
			serve: func(w rw, r rq) error {
				w.Header().Set("X-Owner", r.URL.RawQuery)
				w.Header().Set("ETag", `"7"`)
				return apierr.NewKeyNotFound().WithCause(errPrivate)
			},
			want: code(404, apierr.CodeKeyNotFound, "GET /concealed/{id}"),
		},
		{
			name: "begun",
			serve: func(w rw, _ rq) error {
				write(w, "half")
				if err := http.NewResponseController(w).Flush(); err != nil {
					write(w, string(make([]byte, 64<<10))) // more than any buffer holds
				}
				return errPrivate
			},
			want: seen{Status: 200, Body: "cut", Saw: 200, Records: 1, Route: "GET /begun/{id}"},
		},
		{
			name: "HEAD", method: http.MethodHead, path: "/returned/7",
			want: seen{Status: 403, Body: "none", Saw: 403, Records: 1, Route: "GET /returned/{id}"},
		},
		{
			name: "HEAD, no route", method: http.MethodHead, path: "/nowhere/7",
			want: seen{Status: 404, Body: "none", Saw: 404, Records: 1},
		},
		{
			name: "no-route", path: "/nowhere/7",
			want: code(404, apierr.CodeResourceNotFound, ""),
		},
		{
			name: "wrong-method", method: http.MethodDelete, path: "/returned/7",
			want: code(405, apierr.CodeMethodNotAllowed, ""),
		},
	}
	all[len(all)-1].want.Allow = "GET, HEAD"
	return all
}

// A route is one that the tests mount, in whatever router.
type route struct {
	path    string // with {id}
	handler http.Handler
}

// routes are those of all failures, for GET.
func (s *site) routes() []route {
	var all []route
	for _, f := range failures() {
		switch {
		case f.serve != nil:
			all = append(all, route{f.routePath(), s.mw.Handler(f.serve)})
		case f.plain != nil:
			all = append(all, route{f.routePath(), f.plain})
		}
	}
	return all
}

// mux is a ServeMux with all routes.
func (s *site) mux() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle("GET "+r.path, r.handler)
	}
	return mux
}
