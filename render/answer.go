package render

import (
	"fmt"
	"net/http"
	"reflect"
)

// An answer is the envelope on its way to the client.
type answer struct {
	exchange *Exchange
	to       http.ResponseWriter // that of the code which met the failure
	hooker   HeaderHooker        // the same, if it is one
	on       *writer             // what it writes to, nil if that is no exchange's
	direct   bool                // that is the exchange's own, and nobody stands between the two
	values   *headerValues
	Decision
}

// look finds out where the answer goes.
func (a *answer) look() {
	w := a.to
	if a.hooker, _ = w.(HeaderHooker); a.hooker != nil {
		w = a.hooker.Unwrap()
	}
	if own, ok := w.(ownWriter); ok {
		a.on = own.self()
		a.direct = a.on == &a.exchange.writer
	} else {
		a.on = innermost(w)
	}
}

// send writes the envelope. Everything is in memory before the first header is
// touched, so there is no half envelope; what goes wrong after that is added to
// the decision's problems. It returns the zero state; that of the response if
// another goroutine was faster; and whether the connection has to be cut, since
// the writer panicked and nobody knows what the client got.
func (a *answer) send() (begun responseState, cut bool) {
	defer func() {
		if v := recover(); v != nil {
			cut = true
			a.problem(fmt.Errorf("write the response: the writer panicked: %s", printable(v)))
		}
	}()
	x, r := a.exchange, a.exchange.renderer
	buffer := r.buffer()
	defer r.release(buffer)
	body, kept := r.appendEnvelope((*buffer)[:0], &a.Decision, x.id, r.now())
	*buffer = body
	if n := a.Details.Len(); kept < n {
		a.problem(fmt.Errorf("cut the details at %d bytes: %d of %d items kept", r.maxDetails, kept, n))
	}

	status := a.Entry.Status()
	a.header(status, len(body))
	w := a.to
	switch {
	case a.on == nil:
	case a.direct:
		if begun = a.on.take(status); begun.begun() {
			return begun, false
		}
		w = a.on.inner
		if a.hooker != nil {
			w = a.hooker.Onto(w)
		}
	default:
		defer a.on.seal()
	}
	w.WriteHeader(status)
	if x.request.Method == http.MethodHead {
		return begun, false
	}
	if _, err := w.Write(body); err != nil {
		a.problem(fmt.Errorf("write the response: %w", err))
	}
	return begun, false
}

// header makes the header of the response that of an error.
func (a *answer) header(status, length int) {
	x, h := a.exchange, a.to.Header()
	if a.hooker != nil {
		a.runHooks(status, h)
	}
	if !x.untouched(h) {
		if encoded := len(h["Content-Encoding"]) > 0 && len(x.before["Content-Encoding"]) == 0; encoded && sameMap(h, x.writer.Header()) {
			a.past()
		}
		x.resetHeader(h, a.Entry)
		x.putID(h)
		if len(h["Content-Encoding"]) > 0 { // an outer writer's, which changes the length
			length = -1
		}
	}
	x.prepareHeader(h, &a.Decision, length, a.values)
}

// past takes the answer past a writer that has announced an encoding, on the
// exchange's own: it has set Content-Encoding, which must go with the rest of
// the success, and would encode the envelope all the same.
func (a *answer) past() {
	a.on, a.direct = &a.exchange.writer, true
	if a.hooker == nil {
		a.to = expose(a.on)
	}
}

func sameMap(a, b http.Header) bool {
	return reflect.ValueOf(a).UnsafePointer() == reflect.ValueOf(b).UnsafePointer()
}

// buffer returns a buffer for one body.
func (r *Renderer) buffer() *[]byte {
	if b, ok := r.buffers.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, 0, 1024)
	return &b
}

// release keeps a buffer for the next body, unless one large response has
// blown it up.
func (r *Renderer) release(b *[]byte) {
	if cap(*b) <= r.maxDetails {
		r.buffers.Put(b)
	}
}
