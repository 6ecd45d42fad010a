package rendertest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/adapter"
)

func invariantRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "invariant/random",
			Rule:   "A handler that returned an error or panicked never produces a whole response with a status below 400, unless it had begun and completed one itself.",
			Source: "contract §4, the one invariant",
			check: func(t *trial) {
				random := rand.New(rand.NewPCG(1, 2))
				for range 150 {
					plan := t.plan(random)
					r := t.serve(setup{serve: plan.serve}).get()
					switch {
					case r.err != nil && !plan.begun:
						t.errorf("%s: the response was cut (%v), want an envelope", plan.name, r.err)
					case r.err == nil && plan.begun:
						t.errorf("%s: the client got a whole response with status %d", plan.name, r.StatusCode)
					case r.err == nil:
						for _, f := range faults(r.Response, r.body, "") {
							t.errorf("%s: %s", plan.name, f)
						}
					}
				}
			},
		},
		{
			Name:   "invariant/broken-writer",
			Rule:   "A writer between server and adapter that panics when the envelope is written ends in a cut connection, not in an empty success.",
			Source: "contract §4, the one invariant; §8",
			check: func(t *trial) {
				r := t.serve(setup{serve: fails(t.err(codePlain)), outside: func(next http.Handler) http.Handler {
					return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(brokenWriter{w, http.Header{}}, r) })
				}}).get()
				if r.whole() {
					t.errorf("the client got status %d and body %q, want a cut connection", r.StatusCode, r.body)
				}
			},
		},
	}
}

// brokenWriter keeps the header to itself, so that not even a Content-Length
// tells the client that something is missing.
type brokenWriter struct {
	http.ResponseWriter
	header http.Header
}

func (b brokenWriter) Header() http.Header { return b.header }

func (brokenWriter) WriteHeader(int)           { panic("broken") }
func (brokenWriter) Write([]byte) (int, error) { panic("broken") }

// A plan is a handler that was put together at random.
type plan struct {
	name  string
	begun bool
	serve func(http.ResponseWriter, *http.Request) error
}

func (t *trial) plan(random *rand.Rand) plan {
	type step struct {
		name  string
		begun bool
		do    func(w http.ResponseWriter, r *http.Request)
	}
	steps := []step{
		{"nothing", false, func(http.ResponseWriter, *http.Request) {}},
		{"stale headers", false, func(w http.ResponseWriter, _ *http.Request) {
			set(w.Header(), "Content-Length", "3", "Content-Encoding", "gzip", "Trailer", "X-A", "ETag", "x", "Transfer-Encoding", "gzip")
		}},
		{"hints", false, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusEarlyHints) }},
		{"reads", false, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body) }},
		{"write", true, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("half")) }},
		{"accepted", true, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) }},
		{"flush", true, func(w http.ResponseWriter, _ *http.Request) { _ = http.NewResponseController(w).Flush() }},
	}
	errs := []error{
		errPlain, t.err(codePlain), t.err(codeConcealed).cause(errPlain), catalog.Code("nope"), (*kitError)(nil), &kitError{}, badError{},
		adapter.StatusError(204), adapter.StatusError(0), context.Canceled, context.DeadlineExceeded, http.ErrAbortHandler, io.EOF,
		&received{code: codePlain}, &http.MaxBytesError{Limit: 1}, branches{nil}, t.err(codeRetry),
	}
	first, second := steps[random.IntN(4)], steps[random.IntN(len(steps))]
	if _, lacks := t.adapter.Lacks[Hints]; lacks && first.name == "hints" {
		first = steps[0]
	}
	wrap, crash := random.IntN(3), random.IntN(3) == 0
	err := errs[random.IntN(len(errs))]
	if crash && err == http.ErrAbortHandler {
		err = errPlain
	}
	switch wrap {
	case 1:
		err = fmt.Errorf("w: %w", &link{err})
	case 2:
		err = errors.Join(errPlain, err)
	}
	return plan{
		name:  fmt.Sprintf("%s, %s, then %T (panic: %t, wrap: %d)", first.name, second.name, err, crash, wrap),
		begun: first.begun || second.begun,
		serve: func(w http.ResponseWriter, r *http.Request) error {
			first.do(w, r)
			second.do(w, r)
			if crash {
				panic(err)
			}
			return err
		},
	}
}
