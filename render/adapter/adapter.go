// Package adapter is for authors of adapters: it puts one request after another
// into the care of a renderer, whatever the framework. Services do not need it;
// they start at the packages render and middleware.
//
//	func (a *myAdapter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
//		x, w := a.engine.Begin(w, r) // a.engine is renderer.Engine()
//		x.Try(w, func() error { return a.handle(w, r) }, func(f adapter.Failure) { x.Fail(w, f) })
//	}
//
// A failure goes one way. [Exchange.Fail] reads the error tree, once
// (reading.go), decides which entry answers (decision.go), encodes and writes
// the envelope (envelope.go, headers.go, answer.go), and reports. Who holds a
// response meanwhile stands at the type of its state, in writer.go.
//
// Run the conformance kit, render/rendertest, over a new adapter. The sections
// of the contract (§) are those of docs/contract.md.
package adapter

import (
	"net/http"
	"net/textproto"
	"sync"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// A Config is what an [Engine] works with. Package render makes it from its
// options; every field but MapError, KeepHeaders and OAuth is set.
type Config struct {
	Catalog         catalog.Catalog // has a code for the role internal
	MapError        func(*http.Request, error) error
	Report          func(*Exchange, Failure, Decision, Outcome)
	Now             func() time.Time
	NewRequestID    func() string
	MaxDetails      int // bytes
	KeepHeaders     []string
	IgnoreRequestID bool
	LeaveBegun      bool
	ProblemDetails  bool
	OAuth           func(*http.Request) bool // nil for none
}

// An Engine answers the failed requests of a service. It is safe for
// concurrent use. A renderer has one: see the method Engine of render.Renderer.
type Engine struct {
	Config
	roles   [roles]*catalog.Entry   // every role has one
	keep    map[string]bool         // canonical header names
	plain   map[*catalog.Entry]bool // see plainEntries
	buffers sync.Pool               // of *[]byte
	told    atomic.Bool             // of another engine's part in an exchange
	passed  atomic.Bool             // told of somebody else's answer, see Bypassed
}

// New returns an engine.
func New(c Config) *Engine {
	e := &Engine{Config: c, keep: map[string]bool{}, plain: plainEntries(c.Catalog)}
	for role := range roles {
		e.roles[role] = e.roleEntry(role)
	}
	for _, name := range c.KeepHeaders {
		e.keep[textproto.CanonicalMIMEHeaderKey(name)] = true
	}
	return e
}
