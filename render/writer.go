package render

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// writer stands between a handler and the server and knows what has been
// written. Its methods are those of http.ResponseWriter and of the optional
// interfaces; writer.exposed offers those that the writer below has too.
type writer struct {
	exchange *Exchange
	inner    http.ResponseWriter
	exposed  http.ResponseWriter
	id       [1]string // backing of the X-Request-Id header

	mu sync.Mutex
	responseState
}

// responseState is what is known of a response.
type responseState struct {
	status   int   // of the final header; 0: not written
	written  int64 // bytes of the body
	declared int64 // Content-Length of the final header; -1: none
	hijacked bool
	sealed   bool // our envelope is out: nothing may follow it
}

func (s responseState) begun() bool { return s.status != 0 || s.hijacked }

// complete reports whether the client can take the response for a whole one:
// it has no body, or all the bytes that its header promised.
func (s responseState) complete() bool {
	switch {
	case s.status == http.StatusNoContent, s.status == http.StatusNotModified, s.status == http.StatusSwitchingProtocols:
		return true
	default:
		return s.declared >= 0 && s.written >= s.declared
	}
}

func (w *writer) init(x *Exchange, inner http.ResponseWriter) {
	w.exchange = x
	w.inner = inner
	w.exposed = expose(w)
}

// self finds the writer behind what it was exposed as.
func (w *writer) self() *writer { return w }

func (w *writer) state() responseState {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.responseState
}

// seal ends the response: later writes of the handler are dropped.
func (w *writer) seal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sealed = true
}

func (w *writer) Header() http.Header { return w.inner.Header() }

func (w *writer) Unwrap() http.ResponseWriter { return w.inner }

func (w *writer) WriteHeader(status int) {
	if w.begin(status) {
		w.inner.WriteHeader(status)
	}
}

// begin notes that a header is about to be written. It reports whether to go
// on with it.
func (w *writer) begin(status int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.sealed:
		return false
	case status < 100 || status > 999: // net/http panics at those
		return true
	case status < 200 && status != http.StatusSwitchingProtocols: // more is to come
		return true
	case w.status != 0: // net/http logs these
		return true
	}
	header := w.inner.Header()
	w.setID(header)
	w.status, w.declared = status, -1
	if length := header.Get("Content-Length"); length != "" {
		if n, err := strconv.ParseInt(length, 10, 64); err == nil && n >= 0 {
			w.declared = n
		}
	}
	return true
}

// setID puts the request ID back, whatever the handler did to it.
func (w *writer) setID(h http.Header) {
	w.id[0] = w.exchange.id
	h[HeaderRequestID] = w.id[:]
}

// beginBody notes that bytes of a body are about to be written. It reports
// whether to go on.
func (w *writer) beginBody() bool {
	if s := w.state(); s.sealed {
		return false
	} else if s.status == 0 {
		w.begin(http.StatusOK)
	}
	return true
}

func (w *writer) count(n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.written += n
}

func (w *writer) Write(p []byte) (int, error) {
	if !w.beginBody() {
		return len(p), nil
	}
	n, err := w.inner.Write(p)
	w.count(int64(n))
	return n, err
}

// WriteString saves the copy of the string where the server can.
func (w *writer) WriteString(s string) (int, error) {
	if !w.beginBody() {
		return len(s), nil
	}
	n, err := io.WriteString(w.inner, s)
	w.count(int64(n))
	return n, err
}

func (w *writer) readFrom(src io.Reader) (int64, error) {
	if !w.beginBody() {
		return io.Copy(io.Discard, src)
	}
	n, err := io.Copy(w.inner, src)
	w.count(n)
	return n, err
}

func (w *writer) flushError() error {
	begun := w.state().begun()
	if !begun { // flushing sends the header
		w.setID(w.inner.Header())
	}
	err := http.NewResponseController(w.inner).Flush()
	if err == nil && !begun {
		w.begin(http.StatusOK)
	}
	return err
}

func (w *writer) hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buf, err := http.NewResponseController(w.inner).Hijack()
	if err == nil {
		w.mu.Lock()
		w.hijacked = true
		w.mu.Unlock()
	}
	return conn, buf, err
}
