package adapter

import "net/http"

// Route serves the request with a router that answers by itself where it has
// no route, as [http.ServeMux] does with 404 and 405. Of such an answer
// nothing but its Allow header reaches the client; Route returns its status,
// for [Exchange.Fail] as a [StatusError]. In all other cases it returns 0.
//
// The router must set [http.Request.Pattern] before it calls a handler.
// Unrouted says whether it has no route for a request; Route asks it when the
// pattern leaves that open.
func (x *Exchange) Route(w http.ResponseWriter, r *http.Request, router http.Handler, unrouted func(*http.Request) bool) (status int) {
	if r != &x.request || innermost(w) != &x.writer {
		return routeTwice(w, r, router, unrouted) // somebody stands between
	}
	x.mu.Lock()
	x.unrouted = unrouted
	x.mu.Unlock()
	router.ServeHTTP(w, r) // if it panics, nothing was refused
	x.mu.Lock()
	status = x.refused
	x.unrouted, x.refused = nil, 0
	x.mu.Unlock()
	return status
}

// refuse reports whether a response that is about to begin is the router's
// own, and keeps it from the client if so. A handler that hands its request to
// another router may have no pattern either: so the router has to say that it
// has no route.
func (x *Exchange) refuse(w *writer, status int) bool {
	switch {
	case x.unrouted == nil || w != &x.writer:
		return false
	case x.refused == 0 && (status < 400 || x.request.Pattern != "" || !x.unrouted(&x.request)):
		return false
	case x.refused == 0:
		x.refused = status
	}
	return true
}

// routeTwice is [Exchange.Route] for a writer of somebody else's: the router
// is asked first, and answers into the void where it has no route.
func routeTwice(w http.ResponseWriter, r *http.Request, router http.Handler, unrouted func(*http.Request) bool) (status int) {
	if !unrouted(r) {
		router.ServeHTTP(w, r)
		return 0
	}
	void := headerOnly{header: http.Header{}}
	router.ServeHTTP(&void, r)
	if void.status < 400 { // a redirect to a cleaner path
		router.ServeHTTP(w, r)
		return 0
	}
	if allow := void.header["Allow"]; len(allow) > 0 {
		w.Header()["Allow"] = allow
	}
	return void.status
}

// headerOnly is a response writer that keeps status and header.
type headerOnly struct {
	header http.Header
	status int
}

func (h *headerOnly) Header() http.Header         { return h.header }
func (h *headerOnly) Write(p []byte) (int, error) { return len(p), nil }
func (h *headerOnly) WriteHeader(status int)      { h.status = status }
