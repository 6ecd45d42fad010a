package render

import "net/http"

// Fail answers a failed request: it writes the error response to w, the
// writer that the code which met the failure had, or does what is left to do
// for a response that has already begun (contract §4). The observer hears of
// a failure once, however often the same error comes by.
//
// It panics with http.ErrAbortHandler when the connection has to be cut.
func (x *Exchange) Fail(w http.ResponseWriter, f Failure) {
	a := answer{exchange: x, to: w, values: &x.values}
	a.look()
	state, had := x.enter(a.on, &f)
	cut := state.begun() && x.mustCut(state, &f)
	if state.begun() && !cut && had.haveIn(f.Err) {
		return // c.Error(err) was followed by return err
	}
	x.renderer.decide(&a.Decision, &x.request, &f)
	if !state.begun() { // neither by the handler nor by an answer to an earlier failure
		if had.err != nil { // the answer went elsewhere, where its header may still be in use
			a.values = new(headerValues)
		}
		if state, cut = a.send(); state.begun() {
			cut = x.mustCut(state, &f)
		}
	}
	x.report(&a.Decision, &f, state, cut)
	if cut {
		panic(http.ErrAbortHandler)
	}
}

// enter notes a failure that is to be answered on a writer. It returns how
// the response stands, and the earlier failures.
func (x *Exchange) enter(on *writer, f *Failure) (responseState, failures) {
	held := x.held(on)
	x.mu.Lock()
	defer x.mu.Unlock()
	state := x.writer.responseState
	if !state.begun() {
		state = held
	}
	if state.status == 0 && f.Begun != 0 {
		state.status, state.missing = int32(f.Begun), -1
	}
	return state, x.claim(f)
}

// mustCut reports whether the connection has to be cut because a response
// that began as a success cannot become one any more.
func (x *Exchange) mustCut(state responseState, f *Failure) bool {
	switch {
	case state.hijacked, state.status >= 400, state.complete():
		return false
	default:
		return f.Panic != nil || !x.renderer.leaveBegun
	}
}
