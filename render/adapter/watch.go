package adapter

import "net/http"

// ownWriter is what a writer of an exchange is known by, as whatever it was
// exposed.
type ownWriter interface{ self() *writer }

// innermost returns the first writer of an exchange that w writes to, nil if
// there is none.
func innermost(w http.ResponseWriter) *writer {
	for w != nil {
		if own, ok := w.(ownWriter); ok {
			return own.self()
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil
		}
		w = u.Unwrap()
	}
	return nil
}

// held returns what is known of a response that writers between on and the
// exchange's own hold back: the zero state if none does.
func (x *Exchange) held(on *writer) (s responseState) {
	for w := on; w != nil && w != &x.writer && !s.begun(); w = innermost(w.inner) {
		s = w.state()
	}
	return s
}
