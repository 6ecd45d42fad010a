package render

import "net/http"

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

// innermost returns the first writer of the exchange that w writes to, nil if
// there is none.
func innermost(w http.ResponseWriter) *writer {
	for w != nil {
		if o, ok := w.(interface{ self() *writer }); ok {
			return o.self()
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil
		}
		w = u.Unwrap()
	}
	return nil
}

// state returns what is known of the response that w writes to. It has begun
// if it has for one of the writers, those included that hold it back.
func (x *Exchange) state(w http.ResponseWriter) responseState {
	s := x.writer.state()
	for between := innermost(w); between != nil && !s.begun(); between = innermost(between.inner) {
		s = between.state()
	}
	return s
}

// seal ends the response that was written to w. What holds it back further
// out may still pass it on.
func (x *Exchange) seal(w http.ResponseWriter) {
	if written := innermost(w); written != nil {
		written.seal()
	}
}
