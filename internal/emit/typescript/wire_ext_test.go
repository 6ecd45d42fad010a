package typescript_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
	"github.com/google/go-cmp/cmp"
)

// A service answers with the code that the path names, by the real middleware,
// and counts. Other origins may ask; its headers are hidden from them.
type service struct {
	mu   sync.Mutex
	sent map[string]int // by code, method and key
}

func (s *service) handler() http.Handler {
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{Observer: render.Observers()}))
	ours := mw.Wrap(mw.Handler(func(_ http.ResponseWriter, r *http.Request) error { return failure(strings.Trim(r.URL.Path, "/")) }))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		if r.Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "*")
			h.Set("Access-Control-Allow-Headers", "*")
			return
		}
		query := r.URL.Query()
		s.mu.Lock()
		s.sent[r.URL.Path+" "+query.Get("method")+" "+query.Get("key")]++
		s.mu.Unlock()
		if body := foreign(strings.Trim(r.URL.Path, "/")); body != "" {
			h.Set("X-Request-Id", "req_header")
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, body)
			return
		}
		ours.ServeHTTP(w, r)
	})
}

// failure is what a handler returns.
func failure(code string) error {
	switch code {
	case "validation_error":
		return apierr.NewValidationError(
			apierr.ValidationErrorDetail{Loc: catalog.Path{"body", "planets", 3, "lat"}, Msg: "</script> ü\u2028 \"", Type: "less_than_equal", Input: 91.5},
			apierr.ValidationErrorDetail{Loc: catalog.Path{}, Msg: "__proto__", Type: "missing"})
	case "burst_limit_exceeded":
		return apierr.NewBurstLimitExceeded().WithRetryAfter(37 * time.Second)
	case "resource_not_found":
		return apierr.NewResourceNotFound().WithRetryAfter(time.Hour)
	}
	return catalog.Code(code)
}

// foreign is what a newer service, or somebody else, answers with.
func foreign(code string) string {
	switch code {
	case "a_newer_code":
		return `{"success":false,"error":"a_newer_code","message":"\u0000 \u202e </b> ` + "`${x}`" + ` é世😀","details":[{"a":[1,2.5,"x"]}],"retry_after":7,"doc_url":"https://example.com/","request_id":"req_1","timestamp":"2026-11-25T12:00:00Z"}`
	case "html":
		return "<html>502</html>"
	}
	return ""
}

// A request is one that all clients send, and an answer is what they make of it.
type request struct {
	Code   string `json:"code"`
	Method string `json:"method"`
	Key    string `json:"key"`
}

type answer struct {
	Name, Code, Message, Details, Page, URL string
	Status, Wait, Sent                      int
	Known, Repeatable                       bool
	Headers, Traced, Typed, Twin            bool
}

func requests() []request {
	codes := []string{"a_newer_code", "html"}
	for entry := range apierr.Catalog().All() {
		codes = append(codes, string(entry.Code()))
	}
	var all []request
	for _, code := range codes {
		for _, method := range []string{"GET", "PUT", "DELETE", "POST", "PATCH"} {
			all = append(all, request{code, method, ""})
		}
		all = append(all, request{code, "POST", "k"})
	}
	return all
}

// expected is what the Go client makes of a response. The name of a class is
// checked by the script: it is a class of the package that has the error.
func expected(t *testing.T, base string, r request) answer {
	t.Helper()
	req, err := http.NewRequest(r.Method, fmt.Sprintf("%s/%s?token=secret", base, r.Code), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Key != "" {
		req.Header.Set("Idempotency-Key", r.Key)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	var e *client.Error
	if !errors.As(client.Check(resp, apierr.Catalog()), &e) {
		t.Fatalf("%+v is no error", r)
	}
	details, err := e.Details().MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var items any
	if err := json.Unmarshal(details, &items); err != nil {
		t.Fatal(err)
	}
	wait := e.RetryAfter()
	if wait == 0 {
		wait = e.Entry().RetryAfter()
	}
	want := answer{Code: string(e.Code), Message: e.Message(), Details: plain(t, string(details)), Page: e.DocURL, URL: e.URL, Status: e.Status,
		Wait: int(e.RetryAfter() / time.Second), Sent: 1, Known: e.Entry() != nil, Repeatable: e.Repeatable(r.Method, req.Header),
		Traced: true, Typed: true, Twin: true}
	if want.Repeatable && wait <= time.Minute {
		want.Sent = 3
	}
	return want
}

// plain returns JSON in the one form of this package.
func plain(t *testing.T, text string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestWire: Go, Node and a browser make the same of the same answers, and send
// the same requests again.
func TestWire(t *testing.T) {
	dir, _ := emit(t, catalogFile)
	all := requests()
	cases, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		headers bool // whether scripts see those of the response
		run     func(t *testing.T, env []string) string
	}{
		{"node", true, func(t *testing.T, env []string) string {
			return run(t, "testdata", append(env, "PACKAGE="+dir), program(t, "node"), "wire_node.mjs")
		}},
		{"chromium", false, func(t *testing.T, env []string) string {
			npm(t, "playwright-core/package.json")
			page := httptest.NewServer(pageOf(dir))
			t.Cleanup(page.Close)
			return run(t, "testdata", append(env, "PAGE="+page.URL+"/page", "CHROMIUM="+program(t, "chromium")), program(t, "node"), "wire_browser.mjs")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &service{sent: map[string]int{}}
			server := httptest.NewServer(s.handler())
			t.Cleanup(server.Close)
			out := tt.run(t, []string{"BASE=" + server.URL, "CASES=" + string(cases)})
			var answers []answer
			if err := json.Unmarshal([]byte(out), &answers); err != nil || len(answers) != len(all) {
				t.Fatalf("%d answers to %d requests: %v", len(answers), len(all), err)
			}
			counted := s.sent
			s.sent = map[string]int{}
			repeated := 0
			for i, r := range all {
				got, want := answers[i], expected(t, server.URL, r)
				want.Name, want.Headers = got.Name, tt.headers
				got.Details = plain(t, got.Details)
				if r.Code == "html" && !tt.headers {
					want.Traced = false // its ID is in a header alone
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%+v:\n%s", r, diff)
				}
				if n := counted["/"+r.Code+" "+r.Method+" "+r.Key]; n != want.Sent {
					t.Errorf("%+v was sent %d times, want %d", r, n, want.Sent)
				}
				repeated += want.Sent - 1
			}
			if repeated == 0 {
				t.Error("nothing was repeated")
			}
			t.Logf("%d requests, %d repetitions", len(all), repeated)
		})
	}
}

// pageOf serves a page, the package and the script that asks.
func pageOf(dir string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/lib/", http.FileServer(http.Dir(dir)))
	mux.HandleFunc("/wire.mjs", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		http.ServeFile(w, r, filepath.Join("testdata", "wire.mjs"))
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html><title>Wire</title>")
	})
	return mux
}
