package rendertest

import (
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"

	"github.com/asterwise/errcat/catalog"
)

// panics returns a handler that panics with a value.
func panics(value any) func(http.ResponseWriter, *http.Request) error {
	return func(http.ResponseWriter, *http.Request) error { panic(value) }
}

// The values below have methods that panic when somebody prints them.
type (
	badError    struct{}
	badString   struct{}
	badFormat   struct{}
	badGoString struct{}
	nilReceiver struct{ text string }
	nestedPanic struct{}
)

func (badError) Error() string           { panic("Error panicked") }
func (badString) String() string         { panic("String panicked") }
func (badFormat) Format(fmt.State, rune) { panic("Format panicked") }
func (badGoString) GoString() string     { panic("GoString panicked") }
func (n *nilReceiver) Error() string     { return n.text }
func (nestedPanic) Error() string        { panic(badError{}) }

func panicRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "panic/values",
			Rule:   "A panic is answered as an internal error, whatever its value; the value goes to the observer only.",
			Source: "contract §4 rule 5, §5",
			check: func(t *trial) {
				const secret = "pw-8f2a77"
				for _, value := range []any{
					secret, errors.New(secret), 42, struct{ Password string }{secret}, &struct{ Password string }{secret},
					[]byte(secret), fmt.Errorf("w: %w", errors.New(secret)), map[string]string{"password": secret}, nil,
				} {
					r := t.serve(setup{serve: panics(value)}).get()
					t.code(r, codeInternal)
					if Leak(r.body, secret) != "" {
						t.errorf("the body holds the value of a panic with a %T", value)
					}
					if e := t.oneEvent(); e.Panic == nil || e.Begun || e.Err == nil {
						t.errorf("a panic with a %T: the observer was told of %+v", value, e)
					}
				}
			},
		},
		{
			Name:   "panic/runtime-error",
			Rule:   "So is a panic of the Go runtime.",
			Source: "contract §4 rule 5",
			check: func(t *trial) {
				var none map[string]int
				var empty []int
				for _, crash := range []func(){
					func() { none["a"] = 1 },
					func() { _ = empty[len(none)] },
					func() { var p *trial; p.problems = nil },
				} {
					e := t.answered(codeInternal, func(http.ResponseWriter, *http.Request) error {
						crash()
						return nil
					})
					if e.Panic == nil {
						t.errorf("the observer was told of no panic")
					}
				}
			},
		},
		{
			Name:   "panic/hostile-values",
			Rule:   "A value whose own methods panic when it is printed is a panic like any other.",
			Source: "contract §8",
			check: func(t *trial) {
				for _, value := range []any{badError{}, badString{}, badFormat{}, badGoString{}, (*nilReceiver)(nil), nestedPanic{}} {
					e := t.answered(codeInternal, panics(value))
					if e.Panic == nil {
						t.errorf("a panic with a %T: the observer was told of no panic", value)
						continue
					}
					_ = e.Panic.Error()
				}
			},
		},
		{
			Name:   "panic/catalog-error",
			Rule:   "A catalog error as the value of a panic is still a panic: internal.",
			Source: "contract §4 rule 5",
			check: func(t *trial) {
				t.answered(codeInternal, panics(t.err(codePlain)))
				t.answered(codeInternal, panics(codePlain))
			},
		},
		{
			Name:   "panic/goexit",
			Rule:   "A handler that ends its goroutine has failed as if it had panicked. (Over HTTP/2 the server resets the stream behind the envelope.)",
			Source: "contract §4 rule 5 and the invariant",
			check: func(t *trial) {
				r := t.serve(setup{serve: func(http.ResponseWriter, *http.Request) error {
					runtime.Goexit()
					return nil
				}}).get()
				if t.protocol == http2 && r.Response != nil {
					r.err = nil
				}
				t.code(r, codeInternal)
				if e := t.oneEvent(); e.Panic == nil {
					t.errorf("the observer was told of no panic")
				}
			},
		},
		{
			Name:   "panic/abort",
			Rule:   "http.ErrAbortHandler is panicked again: the connection is cut, and nobody is told, as net/http documents it.",
			Source: "contract §4 rule 5; net/http",
			check: func(t *trial) {
				if r := t.serve(setup{serve: panics(http.ErrAbortHandler)}).get(); r.whole() {
					t.errorf("the client got status %d, want a cut connection", r.StatusCode)
				}
				if n := len(t.seen()); n != 0 {
					t.errorf("the observer was told of %d failures, want none", n)
				}
			},
		},
		{
			Name:   "panic/abort-wrapped",
			Rule:   "So is one that something wrapped on the way, also behind bytes that were written.",
			Source: "contract §4 rule 5",
			check: func(t *trial) {
				for _, value := range []error{fmt.Errorf("proxy: %w", http.ErrAbortHandler), errors.Join(errPlain, http.ErrAbortHandler)} {
					r := t.serve(setup{serve: func(w http.ResponseWriter, _ *http.Request) error {
						_, _ = w.Write([]byte("half"))
						panic(value)
					}}).get()
					if r.whole() {
						t.errorf("the client got status %d, want a cut connection", r.StatusCode)
					}
				}
			},
		},
		{
			Name:   "panic/stack",
			Rule:   "The observer gets the stack of the goroutine that panicked, and of no other one: a dump of all would let anybody stop the service.",
			Source: "contract §4 rule 5, §8",
			check: func(t *trial) {
				stop := make(chan struct{})
				defer close(stop)
				for range 50 {
					go bystander(stop)
				}
				e := t.answered(codeInternal, panics("where"))
				if e.Panic == nil {
					t.fatalf("the observer was told of no panic")
				}
				stack := e.Panic.Stack()
				if !strings.Contains(stack, "panics") || !strings.Contains(stack, "requirements_panic.go:") {
					t.errorf("the stack does not name the handler:\n%s", stack)
				}
				if strings.Contains(stack, "bystander") || strings.Contains(stack, "goroutine ") {
					t.errorf("the stack has other goroutines:\n%s", stack)
				}
			},
		},
		{
			Name:   "panic/deep-stack",
			Rule:   "The stack is bounded, however deep the recursion was.",
			Source: "contract §4 rule 5, §8",
			check: func(t *trial) {
				e := t.answered(codeInternal, func(http.ResponseWriter, *http.Request) error {
					dive(100_000)
					return nil
				})
				if e.Panic == nil {
					t.fatalf("the observer was told of no panic")
				}
				if n := len(e.Panic.Stack()); n == 0 || n > 64<<10 {
					t.errorf("the stack has %d bytes, want some, and at most 64 KiB", n)
				}
			},
		},
		{
			Name:   "panic/next-request",
			Rule:   "The server goes on serving after panics.",
			Source: "contract §4",
			check: func(t *trial) {
				s := t.serve(setup{serve: panics("again")})
				for range 20 {
					t.code(s.get(), codeInternal)
				}
				if r := s.send(http.MethodGet, "/fine", nil); r.err != nil || string(r.body) != "fine" {
					t.errorf("after the panics another route gives %q, %v", r.body, r.err)
				}
			},
		},
		{
			Name:   "panic/middleware",
			Rule:   "A panic of a middleware inside of the adapter's own is answered too.",
			Source: "contract §4 rule 5",
			Needs:  []Capability{Inside},
			check: func(t *trial) {
				s := t.serve(setup{serve: fine, inside: func(http.Handler) http.Handler {
					return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(catalog.Code("x")) })
				}})
				t.code(s.get(), codeInternal)
			},
		},
	}
}

func bystander(stop chan struct{}) { <-stop }

func dive(n int) {
	if n == 0 {
		panic("deep")
	}
	dive(n - 1)
}
