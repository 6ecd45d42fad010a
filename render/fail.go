package render

import (
	"net/http"
	"reflect"

	"github.com/asterwise/errcat/catalog"
)

// Fail answers a failed request: it writes the error response to w, the
// writer that the code which met the failure had, or does what is left to do
// for a response that has already begun (contract §4). The observer hears of
// a failure once, however often the same error comes by.
//
// It panics with http.ErrAbortHandler when the connection has to be cut.
func (x *Exchange) Fail(w http.ResponseWriter, f Failure) {
	state := x.writer.state()
	if state.status == 0 && f.Begun != 0 {
		state.status, state.declared = f.Begun, -1
	}
	previous := x.claim(f)
	if previous != nil && contains(f.Err, previous) {
		return // c.Error(err) was followed by return err
	}
	d := x.renderer.Decide(x.request, f)
	switch {
	case previous != nil: // a failure after the one that the client heard of
		x.report(&d, f, state, false)
	case state.begun():
		cut := x.mustCut(state, f)
		x.report(&d, f, state, cut)
		if cut {
			panic(http.ErrAbortHandler)
		}
	default:
		x.answer(w, &d)
		x.writer.seal()
		x.report(&d, f, responseState{}, false)
	}
}

// claim makes f the failure that the exchange answers for, unless there is
// one already, which it returns.
func (x *Exchange) claim(f Failure) (previous error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.answered != nil {
		return x.answered
	}
	x.answered = f.Err
	if f.Panic != nil {
		x.answered = f.Panic
	}
	return nil
}

// mustCut reports whether the connection has to be cut because a response
// that began as a success cannot become one any more.
func (x *Exchange) mustCut(state responseState, f Failure) bool {
	switch {
	case state.hijacked, state.status >= 400, state.complete():
		return false
	default:
		return f.Panic != nil || !x.renderer.leaveBegun
	}
}

// contains reports whether target is one of the errors of err's tree.
func contains(err, target error) bool {
	for err := range catalog.Tree(err) {
		if same(err, target) {
			return true
		}
	}
	return false
}

// same compares two errors; those of a type that cannot be compared are taken
// for the same if their type is.
func same(a, b error) bool {
	t := reflect.TypeOf(a)
	return t == reflect.TypeOf(b) && (!t.Comparable() || a == b)
}
