package nethttp_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// compressors are the stacks that compress, by name.
func compressors() map[string]func(*site, http.Handler) http.Handler {
	all := map[string]func(*site, http.Handler) http.Handler{}
	for _, st := range stacks() {
		if st.encodes && !st.says {
			all[st.name] = st.around
		}
	}
	return all
}

// places are those where a service puts a compressor.
var places = map[string]func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler{
	"outside of Wrap": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return compress(s.mw.Wrap(h))
	},
	"between Wrap and the mux": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return s.mw.Wrap(compress(h))
	},
	"between two Wraps": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return s.mw.Wrap(compress(s.mw.Wrap(h)))
	},
	"on one route": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("GET /x", compress(h))
		return s.mw.Wrap(mux)
	},
	"twice": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return s.mw.Wrap(compress(compress(h)))
	},
	"outside of a logger": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return s.mw.Wrap(compress(handLogger(s, h)))
	},
	"inside of a logger": func(s *site, compress func(http.Handler) http.Handler, h http.Handler) http.Handler {
		return s.mw.Wrap(handLogger(s, compress(h)))
	},
}

// Wherever a compressor stands, the answer to an error can be read, and loggers
// around see its status.
func TestCompressors(t *testing.T) {
	tests := []struct {
		name string
		h    func(w http.ResponseWriter, r *http.Request) error
		want seen
	}{
		{"returned", func(http.ResponseWriter, *http.Request) error { return apierr.NewAccessDenied() }, seen{Status: 403, Body: "access_denied", Records: 1}},
		{"panic", func(http.ResponseWriter, *http.Request) error { panic("boom") }, seen{Status: 500, Body: "internal_error", Records: 1}},
		{"stale length", func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Length", "5")
			w.Header().Set("Content-Type", "text/csv")
			w.Header().Set("ETag", `"5"`)
			return apierr.NewAccessDenied()
		}, seen{Status: 403, Body: "access_denied", Records: 1}},
		{"stale encoding", func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Encoding", "zstd")
			return apierr.NewAccessDenied()
		}, seen{Status: 403, Body: "access_denied", Records: 1}},
		{"large", func(http.ResponseWriter, *http.Request) error {
			details := make([]apierr.ValidationErrorDetail, 200)
			for i := range details {
				details[i] = apierr.ValidationErrorDetail{Loc: []any{"body", fmt.Sprint("field", i)}, Msg: "is missing", Type: "missing"}
			}
			return apierr.NewValidationError(details...)
		}, seen{Status: 422, Body: "validation_error", Records: 1}},
		{"not found", func(w http.ResponseWriter, r *http.Request) error {
			http.NotFound(w, r)
			return nil
		}, seen{Status: 404, Body: "resource_not_found", Records: 1}},
		{"success", func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.WriteString(w, strings.Repeat("fine ", 1000))
			return err
		}, seen{Status: 200, Body: strings.Repeat("fine ", 1000)[:40]}},
		{"no content", func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(http.StatusNoContent)
			return nil
		}, seen{Status: 204}},
	}
	byName := func(w http.ResponseWriter, r *http.Request) error {
		for _, test := range tests {
			if test.name == r.URL.Query().Get("do") {
				return test.h(w, r)
			}
		}
		return nil
	}
	for _, p := range protocols {
		for name, compressor := range compressors() {
			for place, mount := range places {
				s := serve(t, p, func(s *site) http.Handler {
					return mount(s, func(h http.Handler) http.Handler { return compressor(s, h) }, s.mw.Handler(byName))
				})
				for _, test := range tests {
					if announces[name] && (test.want.Status == 204 || place == "twice") {
						continue // it compresses what has no body, and what is compressed, and says nothing of that
					}
					want := test.want
					if strings.HasSuffix(place, "of a logger") {
						want.Saw = want.Status
					}
					if place == "on one route" && want.Records > 0 {
						want.Route = "GET /x"
					}
					f := failure{}
					if want.Status == 204 {
						f.method, want.Body = http.MethodHead, "none"
					}
					for _, accept := range []string{"", "Accept-Encoding: gzip", "Accept-Encoding: br", "Accept-Encoding: gzip;q=0"} {
						what := fmt.Sprintf("%s, %s, %s, %s, %q", p, name, place, test.name, accept)
						got := s.get("/x?do="+url.QueryEscape(test.name), accept)
						if have := got.seen(f, want); have != want {
							t.Errorf("%s: saw\n\t%+v, want\n\t%+v", what, fields(have), fields(want))
						}
						if want.Status >= 400 {
							s.checkReply(what, f, &got)
						}
						if got.encoding != "" && accept == "" {
							t.Errorf("%s: encoded as %s", what, got.encoding)
						}
					}
				}
			}
		}
	}
}

// announces are compressors that promise an encoding before anybody writes.
var announces = map[string]bool{"brotli.HTTPCompressor": true, "hand-written gzip": true, "gorilla CompressHandler": true}
