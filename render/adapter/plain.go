package adapter

import "net/http"

// plain is the answer of a router that has no route for a request, as routers
// of net/http give it: 404 or 405 with net/http's own text, 405 with nothing at
// all, or so 400 for the target "*". It says no more than its status, and it
// would reach clients in another shape than all other errors; so it is kept
// back, to be answered by the role of its status (contract §4.4).
type plain struct {
	status int  // 0: nothing is kept
	whole  bool // nothing is missing
}

// keep reports whether a header begins such an answer, and keeps it if so.
func (p *plain) keep(status int, h http.Header, req *http.Request) bool {
	bare := status == http.StatusMethodNotAllowed || status == http.StatusBadRequest && req.RequestURI == "*"
	if !bare && status != http.StatusNotFound {
		return false
	}
	if len(h["Content-Length"]) > 0 || len(h["Date"]) > 0 { // of something else, or of an upstream
		return false
	}
	switch kind := h["Content-Type"]; {
	case len(kind) == 0:
		if !bare {
			return false
		}
		p.whole = true
	case len(kind) > 1 || kind[0] != "text/plain; charset=utf-8" || h.Get("X-Content-Type-Options") != "nosniff":
		return false
	}
	p.status = status
	return true
}

// keepText reports whether what follows is the text of such an answer, and
// keeps it if so.
func (p *plain) keepText(body []byte) bool {
	switch {
	case len(body) == 0:
		return true
	case p.whole || string(body) != p.text():
		return false
	}
	p.whole = true
	return true
}

func (p *plain) text() string {
	if p.status == http.StatusNotFound {
		return "404 page not found\n"
	}
	return http.StatusText(p.status) + "\n"
}

// drop returns the status of an answer that is kept, and forgets it; 0 if none
// is, or not a whole one.
func (w *writer) drop() (status int) {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	if !w.plain.whole {
		return 0
	}
	status, w.plain = w.plain.status, plain{}
	return status
}

// release lets go of an answer that is kept, if one is.
func (w *writer) release() {
	header := w.inner.Header()
	w.exchange.mu.Lock()
	p := w.plain
	w.plain = plain{}
	if p.status != 0 {
		w.note(p.status, header)
	}
	w.exchange.mu.Unlock()
	if p.status == 0 {
		return
	}
	w.inner.WriteHeader(p.status)
	if p.whole && len(header["Content-Type"]) > 0 {
		_, _ = w.inner.Write([]byte(p.text()))
	}
}
