package adapter

import (
	"errors"
	"net/http"
	"reflect"

	"github.com/asterwise/errcat/internal/errtree"
)

// A target is where an answer goes.
type target struct {
	to     http.ResponseWriter // that of the code which met the failure
	hooker HeaderHooker        // the same, if it is one
	on     *writer             // what it writes to, nil if that is no exchange's
}

// aim finds out where an answer goes.
func (x *Exchange) aim(w http.ResponseWriter) target {
	t := target{to: w}
	if t.hooker, _ = w.(HeaderHooker); t.hooker != nil {
		w = t.hooker.Unwrap()
	}
	t.on = innermost(w)
	return t
}

// direct reports whether the answer goes to the server's response, with nobody
// of somebody else's between.
func (x *Exchange) direct(t target) bool {
	w := t.to
	if t.hooker != nil {
		w = t.hooker.Unwrap()
	}
	own, ok := w.(ownWriter)
	return ok && own.self() == &x.writer
}

// send writes the envelope. Everything is in memory before the first header is
// touched, so there is no half envelope; what goes wrong after that is added to
// the decision's problems. It returns the zero state; that of the response if
// another goroutine was faster; and whether the writer broke, so that nobody
// knows what the client got.
func (x *Exchange) send(t target, values *headerValues, d *Decision, as form) (begun responseState, broken bool) {
	defer func() {
		if v := recover(); v != nil {
			broken = true
			d.problem("write the response: the writer panicked: %s", errtree.Text(v))
		}
	}()
	e := x.engine
	buffer := e.buffer()
	defer e.release(buffer)
	*buffer = e.encode((*buffer)[:0], d, x.id, as)

	status, h := d.Entry.Status(), t.to.Header()
	if t.hooker != nil {
		x.runHooks(t, d, status, h)
	}
	if x.encodedInside(t, h) {
		t = x.past(t)
	}
	x.prepareHeader(h, d, len(*buffer), values, as)
	if t.on != nil && t.on != &x.writer && len(t.on.encoding) > 0 {
		// A writer between has announced what it makes of the body. What a
		// handler announced makes no difference: a concealed answer must not
		// depend on it.
		h["Content-Encoding"] = t.on.encoding
		delete(h, "Content-Length")
	}

	w, direct := t.to, x.direct(t)
	switch {
	case direct:
		if begun = x.writer.take(status); begun.begun() {
			return begun, false
		}
		w = x.writer.inner
		if status == http.StatusRequestEntityTooLarge {
			announceTooLarge(w)
		}
		if t.hooker != nil {
			w = t.hooker.Onto(w)
		}
	case t.on != nil:
		t.on.expect(d.Entry, h)
		defer t.on.seal()
	}
	w.WriteHeader(status)
	// A writer of somebody else's may change the length; so it is told the
	// body of an answer to HEAD as it is told a handler's, and the server drops it.
	if x.request.Method == http.MethodHead && direct {
		return begun, false
	}
	if _, err := w.Write(*buffer); err != nil {
		d.problem("write the response: %w", err)
		if x.outer != nil && errors.Is(err, http.ErrHandlerTimeout) { // it has answered meanwhile
			return x.outer.writer.state(), false
		}
	}
	return begun, false
}

// encodedInside reports whether a writer inside of the exchange has announced
// an encoding on the server's own header, and nobody has seen it begin. That
// must go with the rest of the success; the writer would encode the envelope all
// the same.
func (x *Exchange) encodedInside(t target, h http.Header) bool {
	if t.on != nil && t.on != &x.writer {
		return false
	}
	return len(h) > 1 && len(h["Content-Encoding"]) > 0 && len(x.before["Content-Encoding"]) == 0 && sameMap(h, x.writer.Header())
}

// past takes an answer past such a writer, on the exchange's own.
func (x *Exchange) past(t target) target {
	t.on = &x.writer
	if t.hooker != nil {
		t.to = t.hooker.Onto(expose(t.on))
		t.hooker, _ = t.to.(HeaderHooker)
	} else {
		t.to = expose(t.on)
	}
	return t
}

func sameMap(a, b http.Header) bool {
	return reflect.ValueOf(a).UnsafePointer() == reflect.ValueOf(b).UnsafePointer()
}

// buffer returns a buffer for one body.
func (e *Engine) buffer() *[]byte {
	if b, ok := e.buffers.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, 0, 1024)
	return &b
}

// release keeps a buffer for the next body, unless one large response has
// blown it up (contract §8).
func (e *Engine) release(b *[]byte) {
	if cap(*b) <= e.MaxDetails {
		e.buffers.Put(b)
	}
}
