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
	state := x.state(w)
	if state.status == 0 && f.Begun != 0 {
		state.status, state.declared = f.Begun, -1
	}
	cut := state.begun() && x.mustCut(state, f)
	earlier := x.claim(f)
	if state.begun() && !cut && containsAny(f.Err, earlier) {
		return // c.Error(err) was followed by return err
	}
	d := x.renderer.Decide(&x.request, f)
	if state.begun() { // by the handler, or by an answer to an earlier failure
		x.report(&d, f, state, cut)
	} else {
		values := &x.values
		if len(earlier) > 0 { // the answer went elsewhere, where its header may still be in use
			values = new(headerValues)
		}
		cut = !x.answer(w, &d, values)
		x.report(&d, f, responseState{}, cut)
	}
	if cut {
		panic(http.ErrAbortHandler)
	}
}

// maxFailures bounds what an exchange remembers of its failures.
const maxFailures = 8

// claim adds f to the failures of the exchange. It returns the earlier ones.
func (x *Exchange) claim(f Failure) (earlier []error) {
	err := f.Err
	if f.Panic != nil {
		err = f.Panic
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	earlier = x.failures
	if earlier == nil {
		x.failures = x.firstFailure[:0]
	}
	for _, known := range earlier {
		if same(err, known) {
			return earlier
		}
	}
	if len(earlier) < maxFailures {
		x.failures = append(x.failures, err)
	}
	return earlier
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

// containsAny reports whether one of the targets is in err's tree.
func containsAny(err error, targets []error) bool {
	if len(targets) == 0 {
		return false
	}
	for err := range catalog.Tree(err) {
		for _, target := range targets {
			if same(err, target) {
				return true
			}
		}
	}
	return false
}

// same compares two errors; those that cannot be compared, be it for what is in
// them, are taken for the same if their type is.
func same(a, b error) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	if va.Type() != vb.Type() {
		return false
	}
	if va.Comparable() && vb.Comparable() {
		return a == b
	}
	return va.Comparable() == vb.Comparable()
}
