package rendertest

import (
	"bytes"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
)

// links is how long the chains are that a renderer must see the end of.
const links = 10_000

type link struct{ inner error }

func (l *link) Error() string { return "link" }
func (l *link) Unwrap() error { return l.inner }

// ring is an error whose text has no end when its tree is a cycle. One that
// recursed for ever would end the process; this one gives up.
type ring struct {
	inner error
	calls atomic.Int32
}

const maxCalls = 1000

func (r *ring) Error() string {
	if r.calls.Add(1) > maxCalls {
		panic("the text has no end")
	}
	return "ring: " + r.inner.Error()
}

func (r *ring) Unwrap() error { return r.inner }

// endless checks that nobody asked for the text of a cycle.
func (t *trial) endless(r *ring) {
	if r.calls.Load() > maxCalls {
		t.errorf("the text of an error with a cycle was asked for; printing it would end the process")
	}
}

type branches []error

func (b branches) Error() string   { return "branches" }
func (b branches) Unwrap() []error { return b }

// quickly checks that an error is answered with a code, and soon, by a
// renderer that logs it too.
func (t *trial) quickly(code catalog.Code, err error) {
	var out bytes.Buffer
	for _, observer := range []render.Observer{t.observe, render.Log(slog.New(slog.NewTextHandler(&out, nil)))} {
		start := time.Now()
		t.code(t.serve(setup{options: render.Options{Observer: observer}, serve: fails(err)}).get(), code)
		if took := time.Since(start); took > 30*time.Second { // a walk without a bound takes years
			t.errorf("the answer took %v", took)
		}
	}
	if n := out.Len(); n == 0 || n > 8<<20 {
		t.errorf("the log has %d bytes, want a record of at most 8 MiB", n)
	}
}

func treeRequirements() []Requirement {
	return []Requirement{
		{
			Name:   "tree/deep",
			Rule:   "A catalog error under 10,000 levels of wrapping answers.",
			Source: "contract §8",
			check: func(t *trial) {
				var err error = t.err(codePlain)
				for range links {
					err = &link{err}
				}
				t.quickly(codePlain, err)
				t.quickly(codePlain, errors.Join(errPlain, err))
			},
		},
		{
			Name:   "tree/deep-causes",
			Rule:   "A chain of 10,000 catalog errors is answered and logged in a reasonable time.",
			Source: "contract §8",
			check: func(t *trial) {
				err := t.err(codePlain)
				for range links {
					err = t.err(codePlain).cause(err)
				}
				t.quickly(codePlain, err)
			},
		},
		{
			Name:   "tree/deep-joins",
			Rule:   "So does one under 5,000 joins of two.",
			Source: "contract §8",
			check: func(t *trial) {
				var err error = t.err(codePlain)
				for range links / 2 {
					err = branches{nil, err, errPlain}
				}
				t.quickly(codePlain, err)
			},
		},
		{
			Name:   "tree/cycle",
			Rule:   "A tree that has a cycle is an internal error, quickly; logging it does not recurse for ever.",
			Source: "contract §8",
			check: func(t *trial) {
				self := &link{}
				self.inner = self
				t.quickly(codeInternal, self)
				speaking := &ring{}
				speaking.inner = &ring{inner: speaking}
				t.quickly(codeInternal, speaking)
				t.endless(speaking)
				b := make(branches, 2)
				b[0], b[1] = b, b
				t.quickly(codeInternal, b)
			},
		},
		{
			Name:   "tree/shared",
			Rule:   "A tree whose members are shared so often that a walk would never end is an internal error, quickly; logging it does not fill the memory.",
			Source: "contract §8",
			check: func(t *trial) {
				err := errPlain
				for range 60 {
					err = branches{err, err}
				}
				t.quickly(codeInternal, err)
				err = errPlain
				for range 22 { // errors.Join writes its text when asked: 2^22 lines
					err = errors.Join(err, err)
				}
				t.quickly(codeInternal, err)
			},
		},
		{
			Name:   "tree/cycle-behind",
			Rule:   "A catalog error in front of a cycle answers, and its cause does not keep the log busy for ever.",
			Source: "contract §8",
			check: func(t *trial) {
				speaking := &ring{}
				speaking.inner = speaking
				t.quickly(codePlain, t.err(codePlain).cause(speaking))
				t.quickly(codePlain, errors.Join(t.err(codePlain).cause(&link{speaking})))
				t.endless(speaking)
			},
		},
		{
			Name:   "tree/nil-members",
			Rule:   "Nil members of joined errors are skipped.",
			Source: "contract §8",
			check: func(t *trial) {
				t.answered(codePlain, fails(branches{nil, nil, branches{}, branches{nil}, &link{}, t.err(codePlain)}))
				t.answered(codeInternal, fails(branches{nil}))
			},
		},
		{
			Name:   "tree/as-panic",
			Rule:   "All of that holds for values of panics too.",
			Source: "contract §8",
			check: func(t *trial) {
				self := &link{}
				self.inner = self
				t.answered(codeInternal, panics(self))
				speaking := &ring{}
				speaking.inner = speaking
				_ = t.answered(codeInternal, panics(speaking)).Panic.Error()
				t.endless(speaking)
			},
		},
	}
}
