package render

import (
	"iter"
	"net/http"
)

// watch returns a writer that knows what is written to w, w itself if it is
// one.
func (x *Exchange) watch(w http.ResponseWriter) http.ResponseWriter {
	if _, ok := w.(interface{ self() *writer }); ok {
		return w
	}
	between := new(writer)
	between.init(x, w)
	return between.exposed
}

// watched returns the writers of the exchange that w writes to, and the
// outermost one in any case.
func (x *Exchange) watched(w http.ResponseWriter) iter.Seq[*writer] {
	return func(yield func(*writer) bool) {
		if !yield(&x.writer) {
			return
		}
		for w != nil {
			if o, ok := w.(interface{ self() *writer }); ok && o.self() != &x.writer && !yield(o.self()) {
				return
			}
			u, ok := w.(interface{ Unwrap() http.ResponseWriter })
			if !ok {
				return
			}
			w = u.Unwrap()
		}
	}
}

// state returns what is known of the response that w writes to. It has begun
// if it has for one of the writers, those included that hold it back.
func (x *Exchange) state(w http.ResponseWriter) (s responseState) {
	for watched := range x.watched(w) {
		if s = watched.state(); s.begun() {
			break
		}
	}
	return s
}

// seal ends the response that was written to w.
func (x *Exchange) seal(w http.ResponseWriter) {
	for watched := range x.watched(w) {
		watched.seal()
	}
}
