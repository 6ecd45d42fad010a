package rendertest_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/asterwise/errcat/render/adapter"
	"github.com/asterwise/errcat/render/rendertest"
)

// within is an adapter with middleware inside of its own, which does one thing
// of its own. Inside of that middleware it does serve, around it surround.
func within(
	surround func(x *adapter.Exchange, w http.ResponseWriter, next func() error) error,
	serve func(rt *router, w http.ResponseWriter, r *http.Request) error,
) rendertest.Adapter {
	broken := ownRouter
	broken.Lacks = nil
	broken.New = func(s rendertest.Site) http.Handler {
		rt := &router{s.Renderer, s.Routes}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			x, w := s.Renderer.Engine().Begin(w, r)
			_ = surround(x, w, func() (err error) {
				var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { err = serve(rt, w, r) })
				if s.Inside != nil {
					h = s.Inside(h)
				}
				h.ServeHTTP(w, r)
				return err
			})
		})
	}
	return broken
}

// Adapters with the faults that services have met behind other people's
// middleware, servers and proxies.
func TestKitCatchesFaultsOfTheField(t *testing.T) {
	catches(t, map[string]flawed{
		"hides the server's writer": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(struct{ http.ResponseWriter }{w}, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"connection/too-large", "connection/until-close"},
		},
		"puts an end to HTTP/1.0": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
				if !r.ProtoAtLeast(1, 1) {
					panic(http.ErrAbortHandler)
				}
			}),
			[]string{"connection/until-close-whole"},
		},
		"leaves a body that is too large to others": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				if r.ContentLength > 1<<20 {
					panic(http.ErrAbortHandler)
				}
				rt.ServeHTTP(w, r)
			}),
			[]string{"connection/too-large", "connection/too-large-stream"},
		},
		"answers outside of all middleware only": {
			within(
				func(x *adapter.Exchange, w http.ResponseWriter, next func() error) error {
					return x.Try(w, next, func(f adapter.Failure) { x.Fail(w, f) })
				},
				func(rt *router, w http.ResponseWriter, r *http.Request) error { return rt.serve(w, r) },
			),
			[]string{"nearest/status", "nearest/closed-by-defer"},
		},
		"answers inside of all middleware only": {
			within(
				func(_ *adapter.Exchange, _ http.ResponseWriter, next func() error) error { return next() },
				func(rt *router, w http.ResponseWriter, r *http.Request) error {
					x, w := rt.renderer.Engine().Begin(w, r)
					return x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
				},
			),
			[]string{"nearest/swallowed-abort", "router/middleware"},
		},
		"leaves alone what a compressor holds": {
			within(
				func(x *adapter.Exchange, w http.ResponseWriter, next func() error) error {
					defer func() { _ = recover() }()
					return x.Try(w, next, func(f adapter.Failure) { x.Fail(w, f) })
				},
				func(rt *router, w http.ResponseWriter, r *http.Request) error { return rt.serve(w, r) },
			),
			[]string{"nearest/closed-by-defer-begun"},
		},
		"keeps no plain answer back": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				if err := rt.serve(w, r); err != nil {
					x.Fail(w, adapter.Failure{Err: err})
				}
			}),
			[]string{"router/not-found", "router/method", "request-id/nothing-written"},
		},
		"answers in place of every 4xx": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				seen := &watching{ResponseWriter: w}
				err := x.Try(w, func() error { return rt.serve(seen, r) }, func(f adapter.Failure) { x.Fail(w, f) })
				if err == nil && seen.status >= 400 {
					x.Fail(w, adapter.Failure{Err: adapter.StatusError(seen.status)})
				}
			}),
			[]string{"router/own-text"},
		},
		"goes on with the exchange of the context": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x := adapter.FromContext(r.Context())
				if x == nil {
					x, w = rt.renderer.Engine().Begin(w, r)
				}
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"nested/recorder", "nested/head", "nested/begun"},
		},
		"knows JSON only": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				r.Header.Del("Accept")
				rt.ServeHTTP(w, r)
			}),
			[]string{"forms/problem-details", "forms/router"},
		},
		"says what varies by itself": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				rt.ServeHTTP(&varying{w}, r)
			}),
			[]string{"forms/envelope-by-default"},
		},
		"asks for another request's form": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				if err := x.Try(w, func() error { return rt.serve(w, r) }, func(adapter.Failure) {}); err != nil {
					x.Fail(w, adapter.Failure{Err: err, Request: httptest.NewRequest(http.MethodGet, "/", nil)})
				}
			}),
			[]string{"forms/oauth"},
		},
		"gives requests a context of its own": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
				defer cancel()
				defer context.AfterFunc(r.Context(), cancel)()
				rt.ServeHTTP(w, r.WithContext(ctx))
			}),
			[]string{"decision/server-stops", "request/carried-back"},
		},
		"gives handlers a copy of the request": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				rt.ServeHTTP(w, r.Clone(r.Context()))
			}),
			[]string{"request/files", "request/carried-back"},
		},
		"gives handlers a context that knows nothing": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				bare := r.WithContext(context.Background())
				_ = x.Try(w, func() error { return rt.serve(w, bare) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"request/log", "request-id/everywhere"},
		},
		"has the request in its context": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				told := r.WithContext(talkative{r.Context(), r})
				_ = x.Try(w, func() error { return rt.serve(w, told) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"request/context-text"},
		},
		"begins when something has failed": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				if err := rt.serve(w, r); err != nil {
					x, w := rt.renderer.Engine().Begin(w, r)
					x.Fail(w, adapter.Failure{Err: err})
				}
			}),
			[]string{"request/duration", "request/log", "request-id/nothing-written", "request-id/spelling"},
		},
		"sends the response when all is over": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				late := &lateSender{ResponseWriter: w}
				rt.ServeHTTP(late, r)
				late.send()
			}),
			[]string{"hostile/observer-exits", "stream/events"},
		},
		"writes the handler's header by itself": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(&watching{ResponseWriter: w}, r) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"once/second-header"},
		},
	})
}

// watching is a writer that knows the status.
type watching struct {
	http.ResponseWriter
	status int
}

func (w *watching) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// talkative is a context that says all that it knows.
type talkative struct {
	context.Context
	request *http.Request
}

// lateSender keeps a response until it is told to send it.
type lateSender struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *lateSender) WriteHeader(status int)      { w.status = status }
func (w *lateSender) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *lateSender) send() {
	if w.status != 0 {
		w.ResponseWriter.WriteHeader(w.status)
	}
	_, _ = w.body.WriteTo(w.ResponseWriter)
}

// varying is a writer that has its own opinion of what an answer depends on.
type varying struct{ http.ResponseWriter }

func (w *varying) WriteHeader(status int) {
	w.Header().Del("Vary")
	w.ResponseWriter.WriteHeader(status)
}

func (w *varying) Unwrap() http.ResponseWriter { return w.ResponseWriter }
