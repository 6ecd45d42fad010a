package rendertest

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

func concealedRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "concealed/cause",
			Rule:   "All responses with a concealed code have the same bytes, whatever the cause.",
			Source: "contract §5",
			check: func(t *trial) {
				bare := t.err(codeConcealed)
				t.indistinguishable([]func(http.ResponseWriter, *http.Request) error{
					fails(bare),
					fails(bare.cause(errPlain)),
					fails(bare.cause(t.err(codeDetails))),
					fails(fmt.Errorf("key 7 of account 9: %w", bare)),
					fails(errors.Join(errPlain, bare, t.err(codeRetry))),
					fails(codeConcealed),
				})
			},
		},
		{
			Name:   "concealed/nothing-attached",
			Rule:   "Not even an error type that carries details, parameters or a wait can make two of them differ.",
			Source: "contract §5",
			check: func(t *trial) {
				bare := t.err(codeConcealed)
				t.indistinguishable([]func(http.ResponseWriter, *http.Request) error{
					fails(bare),
					fails(bare.details(item{Msg: "belongs to account 9"})),
					fails(bare.after(time.Minute)),
					fails(bare.params(params{Name: "account 9"})),
					fails(&ownMessage{bare, "account 9"}),
				})
			},
		},
		{
			Name:   "concealed/late-headers",
			Rule:   "Nor do headers that a writer between the handler and the adapter's sets as late as WriteHeader.",
			Source: "contract §2, §5",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				late := func(next http.Handler) http.Handler {
					return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(&lateWriter{w}, r) })
				}
				r := t.serve(setup{serve: fails(t.err(codeConcealed)), inside: late}).get()
				t.code(r, codeConcealed)
				if r.err == nil && (r.Header.Get("X-Queries") != "" || r.Header.Get("Set-Cookie") != "") {
					t.errorf("late headers are in the response: %q", r.Header)
				}
			},
		},
		{
			Name:   "concealed/headers",
			Rule:   "Headers that a handler set on one path only do not show: every header since the adapter's middleware began goes, cookies and timings included.",
			Source: "contract §2, §5",
			check: func(t *trial) {
				t.indistinguishable([]func(http.ResponseWriter, *http.Request) error{
					fails(t.err(codeConcealed)),
					func(w http.ResponseWriter, _ *http.Request) error {
						set(w.Header(), "ETag", `"k7"`, "Set-Cookie", "seen=k7", "X-Account", "9", "Server-Timing", "db;dur=53",
							"Location", "/keys/7", "Link", "</keys/7>", "Content-Length", "9", "Allow", "GET", "Retry-After", "5",
							"Warning", "299", "Www-Authenticate", "Basic", "Trailer", "X-Sum", "X-Sum", "1", http.TrailerPrefix+"X-Late", "1",
							"Connection", "close", "Server", "k")
						w.Header()["x-account-lower"] = []string{"9"}
						return t.err(codeConcealed)
					},
					func(w http.ResponseWriter, _ *http.Request) error {
						w.Header()["Date"] = nil // net/http sends none then
						return t.err(codeConcealed)
					},
				})
			},
		},
		{
			Name:   "concealed/kept",
			Rule:   "What belongs to the exchange by name stays, or browsers could not read the error: CORS, Vary, rate limits, security policies, tracing, and what the service names.",
			Source: "contract §2",
			check: func(t *trial) {
				kept := []string{
					"Access-Control-Allow-Origin", "*", "Vary", "Origin", "RateLimit", `"default";r=0`, "RateLimit-Remaining", "0",
					"X-RateLimit-Limit", "60", "Strict-Transport-Security", "max-age=1", "Content-Security-Policy", "default-src 'none'",
					"Traceparent", "00-1-2-01", "X-Ours", "kept",
				}
				r := t.serve(setup{
					options: render.Options{KeepHeaders: []string{"x-ours"}},
					serve: func(w http.ResponseWriter, _ *http.Request) error {
						set(w.Header(), kept...)
						return t.err(codeConcealed)
					},
				}).get()
				t.code(r, codeConcealed)
				for i := 0; i < len(kept) && r.err == nil; i += 2 {
					if got := r.Header.Get(kept[i]); got != kept[i+1] {
						t.errorf("header %s is %q, want %q", kept[i], got, kept[i+1])
					}
				}
			},
		},
		{
			Name:   "concealed/outer-headers",
			Rule:   "What was on the response before the adapter's middleware began stays: it cannot depend on the resource.",
			Source: "contract §2",
			check: func(t *trial) {
				r := t.serve(setup{
					outside: func(next http.Handler) http.Handler {
						return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							set(w.Header(), "Server", "kit", "X-Region", "eu")
							next.ServeHTTP(w, r)
						})
					},
					serve: func(w http.ResponseWriter, _ *http.Request) error {
						w.Header().Set("X-Region", "us")
						return t.err(codeConcealed)
					},
				}).get()
				t.code(r, codeConcealed)
				if r.err == nil && (r.Header.Get("Server") != "kit" || !slices.Equal(r.Header.Values("X-Region"), []string{"eu"})) {
					t.errorf("headers are %q, want those from outside", r.Header)
				}
			},
		},
		{
			Name:   "concealed/head",
			Rule:   "HEAD tells no more than GET.",
			Source: "contract §2, §5",
			check: func(t *trial) {
				one := t.serve(setup{method: http.MethodHead, serve: fails(t.err(codeConcealed))}).send(http.MethodHead, path, nil)
				two := t.serve(setup{method: http.MethodHead, serve: func(w http.ResponseWriter, _ *http.Request) error {
					set(w.Header(), "Content-Length", "9", "ETag", `"k7"`)
					return t.err(codeConcealed).cause(errPlain)
				}}).send(http.MethodHead, path, nil)
				t.code(one, codeConcealed)
				t.code(two, codeConcealed)
				t.same(one, two)
			},
		},
	}
}

// ownMessage is a catalog error that words its message by itself.
type ownMessage struct {
	*kitError
	text string
}

func (e *ownMessage) Message() string { return e.text }

var _ catalog.Error = (*ownMessage)(nil)

// indistinguishable checks that all handlers give the same response.
func (t *trial) indistinguishable(all []func(http.ResponseWriter, *http.Request) error) {
	var first *reply
	for _, serve := range all {
		r := t.serve(setup{serve: serve}).get()
		t.code(r, codeConcealed)
		if first == nil {
			first = r
		}
		t.same(first, r)
	}
}

func (t *trial) same(a, b *reply) {
	if a.err != nil || b.err != nil {
		t.errorf("the responses are %v and %v", a.err, b.err)
		return
	}
	for _, d := range differences(a.Response, b.Response) {
		t.errorf("the responses can be told apart: %s", d)
	}
}

// A lateWriter is that of a middleware that counts queries, or saves a session.
type lateWriter struct{ http.ResponseWriter }

func (w *lateWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *lateWriter) WriteHeader(status int) {
	set(w.Header(), "X-Queries", "3", "Set-Cookie", "seen=k7")
	w.ResponseWriter.WriteHeader(status)
}
