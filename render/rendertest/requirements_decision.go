package rendertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

func decisionRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "decision/wrapped",
			Rule:   "A catalog error answers however it is wrapped; the text around it is private.",
			Source: "contract §4 rule 1",
			check: func(t *trial) {
				t.answered(codePlain, fails(fmt.Errorf("load key 7: %w", fmt.Errorf("query: %w", t.err(codePlain).cause(errPlain)))))
			},
		},
		{
			Name:   "decision/joined",
			Rule:   "Of several catalog errors in a tree the first one in depth-first order answers.",
			Source: "contract §4",
			check: func(t *trial) {
				deep := fmt.Errorf("a: %w, b: %w", errPlain, fmt.Errorf("c: %w", t.err(codePlain)))
				t.answered(codePlain, fails(errors.Join(errPlain, deep, t.err(codeText))))
			},
		},
		{
			Name:   "decision/outermost",
			Rule:   "A catalog error whose cause is another one answers itself.",
			Source: "contract §4",
			check:  func(t *trial) { t.answered(codePlain, fails(t.err(codePlain).cause(t.err(codeText)))) },
		},
		{
			Name:   "decision/bare-code",
			Rule:   "A code is an error by itself.",
			Source: "contract §4 rule 1",
			check:  func(t *trial) { t.answered(codePlain, fails(fmt.Errorf("w: %w", codePlain))) },
		},
		{
			Name:   "decision/unknown-code",
			Rule:   "A code that is in no catalog is an internal error, and the observer is told why.",
			Source: "contract §4 rule 6",
			check: func(t *trial) {
				if e := t.answered(codeInternal, fails(catalog.Code("no_such_code"))); len(e.Problems) == 0 {
					t.errorf("the observer was told of no problem")
				}
			},
		},
		{
			Name:   "decision/unknown-error",
			Rule:   "Any other error is an internal one, and the observer gets it as the handler returned it.",
			Source: "contract §4 rule 6",
			check: func(t *trial) {
				if e := t.answered(codeInternal, fails(errPlain)); !errors.Is(e.Err, errPlain) || e.Begun || e.Cut || e.Panic != nil {
					t.errorf("the observer was told of %+v", e)
				}
			},
		},
		{
			Name:   "decision/typed-nil",
			Rule:   "A typed nil is a programming error: internal, not a success and not a crash.",
			Source: "contract §4 rule 6",
			check: func(t *trial) {
				t.answered(codeInternal, fails((*kitError)(nil)))
				t.answered(codeInternal, fails(fmt.Errorf("w: %w", (*kitError)(nil))))
				t.answered(codeInternal, fails((*json.SyntaxError)(nil)))
			},
		},
		{
			Name:   "decision/zero-value",
			Rule:   "So is a literal of a generated type, without its constructor, and an entry that has no error status.",
			Source: "contract §4 rule 6 and the invariant",
			check: func(t *trial) {
				for _, row := range []catalog.Row{{}, {Code: "x", Status: 200}, {Code: "x", Status: 99}, {Code: "x", Status: 1000}, {Code: "x", Status: 304}} {
					entry := row.Entry()
					t.answered(codeInternal, fails(&kitError{wire.New(&entry)}))
				}
				t.answered(codeInternal, fails(&kitError{}))
			},
		},
		{
			Name:   "decision/upstream",
			Rule:   "An error that another service sent is not passed on as if it were ours, whatever is inside of it.",
			Source: "contract §4 rule 2",
			check: func(t *trial) {
				t.answered(codeUpstream, fails(fmt.Errorf("call: %w", &received{code: codePlain, inner: t.err(codePlain)})))
				t.answered(codeUpstream, fails(&received{code: "unheard_of"}))
			},
		},
		{
			Name:   "decision/pass-upstream",
			Rule:   "Unless the catalog says that the code may pass.",
			Source: "contract §4 rule 2",
			check: func(t *trial) {
				t.answered(codePass, fails(fmt.Errorf("call: %w", &received{code: codePass, inner: t.err(codePass)})))
				t.answered(codePass, fails(&received{code: codePass}))
			},
		},
		{
			Name:   "decision/body-too-large",
			Rule:   "A body over the limit of http.MaxBytesReader is payload_too_large, also inside of a JSON decoder's error.",
			Source: "contract §4 rule 3",
			check: func(t *trial) {
				s := t.serve(setup{method: http.MethodPost, serve: func(w http.ResponseWriter, r *http.Request) error {
					var v any
					err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 10)).Decode(&v)
					return fmt.Errorf("read the key: %w", err)
				}})
				t.code(s.send(http.MethodPost, path, strings.NewReader(`{"a":"`+strings.Repeat("x", 100)+`"}`)), codeTooLarge)
			},
		},
		{
			Name:   "decision/deadline",
			Rule:   "A deadline that passed is a timeout: of a context, of net/http's TimeoutHandler, or of the network.",
			Source: "contract §4 rule 3",
			check: func(t *trial) {
				t.answered(codeTimeout, fails(fmt.Errorf("query: %w", context.DeadlineExceeded)))
				t.answered(codeTimeout, fails(fmt.Errorf("write: %w", http.ErrHandlerTimeout)))
				t.answered(codeTimeout, func(_ http.ResponseWriter, r *http.Request) error {
					ctx, cancel := context.WithTimeout(r.Context(), time.Millisecond)
					defer cancel()
					<-ctx.Done()
					return ctx.Err()
				})
			},
		},
		{
			Name:   "decision/own-cancel",
			Rule:   "A context that the handler itself cancelled is not a client that went away: internal.",
			Source: "contract §4 rule 3",
			check: func(t *trial) {
				t.answered(codeInternal, func(_ http.ResponseWriter, r *http.Request) error {
					ctx, cancel := context.WithCancel(r.Context())
					cancel()
					return fmt.Errorf("query: %w", ctx.Err())
				})
			},
		},
		{
			Name:   "decision/client-gone",
			Rule:   "When the client has gone the failure counts as client_closed (499), not as a fault of the server.",
			Source: "contract §4 rule 3",
			check: func(t *trial) {
				running, done := make(chan struct{}), make(chan struct{})
				s := t.serve(setup{serve: func(_ http.ResponseWriter, r *http.Request) error {
					defer close(done)
					close(running)
					<-r.Context().Done()
					return fmt.Errorf("query: %w", r.Context().Err())
				}})
				ctx, cancel := context.WithCancel(context.Background())
				req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.addr+path, nil)
				if err != nil {
					t.fatalf("make a request: %v", err)
				}
				go func() {
					<-running
					cancel()
				}()
				_ = s.exchange(req)
				<-done
				s.settle()
				if e := t.oneEvent(); e.Entry.Code() != codeClientClosed {
					t.errorf("the observer was told of %q, want %q", e.Entry.Code(), codeClientClosed)
				}
			},
		},
		{
			Name:   "decision/server-stops",
			Rule:   "A server that shuts down says so, by the cause of its requests' cancelling: the client, who is still there, gets unavailable (503).",
			Source: "contract §4 rule 3",
			check: func(t *trial) {
				base, stop := context.WithCancelCause(context.Background())
				defer stop(nil)
				r := t.serve(setup{base: base, serve: func(_ http.ResponseWriter, r *http.Request) error {
					stop(errors.New("the server shuts down"))
					select {
					case <-r.Context().Done():
					case <-time.After(patience):
					}
					return fmt.Errorf("query: %w", r.Context().Err())
				}}).get()
				t.code(r, codeUnavailable)
				if e := t.oneEvent(); e.ClientGone {
					t.errorf("the observer was told that the client has gone")
				}
			},
		},
		{
			Name:   "decision/framework-status",
			Rule:   "A framework's own error is answered by the role of its status, else by the code that the catalog binds to the status, else by malformed_request if it is a 4xx, internal otherwise.",
			Source: "contract §4 rule 4",
			check: func(t *trial) {
				for status, code := range map[int]catalog.Code{
					400: codeMalformed, 401: codeUnauthenticated, 403: codeForbidden, 404: codeRouteNotFound, 413: codeTooLarge,
					415: codeMediaType, 429: codeRateLimited, 503: codeUnavailable, 504: codeTimeout,
					402: codeMalformed, 418: codePlain, 422: codeMalformed, 451: codeMalformed, 499: codeClientClosed,
					500: codeInternal, 501: codeInternal, 502: codeUpstream, 599: codeInternal,
					0: codeInternal, 99: codeInternal, 200: codeInternal, 204: codeInternal, 302: codeInternal, 1000: codeInternal,
				} {
					t.answered(code, fails(fmt.Errorf("w: %w", adapter.StatusError(status))))
				}
			},
		},
		{
			Name:   "decision/status-without-code",
			Rule:   "A status that no code of the catalog answers for is a problem in the record, which says where to bind one; a status that has a code is none.",
			Source: "contract §4 rule 4",
			check: func(t *trial) {
				for status, problems := range map[int]int{402: 1, 409: 1, 507: 1, 404: 0, 418: 0, 502: 0, 500: 0} {
					s := t.serve(setup{serve: fails(adapter.StatusError(status))})
					_ = s.get()
					s.settle()
					if e := t.oneEvent(); len(e.Problems) != problems {
						t.errorf("status %d: the problems are %v, want %d", status, e.Problems, problems)
					}
				}
			},
		},
		{
			Name:   "decision/abort-returned",
			Rule:   "http.ErrAbortHandler that is returned, not panicked, is an error like any other: internal.",
			Source: "contract §4 rule 6",
			check:  func(t *trial) { t.answered(codeInternal, fails(http.ErrAbortHandler)) },
		},
		{
			Name:   "decision/mapping",
			Rule:   "The service's own mapping is asked after catalog errors and before all other rules; it may decline.",
			Source: "contract §4",
			check: func(t *trial) {
				options := render.Options{MapError: func(_ *http.Request, err error) error {
					if errors.Is(err, io.EOF) || errors.Is(err, context.DeadlineExceeded) {
						return fmt.Errorf("mapped: %w", t.err(codeRetry))
					}
					return nil
				}}
				for err, code := range map[error]catalog.Code{
					fmt.Errorf("w: %w", io.EOF):           codeRetry,
					context.DeadlineExceeded:              codeRetry,
					http.ErrHandlerTimeout:                codeTimeout,
					errPlain:                              codeInternal,
					errors.Join(io.EOF, t.err(codePlain)): codePlain,
				} {
					t.code(t.serve(setup{options: options, serve: fails(err)}).get(), code)
				}
			},
		},
		{
			Name:   "decision/mapping-panics",
			Rule:   "A mapping that panics counts as one that declined.",
			Source: "contract §8",
			check: func(t *trial) {
				options := render.Options{MapError: func(*http.Request, error) error { panic("hook") }}
				t.code(t.serve(setup{options: options, serve: fails(context.DeadlineExceeded)}).get(), codeTimeout)
				if e := t.oneEvent(); len(e.Problems) == 0 {
					t.errorf("the observer was told of no problem")
				}
			},
		},
	}
}
