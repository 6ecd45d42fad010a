package rendertest

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// failures are ends of a handler that must become an envelope, by name.
func (t *trial) failures() map[catalog.Code]func(http.ResponseWriter, *http.Request) error {
	var items []detail
	for range 100 {
		items = append(items, item{Msg: strings.Repeat("m", 100)})
	}
	large := t.err(codeDetails).details(items...)
	return map[catalog.Code]func(http.ResponseWriter, *http.Request) error{
		codePlain:    fails(t.err(codePlain)),
		codeInternal: panics("p"),
		codeDetails:  fails(large),
		codeConcealed: func(w http.ResponseWriter, _ *http.Request) error {
			set(w.Header(), "Content-Length", "5", "ETag", `"k7"`)
			return t.err(codeConcealed)
		},
	}
}

// wholeEnvelope checks a reply that may be compressed.
func (t *trial) wholeEnvelope(r *reply, code catalog.Code) {
	if r.err != nil {
		t.errorf("the response was cut: %v", r.err)
		return
	}
	for _, f := range faults(r.Response, r.body, code) {
		t.errorf("%q: %s", code, f)
	}
}

func wrappedRequirements() []Requirement {
	compress := func(name, rule string, eager, outside bool, needs ...Capability) Requirement {
		return Requirement{
			Name: "wrapped/" + name, Rule: rule, Source: "contract §2", Needs: needs,
			check: func(t *trial) {
				for code, serve := range t.failures() {
					s := setup{serve: serve}
					if outside {
						s.outside = zipped(eager)
					} else {
						s.inside = zipped(eager)
					}
					r := t.serve(s).get()
					t.wholeEnvelope(r, code)
					if r.err == nil && outside && r.Header.Get("Content-Encoding") != "gzip" {
						t.errorf("%q: the compressing writer lost its Content-Encoding", code)
					}
					if n := len(t.seen()); n != 1 {
						t.errorf("%q: the observer was told of %d failures, want 1", code, n)
					}
				}
				s := setup{serve: fine, inside: zipped(eager)}
				if outside {
					s = setup{serve: fine, outside: zipped(eager)}
				}
				r := t.serve(s).get()
				if r.err != nil {
					t.fatalf("a success was cut: %v", r.err)
				}
				if text, err := plain(r.Header, r.body); err != nil || string(text) != "fine" {
					t.errorf("a success is %q (%v), want %q", text, err, "fine")
				}
			},
		}
	}
	return []Requirement{
		compress("gzip-outside", "A compressing middleware outside of the adapter's, which sets Content-Encoding when the header is written, compresses the envelope.", false, true),
		compress("gzip-outside-eager", "One that had set Content-Encoding before keeps it, and no length is promised for it.", true, true),
		compress("gzip-inside", "A compressing middleware inside of the adapter's own does no harm: the envelope is compressed and says so, or it is plain and does not.", false, false, Inside),
		compress("gzip-inside-eager", "Nor does one that sets Content-Encoding before it calls the handler.", true, false, Inside),
		{
			Name:   "wrapped/gzip-begun",
			Rule:   "A response that began behind a compressing writer is cut when the handler fails.",
			Source: "contract §4 (begun)",
			check: func(t *trial) {
				for _, eager := range []bool{true, false} {
					t.cut(t.serve(setup{outside: zipped(eager), serve: begins(func(w http.ResponseWriter, _ *http.Request) {
						_, _ = w.Write(bytes.Repeat([]byte("half"), 1000))
						_ = http.NewResponseController(w).Flush()
					})}).get())
				}
			},
		},
		{
			Name:   "wrapped/gzip-begun-inside",
			Rule:   "Also if the compressing writer is inside.",
			Source: "contract §4 (begun)",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for _, eager := range []bool{true, false} {
					t.cut(t.serve(setup{inside: zipped(eager), serve: begins(func(w http.ResponseWriter, _ *http.Request) {
						_, _ = w.Write([]byte("half"))
					})}).get())
				}
			},
		},
		{
			Name:   "wrapped/timeout-outside",
			Rule:   "Inside of http.TimeoutHandler, which buffers the response, errors and panics are answered.",
			Source: "contract §4; net/http",
			check: func(t *trial) {
				for code, serve := range t.failures() {
					r := t.serve(setup{serve: serve, outside: limited(time.Minute)}).get()
					t.wholeEnvelope(r, code)
				}
				t.seen()
				t.cut(t.serve(setup{outside: limited(time.Minute), serve: begins(func(w http.ResponseWriter, _ *http.Request) {
					_, _ = w.Write([]byte("half"))
				})}).get())
			},
		},
		{
			Name:   "wrapped/timeout-outside-late",
			Rule:   "A failure after http.TimeoutHandler has answered harms nobody.",
			Source: "contract §4; net/http",
			check: func(t *trial) {
				done := make(chan struct{})
				s := t.serve(setup{outside: limited(20 * time.Millisecond), serve: late(done, t.err(codePlain))})
				if r := s.get(); r.err != nil || r.StatusCode != http.StatusServiceUnavailable {
					t.errorf("the client got %+v, want the 503 of the TimeoutHandler", r)
				}
				<-done
			},
		},
		{
			Name:   "wrapped/timeout-inside",
			Rule:   "Outside of http.TimeoutHandler an error is answered, or the connection is cut where the framework's error comes after the buffer was sent: never a success.",
			Source: "contract §4, the invariant",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				for code, serve := range t.failures() {
					if r := t.serve(setup{serve: serve, inside: limited(time.Minute)}).get(); r.err == nil {
						t.wholeEnvelope(r, code)
					}
				}
			},
		},
		{
			Name:   "wrapped/timeout-inside-begun",
			Rule:   "A response that began in the buffer of a http.TimeoutHandler is not mixed with an envelope: the connection is cut.",
			Source: "contract §4 (begun)",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				t.cut(t.serve(setup{inside: limited(time.Minute), serve: begins(func(w http.ResponseWriter, _ *http.Request) {
					_, _ = w.Write([]byte("half"))
				})}).get())
			},
		},
		{
			Name:   "wrapped/timeout-inside-late",
			Rule:   "A failure after the TimeoutHandler has answered changes nothing: its response has begun with an error status, and has an ID.",
			Source: "contract §3, §4",
			Needs:  []Capability{Inside, Abandon},
			check: func(t *trial) {
				for _, encoding := range []string{"", "br"} {
					done := make(chan struct{})
					s := t.serve(setup{inside: limited(20 * time.Millisecond), serve: func(w http.ResponseWriter, r *http.Request) error {
						if encoding != "" {
							w.Header().Set("Content-Encoding", encoding)
						}
						return late(done, t.err(codePlain))(w, r)
					}})
					if r := s.get(); r.err != nil || r.StatusCode != http.StatusServiceUnavailable || r.Header.Get(idHeader) == "" {
						t.errorf("the client got %+v, want the 503 of the TimeoutHandler with an ID", r)
					}
					<-done
					time.Sleep(20 * time.Millisecond) // for the failure to run into the response
				}
			},
		},
		{
			Name:   "wrapped/own-context",
			Rule:   "Middleware that gives the request a context of its own making, or a writer that hides the one below, does not lose the ID.",
			Source: "contract §3",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				s := t.serve(setup{serve: fails(t.err(codePlain)), inside: func(next http.Handler) http.Handler {
					return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						next.ServeHTTP(struct{ http.ResponseWriter }{w}, r.Clone(r.Context()))
					})
				}})
				t.code(s.get(idHeader+": mine"), codePlain)
				if e := t.oneEvent(); e.RequestID != "mine" {
					t.errorf("the observer was told of ID %q", e.RequestID)
				}
			},
		},
	}
}

func limited(d time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return http.TimeoutHandler(next, d, "late") }
}

// late returns a handler that fails after its request was given up.
func late(done chan<- struct{}, err error) func(http.ResponseWriter, *http.Request) error {
	return func(_ http.ResponseWriter, r *http.Request) error {
		defer close(done)
		<-r.Context().Done()
		time.Sleep(10 * time.Millisecond)
		return err
	}
}
