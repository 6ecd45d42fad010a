package adapter_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
)

// bare answers with a status and a body, under the header that http.Error sets
// or under none.
func bare(status int, kind string, bodies ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if kind != "" {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("X-Content-Type-Options", "nosniff")
		}
		w.Header().Set("Allow", "GET")
		w.WriteHeader(status)
		for _, body := range bodies {
			_, _ = io.WriteString(w, body)
		}
	}
}

// A router's own answer to a request that it has no route for is kept back;
// what only looks like the beginning of one reaches the client as it is.
func TestPlainAnswers(t *testing.T) {
	const text, page = "text/plain; charset=utf-8", "404 page not found\n"
	mux := http.NewServeMux()
	mux.HandleFunc("GET /found", func(http.ResponseWriter, *http.Request) {})
	for name, tt := range map[string]struct {
		h      http.HandlerFunc
		target string
		want   string // status and body, or "answered" with the status
	}{
		"mux, no route":         {mux.ServeHTTP, "GET /none", "answered 404"},
		"mux, wrong method":     {mux.ServeHTTP, "POST /found", "answered 405"},
		"mux, asterisk":         {mux.ServeHTTP, "OPTIONS *", "answered 400"},
		"mux, found":            {mux.ServeHTTP, "GET /found", "200 "},
		"http.NotFound":         {http.NotFound, "GET /", "answered 404"},
		"http.NotFound to HEAD": {http.NotFound, "HEAD /", "answered 404"},
		"http.FileServer":       {http.FileServer(http.Dir(t.TempDir())).ServeHTTP, "GET /none", "answered 404"},
		"405 without a body":    {bare(405, ""), "GET /", "answered 405"},
		"405 and an empty body": {bare(405, "", ""), "GET /", "answered 405"},
		"405, standard text":    {bare(405, text, "Method Not Allowed\n"), "GET /", "answered 405"},
		"405, own text":         {bare(405, text, "no\n"), "GET /", "405 no\n"},
		"405, text, none said":  {bare(405, "", "no\n"), "GET /", "405 no\n"},
		"404, own text":         {bare(404, text, "nothing here\n"), "GET /", "404 nothing here\n"},
		"404, more text":        {bare(404, text, page, "really\n"), "GET /", "404 " + page + "really\n"},
		"404, text in parts":    {bare(404, text, "404 page ", "not found\n"), "GET /", "404 " + page},
		"404, nothing":          {bare(404, text), "GET /", "404 "},
		"404, no type":          {bare(404, "", page), "GET /", "404 " + page},
		"404, HTML":             {bare(404, "text/html", page), "GET /", "404 " + page},
		"400, nothing":          {bare(400, ""), "GET /", "400 "},
		"403, text of 404":      {bare(403, text, page), "GET /", "403 " + page},
		"404 of an announced length": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(page)))
			bare(404, text, page)(w, r)
		}, "GET /", "404 " + page},
		"404, a second header": {func(w http.ResponseWriter, r *http.Request) {
			http.NotFound(w, r)
			w.WriteHeader(http.StatusOK)
		}, "GET /", "answered 404"},
		"404, flushed": {func(w http.ResponseWriter, r *http.Request) {
			http.NotFound(w, r)
			_ = http.NewResponseController(w).Flush()
		}, "GET /", "answered 404"},
		"404, copied more": {func(w http.ResponseWriter, r *http.Request) {
			http.NotFound(w, r)
			_, _ = io.Copy(w, strings.NewReader("more"))
		}, "GET /", "404 " + page + "more"},
	} {
		for between, wrap := range map[string]func(http.ResponseWriter) http.ResponseWriter{
			"direct": func(w http.ResponseWriter) http.ResponseWriter { return w },
			"inside": func(w http.ResponseWriter) http.ResponseWriter { return unwrapper{w} },
		} {
			t.Run(name+", "+between, func(t *testing.T) {
				method, path, _ := strings.Cut(tt.target, " ")
				req := httptest.NewRequest(method, "http://a.example/", nil)
				req.RequestURI, req.URL.Path = path, path
				client := httptest.NewRecorder()
				var events []render.Event
				serve(newRenderer(nil, &events), client, req, func(w http.ResponseWriter, r *http.Request) error {
					tt.h(wrap(w), r)
					return nil
				})
				got := fmt.Sprint(client.Code, " ", client.Body)
				if strings.HasPrefix(client.Body.String(), `{"success":false,`) {
					got = fmt.Sprint("answered ", client.Code)
				} else if method == http.MethodHead {
					got = fmt.Sprint(client.Header().Get("Content-Type"), " ", client.Code)
					tt.want = strings.Replace(tt.want, "answered", "application/json", 1)
				}
				if got != tt.want {
					t.Errorf("the client got %q, want %q", got, tt.want)
				}
				if n := strings.Count(tt.want, "answered") + strings.Count(tt.want, "json"); len(events) != n {
					t.Errorf("the observer was told of %d failures, want %d", len(events), n)
				}
				if client.Code == 405 && client.Header().Get("Allow") == "" {
					t.Error("Allow is gone")
				}
			})
		}
	}
}

// An error, or a panic, after a router's own answer leaves that as it is: it
// counts as a response that has begun (contract §4).
func TestPlainAnswerThenFailure(t *testing.T) {
	var events []render.Event
	client := httptest.NewRecorder()
	serve(newRenderer(nil, &events), client, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, r *http.Request) error {
		http.NotFound(w, r)
		return fail(broken)
	})
	if client.Code != 404 || client.Body.String() != "404 page not found\n" || len(events) != 1 || !events[0].Begun {
		t.Errorf("the client got %d %q; events %+v", client.Code, client.Body, events)
	}
}

// Outside of a Try nobody would answer, so nothing is kept back.
func TestPlainAnswerOutsideOfATry(t *testing.T) {
	client := httptest.NewRecorder()
	_, w := newRenderer(nil, nil).Engine().Begin(client, httptest.NewRequest("GET", "/", nil))
	http.NotFound(w, nil)
	if client.Code != 404 || client.Body.String() != "404 page not found\n" {
		t.Errorf("the client got %d %q", client.Code, client.Body)
	}
}
