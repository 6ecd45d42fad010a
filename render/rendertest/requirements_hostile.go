package rendertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/render"
)

type (
	badUnwrap   struct{ badError }
	badLogValue struct{ error }
	badJSON     struct{}
	failingJSON struct{}
	badDetail   struct{}
	nilDetail   struct{ text string }
)

func (badUnwrap) Unwrap() error                          { panic("Unwrap panicked") }
func (badLogValue) LogValue() slog.Value                 { panic("LogValue panicked") }
func (badJSON) MarshalJSON() ([]byte, error)             { panic("MarshalJSON panicked") }
func (failingJSON) MarshalJSON() ([]byte, error)         { return nil, errors.New("secret in MarshalJSON") }
func (badDetail) AppendJSON([]byte) ([]byte, error)      { panic("AppendJSON panicked") }
func (d *nilDetail) AppendJSON(b []byte) ([]byte, error) { return append(b, d.text...), nil }

// hostileError is a catalog error whose methods are somebody else's.
type hostileError struct {
	*kitError
	entry   func() *catalog.Entry
	message func() string
	after   func() time.Duration
}

func (e *hostileError) Entry() *catalog.Entry {
	if e.entry != nil {
		return e.entry()
	}
	return e.kitError.Entry()
}

func (e *hostileError) Message() string {
	if e.message != nil {
		return e.message()
	}
	return e.kitError.Message()
}

func (e *hostileError) RetryAfter() time.Duration {
	if e.after != nil {
		return e.after()
	}
	return e.kitError.RetryAfter()
}

func hostileRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "hostile/error-methods",
			Rule:   "An Error or Unwrap method that panics does not change the response, with the default log as observer too.",
			Source: "contract §8",
			check: func(t *trial) {
				var out bytes.Buffer
				for _, observer := range []render.Observer{t.observe, render.Log(slog.New(slog.NewJSONHandler(&out, nil)))} {
					for _, err := range []error{badError{}, badUnwrap{}, nestedPanic{}, fmt.Errorf("w: %w", badUnwrap{}), badLogValue{errPlain}} {
						t.code(t.serve(setup{options: render.Options{Observer: observer}, serve: fails(err)}).get(), codeInternal)
						t.code(t.serve(setup{options: render.Options{Observer: observer}, serve: fails(t.err(codePlain).cause(err))}).get(), codePlain)
					}
				}
				if n := bytes.Count(out.Bytes(), []byte("\n")); n != 10 {
					t.errorf("the log has %d records, want 10:\n%s", n, out.Bytes())
				}
			},
		},
		{
			Name:   "hostile/observer",
			Rule:   "An observer that panics does not change the response, nor does it keep another one from being told.",
			Source: "contract §8",
			check: func(t *trial) {
				bad := func(context.Context, render.Event) { panic("hook") }
				t.code(t.serve(setup{options: render.Options{Observer: bad}, serve: fails(t.err(codePlain))}).get(), codePlain)
				t.code(t.serve(setup{options: render.Options{Observer: render.Observers(bad, t.observe)}, serve: panics("p")}).get(), codeInternal)
				t.oneEvent()
			},
		},
		{
			Name:   "hostile/observer-exits",
			Rule:   "An observer that ends the goroutine (runtime.Goexit, as testing.T.FailNow does) does not keep the envelope from the client.",
			Source: "contract §8",
			check: func(t *trial) {
				for code, serve := range map[catalog.Code]func(http.ResponseWriter, *http.Request) error{
					codePlain: fails(t.err(codePlain)), codeInternal: panics("p"),
				} {
					r := t.serve(setup{serve: serve, options: render.Options{Observer: func(context.Context, render.Event) { runtime.Goexit() }}}).get()
					if t.protocol == http2 && r.Response != nil { // the server resets the stream behind the envelope
						r.err = nil
					}
					t.code(r, code)
				}
			},
		},
		{
			Name:   "hostile/catalog-error-methods",
			Rule:   "A catalog error whose own methods panic is an internal error.",
			Source: "contract §8",
			check: func(t *trial) {
				t.answered(codeInternal, fails(&hostileError{kitError: t.err(codePlain), entry: func() *catalog.Entry { panic("Entry panicked") }}))
				t.answered(codeInternal, fails(&hostileError{kitError: t.err(codePlain), message: func() string { panic("Message panicked") }}))
				t.answered(codeInternal, fails(&hostileError{kitError: t.err(codePlain), entry: func() *catalog.Entry { return nil }}))
			},
		},
		{
			Name:   "hostile/own-message",
			Rule:   "A message that somebody else's type words is made safe: cut below 200 characters, without control characters.",
			Source: "contract §1, §8",
			check: func(t *trial) {
				long := strings.Repeat("x", 1000) + "\x00"
				r := t.serve(setup{serve: fails(&hostileError{kitError: t.err(codePlain), message: func() string { return "a\x07b\r\n" + long }})}).get()
				t.envelope(r, expected{code: codePlain, message: "a\uFFFDb\uFFFD\uFFFD" + strings.Repeat("x", limits.Message-6) + "\u2026"})
			},
		},
		{
			Name:   "hostile/own-wait",
			Rule:   "A wait that somebody else's type asks for keeps the limits: whole seconds from 1 to 86,400, else null.",
			Source: "contract §1, §8",
			check: func(t *trial) {
				for wait, seconds := range map[time.Duration]int{
					time.Millisecond: 1, 1500 * time.Millisecond: 2, 1000 * time.Hour: 86400, -time.Second: 0, 0: 0, math.MaxInt64: 86400, math.MinInt64: 0,
				} {
					err := &hostileError{kitError: t.err(codeRateLimited), after: func() time.Duration { return wait }}
					t.envelope(t.serve(setup{serve: fails(err)}).get(), expected{code: codeRateLimited, retry: seconds})
				}
			},
		},
		{
			Name:   "hostile/details",
			Rule:   "Details that cannot be encoded (NaN, channels, cycles, a MarshalJSON that fails or panics) are dropped and reported; the rest of the envelope stands.",
			Source: "contract §8",
			check: func(t *trial) {
				cycle := map[string]any{}
				cycle["self"] = cycle
				good := item{Msg: "good", Input: 1}
				for _, bad := range []detail{
					item{Input: math.NaN()}, item{Input: math.Inf(1)}, item{Input: make(chan int)}, item{Input: cycle}, item{Input: func() {}},
					item{Input: badJSON{}}, item{Input: failingJSON{}}, item{Input: map[string]any{"a": []any{badJSON{}}}},
					item{Loc: catalog.Path{1.5}}, badDetail{}, (*nilDetail)(nil), nil,
				} {
					r := t.serve(setup{serve: fails(t.err(codeDetails).details(good, bad, good))}).get()
					t.envelope(r, expected{code: codeDetails, details: []string{`{"loc":[],"msg":"good","input":1}`, `{"loc":[],"msg":"good","input":1}`}})
					if e := t.oneEvent(); len(e.Problems) == 0 {
						t.errorf("details with a %T: the observer was told of no problem", bad)
					}
				}
			},
		},
		{
			Name:   "hostile/many-details",
			Rule:   "Details are capped at 64 KiB: whole items are kept while they fit, and the cut is reported.",
			Source: "contract §8",
			check: func(t *trial) {
				var items []detail
				for range 10_000 {
					items = append(items, item{Msg: strings.Repeat("m", 100)})
				}
				r := t.serve(setup{serve: fails(t.err(codeDetails).details(items...))}).get()
				if r.err != nil {
					t.fatalf("the response was cut: %v", r.err)
				}
				for _, f := range faults(r.Response, r.body, codeDetails) {
					t.errorf("%s", f)
				}
				if n := len(r.body); n < 60<<10 || n > 66<<10 {
					t.errorf("the body has %d bytes, want about 64 KiB", n)
				}
				if e := t.oneEvent(); len(e.Problems) == 0 {
					t.errorf("the observer was told of no problem")
				}
				small := t.serve(setup{options: render.Options{MaxDetails: 10}, serve: fails(t.err(codeDetails).details(items[0]))}).get()
				t.envelope(small, expected{code: codeDetails})
			},
		},
		{
			Name:   "hostile/mutable-details",
			Rule:   "Rendering reads nothing that a caller may change meanwhile: details are encoded when the error is made.",
			Source: "contract §8",
			check: func(t *trial) {
				live := map[string]any{"n": 1}
				err := t.err(codeDetails).details(item{Msg: "m", Input: live})
				var busy sync.WaitGroup
				stop := make(chan struct{})
				busy.Add(1)
				go func() {
					defer busy.Done()
					for i := 0; ; i++ {
						select {
						case <-stop:
							return
						default:
							live["n"] = i
						}
					}
				}()
				r := t.serve(setup{serve: fails(err)}).get()
				close(stop)
				busy.Wait()
				t.envelope(r, expected{code: codeDetails, details: []string{`{"loc":[],"msg":"m","input":{"n":1}}`}})
			},
		},
		{
			Name:   "hostile/invalid-status",
			Rule:   "A handler that sets a status which HTTP does not have panics in net/http: internal, not an empty success.",
			Source: "contract §4 rule 5",
			check: func(t *trial) {
				for _, status := range []int{0, 99, 1000, -1} {
					t.answered(codeInternal, func(w http.ResponseWriter, _ *http.Request) error {
						w.WriteHeader(status)
						return nil
					})
				}
			},
		},
	}
}
