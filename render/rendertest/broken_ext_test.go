package rendertest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/adapter"
	"github.com/asterwise/errcat/render/rendertest"
)

func TestThirdPartyAdapter(t *testing.T) { rendertest.Run(t, ownRouter) }

// serving is an adapter of the router that does one thing of its own.
func serving(serve func(rt *router, w http.ResponseWriter, r *http.Request)) rendertest.Adapter {
	broken := ownRouter
	broken.New = func(s rendertest.Site) http.Handler {
		rt := &router{s.Renderer, s.Routes}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(rt, w, r) })
	}
	return broken
}

// remote is an adapter of the router that replaces errors of other services.
func remote(replace func(catalog.Remote) error) rendertest.Adapter {
	return serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
		x, w := rt.renderer.Engine().Begin(w, r)
		_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) {
			var err catalog.Remote
			if errors.As(f.Err, &err) {
				f.Err = replace(err)
			}
			x.Fail(w, f)
		})
	})
}

// A flawed adapter has a fault, for which requirements must fail.
type flawed struct {
	adapter rendertest.Adapter
	caught  []string
}

// catches checks that the kit finds the faults: one that lets a fault pass
// checks nothing.
func catches(t *testing.T, faults map[string]flawed) {
	for name, test := range faults {
		t.Run(name, func(t *testing.T) {
			missing := test.caught
			for range 10 { // what a fault does to a connection depends on who is faster
				findings := rendertest.Check(test.adapter, missing...)
				missing = slices.DeleteFunc(slices.Clone(missing), func(requirement string) bool {
					return slices.ContainsFunc(findings, func(f rendertest.Finding) bool {
						return f.Requirement.Name == requirement && len(f.Problems) > 0
					})
				})
				if len(missing) == 0 {
					return
				}
			}
			t.Errorf("the kit does not catch it by %q", missing)
		})
	}
}

func TestKitCatches(t *testing.T) {
	catches(t, map[string]flawed{
		"swallows the error": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { _ = rt.serve(w, r); return nil }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"envelope/every-code", "decision/unknown-error", "begun/write", "invariant/random", "header/no-route", "concealed/cause"},
		},
		"does not recover": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				if err := rt.serve(w, r); err != nil {
					x.Fail(w, adapter.Failure{Err: err})
				}
			}),
			[]string{"panic/values", "panic/goexit", "panic/catalog-error", "stale/panic", "invariant/random"},
		},
		"answers http.ErrAbortHandler": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				defer func() {
					if v := recover(); v != nil {
						x.Fail(w, adapter.Failure{Panic: &adapter.Panic{Value: v}})
					}
				}()
				if err := rt.serve(w, r); err != nil {
					x.Fail(w, adapter.Failure{Err: err})
				}
			}),
			[]string{"panic/abort", "begun/write", "panic/stack"},
		},
		"hands the panic on as an error": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) {
					if f.Panic != nil {
						err, ok := f.Panic.Value.(error)
						if !ok {
							err = f.Panic
						}
						f = adapter.Failure{Err: err}
					}
					x.Fail(w, f)
				})
			}),
			[]string{"panic/catalog-error", "panic/values", "panic/stack"},
		},
		"gives handlers the server's writer": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, watched := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(watched, f) })
			}),
			[]string{"begun/write", "begun/flush", "begun/copy", "stream/events", "begun/no-content", "request-id/tampering"},
		},
		"gives handlers the client's request": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				lost := r.Clone(r.Context())
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, lost) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"request-id/everywhere", "request-id/characters"},
		},
		"trusts every request ID": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				id := r.Header.Get("X-Request-Id")
				if id != "" {
					w = trusting{w, id}
				}
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"request-id/characters", "request-id/length", "request-id/twice", "request-id/list", "privacy/request"},
		},
		"fails twice": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) {
					if f.Err != nil {
						x.Fail(w, adapter.Failure{Err: fmt.Errorf("%v", "first")})
					}
					x.Fail(w, f)
				})
			}),
			[]string{"envelope/every-code", "once/answered-and-returned"},
		},
		"keeps the code alone of another service's error": {
			remote(func(err catalog.Remote) error { return err.RemoteCode() }),
			[]string{"remote/passed-whole", "remote/private", "remote/record", "decision/upstream"},
		},
		"answers for another service's error by a status": {
			remote(func(catalog.Remote) error { return adapter.StatusError(http.StatusBadGateway) }),
			[]string{"remote/passed-whole", "remote/record", "decision/pass-upstream"},
		},
		"writes its own envelope": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				_, w = rt.renderer.Engine().Begin(w, r)
				if err := rt.serve(w, r); err != nil {
					d := rt.renderer.Engine().Decide(r, adapter.Failure{Err: err})
					w.Header().Set("Content-Type", "application/json; charset=utf-8")
					w.WriteHeader(d.Entry.Status())
					_ = json.NewEncoder(w).Encode(map[string]any{"success": false, "error": d.Entry.Code(), "message": err.Error()})
				}
			}),
			[]string{"envelope/every-code", "stale/content-length", "stale/validators", "privacy/error", "concealed/headers", "header/head"},
		},
		"keeps what was written": {
			serving(func(rt *router, w http.ResponseWriter, r *http.Request) {
				x, w := rt.renderer.Engine().Begin(w, r)
				defer func() {
					_ = recover() // also of the panic that is to cut the connection
				}()
				_ = x.Try(w, func() error { return rt.serve(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
			}),
			[]string{"begun/write", "begun/large", "panic/abort", "stream/events", "wrapped/gzip-begun"},
		},
	})
}

// Every requirement explains itself, once.
func TestRequirements(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rendertest.Requirements() {
		if seen[r.Name] {
			t.Errorf("there are two requirements %q", r.Name)
		}
		seen[r.Name] = true
		if len(r.Rule) < 20 || r.Rule[len(r.Rule)-1] != '.' && r.Rule[len(r.Rule)-1] != ')' || r.Source == "" {
			t.Errorf("requirement %q does not say what must be (%q) or where that comes from (%q)", r.Name, r.Rule, r.Source)
		}
	}
	if n := len(seen); n < 100 {
		t.Errorf("there are %d requirements, want over 100", n)
	}
}

// trusting is a writer that sends an ID without a look at it.
type trusting struct {
	http.ResponseWriter
	id string
}

func (w trusting) WriteHeader(status int) {
	w.Header()["X-Request-Id"] = []string{w.id}
	w.ResponseWriter.WriteHeader(status)
}
