package render

import (
	"fmt"
	"net/http"
	"reflect"
)

// answer writes the envelope for a decision. Everything is in memory before
// the first header is touched, so there is no half envelope; what goes wrong
// after that is added to the decision's problems. It reports false if the
// writer panicked, so that nobody knows what the client got.
func (x *Exchange) answer(w http.ResponseWriter, d *Decision, values *headerValues) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			ok = false
			d.Problems = append(d.Problems, fmt.Errorf("write the response: the writer panicked: %s", printable(v)))
		}
	}()
	r := x.renderer
	buffer := r.buffer()
	defer r.release(buffer)
	body, kept := appendEnvelope((*buffer)[:0], d, x.id, r.now(), r.maxDetails)
	*buffer = body
	if n := d.Details.Len(); kept < n {
		d.Problems = append(d.Problems, fmt.Errorf("cut the details at %d bytes: %d of %d items kept", r.maxDetails, kept, n))
	}

	if h, ok := w.(HeaderHooker); ok {
		if err := runHooks(h, d.Entry.Status()); err != nil {
			d.Problems = append(d.Problems, err)
		}
	}
	w = x.past(w)
	x.prepareHeader(w.Header(), d, len(body), values)
	defer x.seal(w)
	w.WriteHeader(d.Entry.Status())
	if x.request.Method == http.MethodHead {
		return true
	}
	if _, err := w.Write(body); err != nil {
		d.Problems = append(d.Problems, fmt.Errorf("write the response: %w", err))
	}
	return true
}

// A HeaderHooker is a response writer whose framework lets services run code
// just before the header is written, and counts what is written.
type HeaderHooker interface {
	http.ResponseWriter

	// RunHeaderHooks runs that code. Fail calls it first, so that no hook can
	// change the header of an error response.
	RunHeaderHooks(status int)

	// Onto returns the response on a writer further in than its own. Fail
	// uses it to get past a writer that would encode the envelope.
	Onto(w http.ResponseWriter) http.ResponseWriter
}

func runHooks(h HeaderHooker, status int) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("run the hooks before the header: one panicked: %s", printable(v))
		}
	}()
	h.RunHeaderHooks(status)
	return nil
}

// past returns w, or the exchange's own writer where a writer between the two
// has announced an encoding: it may have set Content-Encoding, which must go
// with the rest of the success, and would encode the envelope all the same.
func (x *Exchange) past(w http.ResponseWriter) http.ResponseWriter {
	h := w.Header()
	if len(h["Content-Encoding"]) > 0 && len(x.before["Content-Encoding"]) == 0 && sameMap(h, x.header) {
		if hooker, ok := w.(HeaderHooker); ok {
			return hooker.Onto(x.writer.exposed)
		}
		return x.writer.exposed
	}
	return w
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
