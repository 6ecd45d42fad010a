package nethttp_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// late is a writer that changes the header when it goes out, as query
// counters, sessions and cache middleware do.
type late struct {
	http.ResponseWriter
	change func(http.Header)
	done   bool
}

func (l *late) WriteHeader(status int) {
	if !l.done && status >= 200 {
		l.done = true
		l.change(l.Header())
	}
	l.ResponseWriter.WriteHeader(status)
}

func (l *late) Write(p []byte) (int, error) {
	if !l.done {
		l.WriteHeader(http.StatusOK)
	}
	return l.ResponseWriter.Write(p)
}

// What a writer between adds as late as WriteHeader is subject to the same
// rules as what a handler set before (contract §2).
func TestLateHeaders(t *testing.T) {
	gone, stays := []string(nil), func(v ...string) []string { return v }
	tests := []struct {
		name      string
		value     string
		want      []string // of an ordinary error
		concealed []string
	}{
		{"Cache-Control", "max-age=60", stays("no-store"), stays("no-store")},
		{"Content-Type", "text/html", stays("application/json"), stays("application/json")},
		{"X-Content-Type-Options", "none", stays("nosniff"), stays("nosniff")},
		{"X-Request-Id", "mine", stays("theirs"), stays("theirs")},
		{"Retry-After", "9", gone, gone},
		{"ETag", `"1"`, gone, gone},
		{"Last-Modified", "Mon, 02 Nov 2026 03:04:05 GMT", gone, gone},
		{"Location", "/x", gone, gone},
		{"Link", "</x>; rel=next", gone, gone},
		{"Content-Disposition", "attachment", gone, gone},
		{"Content-Language", "en", gone, gone},
		{"Accept-Ranges", "bytes", gone, gone},
		{"Refresh", "1", gone, gone},
		{"Expires", "Mon, 02 Nov 2026 03:04:05 GMT", gone, gone},
		{"Pragma", "x", gone, gone},
		{"Cdn-Cache-Control", "max-age=60", gone, gone},
		{"Surrogate-Control", "max-age=60", gone, gone},
		{"X-Accel-Redirect", "/protected", gone, gone},
		{"X-Sendfile", "/protected", gone, gone},
		{"Vary", "Cookie", stays("Cookie"), stays("Cookie")},
		{"Access-Control-Allow-Origin", "*", stays("*"), stays("*")},
		{"X-Ratelimit-Remaining", "3", stays("3"), stays("3")},
		{"X-Query-Count", "2", stays("2"), gone},
		{"X-Owner-Id", "somebody", stays("somebody"), gone},
	}
	for _, p := range protocols {
		for how, set := range map[string]func(http.Header, string, string){
			"Set":       func(h http.Header, k, v string) { h.Set(k, v) },
			"Add":       func(h http.Header, k, v string) { h.Add(k, v) },
			"in a map":  func(h http.Header, k, v string) { h[k] = []string{v} },
			"appended":  func(h http.Header, k, v string) { k = http.CanonicalHeaderKey(k); h[k] = append(h[k], v) },
			"lower map": func(h http.Header, k, v string) { h[strings.ToLower(k)] = []string{v} },
		} {
			for place, mount := range map[string]func(s *site, wrap http.Handler) http.Handler{
				"Wrap, late, Handler":   func(s *site, inner http.Handler) http.Handler { return s.mw.Wrap(inner) },
				"Wrap, log, Wrap, late": func(s *site, inner http.Handler) http.Handler { return s.mw.Wrap(handLogger(s, s.mw.Wrap(inner))) },
			} {
				s := serve(t, p, func(s *site) http.Handler {
					inner := s.mw.Handler(func(_ http.ResponseWriter, r *http.Request) error {
						if r.URL.Path == "/concealed" {
							return apierr.NewKeyNotFound()
						}
						return apierr.NewAccessDenied()
					})
					return mount(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						q := r.URL.Query()
						inner.ServeHTTP(&late{ResponseWriter: w, change: func(h http.Header) { set(h, q.Get("name"), q.Get("value")) }}, r)
					}))
				})
				for _, test := range tests {
					query := "?" + url.Values{"name": {test.name}, "value": {test.value}}.Encode()
					for path, want := range map[string][]string{"/": test.want, "/concealed": test.concealed} {
						got := s.get(path+query, "X-Request-Id: theirs")
						if have := got.header.Values(test.name); !slices.Equal(have, want) {
							t.Errorf("%s, %s, %s late by %s at %s: %q, want %q", p, place, test.name, how, path, have, want)
						}
						if e, _ := got.envelope(); e.Error == "" {
							t.Errorf("%s, %s, %s late by %s at %s: %q", p, place, test.name, how, path, got.body)
						}
					}
				}
			}
		}
	}
}
