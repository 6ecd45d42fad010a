package adapter

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Error answers a request with an error here and now, in an exchange or
// outside of all; see the method of render.Renderer. Outside, nobody knows
// which headers were set for a success and which by the middleware around: then
// none of the content stays but its encoding, which an outer writer may be at
// work on.
func (e *Engine) Error(w http.ResponseWriter, req *http.Request, err error) {
	known := present(w, req) != nil
	x, w := e.Begin(w, req)
	if encoding := x.before["Content-Encoding"]; !known && encoding != nil {
		x.before = http.Header{"Content-Encoding": encoding}
	} else if !known {
		x.before = http.Header{}
	}
	x.Fail(w, Failure{Err: err, Request: req})
}

// Fail answers a failed request: it writes the error response to w, the
// writer that the code which met the failure had, or does what is left to do
// for a response that has already begun (contract §4). The observer hears of
// a failure once, however often the same error comes by.
//
// It panics with http.ErrAbortHandler when the connection has to be cut.
func (x *Exchange) Fail(w http.ResponseWriter, f Failure) {
	if f.Request == nil {
		f.Request = x.request
	}

	// Read: what is known of the response, and of the error.
	to := x.aim(w)
	state, earlier := x.note(&f, to)
	found := x.engine.read(f.Err, &f, earlier)
	if f.Panic != nil {
		found.again = earlier.have(f.Panic)
	}
	cut := x.mustCut(state, &f)
	if state.begun() && found.again && (!cut || x.cut.Load()) {
		return // c.Error(err) was followed by return err
	}

	d := x.engine.decide(x.parent, f.Request, &f, &found)
	x.strangers(&d)
	if !state.begun() && d.framework {
		d.adoptWait(to.to.Header(), x.before)
	}

	// Write, unless a handler or an earlier failure has.
	if !state.begun() {
		values := &x.values
		if earlier != nil { // the answer to it went elsewhere, where its header may still be in use
			values = new(headerValues)
		}
		var broken bool
		state, broken = x.send(to, values, &d, x.engine.form(f.Request, &d))
		cut = broken || x.mustCut(state, &f)
	}

	o := x.outcome(&d, state, cut)
	x.late(&d, o)
	if cut {
		x.cut.Store(true) // also if somebody recovers from it
	}
	if !found.again || o.Begun { // or it is told
		x.report(f, d, o)
	}
	if cut {
		x.abort()
	}
}

// report tells the observer. If that ends the goroutine (runtime.Goexit), the
// answer leaves all the same.
func (x *Exchange) report(f Failure, d Decision, o Outcome) {
	returned := false
	defer func() {
		if !returned {
			x.exit()
			_ = x.writer.flushError()
		}
	}()
	x.engine.Report(x, f, d, o)
	returned = true
}

// note adds a failure to those of the exchange. It returns how the response
// stands, as far as anybody knows, and the earlier failures.
func (x *Exchange) note(f *Failure, to target) (responseState, *failures) {
	held := x.held(to.on)
	x.mu.Lock()
	defer x.mu.Unlock()
	state := x.writer.responseState
	if !state.begun() {
		state = held
	}
	earlier := x.failures
	lost := earlier != nil && to.on == &x.writer // an answer, by somebody who dropped what was written to him
	if state.status == 0 && f.Begun != 0 && !lost {
		state.status, state.missing = f.Begun, -1
	}
	if earlier == nil { // the only one, mostly: it has its place in the exchange
		x.first.err = f.cause()
		x.failures = &x.first
	} else {
		x.failures = earlier.with(f.cause())
	}
	if x.outer != nil { // which may be handed the same error
		x.outer.hear(f.cause())
	}
	return state, earlier
}

// strangers tells, once, of a second engine that takes part in vain.
func (x *Exchange) strangers(d *Decision) {
	if x.stranger.Load() && x.engine.told.CompareAndSwap(false, true) {
		d.problem("answer a request that two renderers share: the outer one answers, and nobody asks the options of the inner one, " +
			"such as MapError; give both middlewares the same renderer")
	}
}

// Failed reports whether Fail has been called in this exchange.
func (x *Exchange) Failed() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.failures != nil
}

// hear adds a failure that a request inside of this one has answered.
func (x *Exchange) hear(err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.failures = x.failures.with(err)
	if x.outer != nil {
		x.outer.hear(err)
	}
}

// mustCut reports whether the connection has to be cut because a response
// that began as a success cannot become one any more.
func (x *Exchange) mustCut(state responseState, f *Failure) bool {
	switch {
	case !state.begun(), state.hijacked, state.status >= 400, state.complete():
		return false
	default:
		return f.Panic != nil || !x.engine.LeaveBegun
	}
}

// outcome says what became of a failure. A response that has begun is the
// handler's; any other is the decision's.
func (x *Exchange) outcome(d *Decision, state responseState, cut bool) Outcome {
	o := Outcome{Status: d.Entry.Status(), Begun: state.begun(), Cut: cut, ClientGone: x.clientGone()}
	if d.made.IsZero() {
		d.made = x.engine.now()
	}
	o.Duration = max(0, d.made.Sub(x.started))
	if o.Begun {
		o.Status = state.status
	}
	return o
}

// late tells of an answer that the server could no longer write.
func (x *Exchange) late(d *Decision, o Outcome) {
	server, ok := x.parent.Value(http.ServerContextKey).(*http.Server)
	if !ok || server.WriteTimeout <= 0 || o.Duration < server.WriteTimeout || o.Begun {
		return
	}
	d.problem("answer after %v: the server's WriteTimeout of %v was over, so the client got nothing unless the handler has moved the deadline; "+
		"give handlers a deadline below it", o.Duration.Round(time.Millisecond), server.WriteTimeout)
}

func (x *Exchange) clientGone() bool {
	return errors.Is(x.parent.Err(), context.Canceled) && context.Cause(x.parent) == context.Canceled
}
