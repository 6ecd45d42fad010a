package adapter

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"

	"github.com/asterwise/errcat/catalog"
)

// writer stands between a handler and the server and knows what has been
// written. Its methods are those of http.ResponseWriter and of the optional
// interfaces; [expose] offers those that the writer below has too.
type writer struct {
	exchange *Exchange // its lock guards the state
	inner    http.ResponseWriter
	late     *catalog.Entry // of an answer of ours that comes through a writer of somebody else's
	responseState
}

// responseState is what is known of a response, and so who holds it:
//
//	open      status 0, not hijacked, not sealed. Handlers hold it; a failure
//	          may answer. A 1xx leaves it open.
//	begun     status set by a handler's own write (begin), or hijacked. It
//	          stays the handler's; a failure is reported, and the connection
//	          cut where half a success would pass for a whole one.
//	answered  sealed, by our envelope (take, or seal behind a writer of
//	          somebody else's). What handlers still write is dropped.
//
// Nothing leads back. While an [Exchange.Route] runs, a router's own answer is
// kept from an open response (refuse), which stays open. Every change is made
// with the exchange's lock held; the code of others always runs without it.
type responseState struct {
	missing  int64 // bytes of the body until the announced length; -1: none was announced
	status   int   // of the final header; 0: not written
	hijacked bool
	sealed   bool // our envelope is out: nothing may follow it
}

func (s responseState) begun() bool { return s.status != 0 || s.hijacked }

// complete reports whether the client can take the response for a whole one:
// it has no body, or all the bytes that its header promised.
func (s responseState) complete() bool {
	switch s.status {
	case http.StatusNoContent, http.StatusNotModified, http.StatusSwitchingProtocols:
		return true
	default:
		return s.missing == 0
	}
}

// self finds the writer behind what it was exposed as.
func (w *writer) self() *writer { return w }

func (w *writer) state() responseState {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	return w.responseState
}

// take makes the response that of the exchange itself, whatever its handlers
// still write. If it has begun it stays theirs, and take returns its state.
func (w *writer) take(status int) responseState {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	if w.begun() {
		return w.responseState
	}
	w.status, w.sealed = status, true
	return responseState{}
}

// expect notes that an answer of ours is on its way through writers of somebody
// else's, which may add to its header until the last moment.
func (w *writer) expect(entry *catalog.Entry) {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	w.late = entry
}

// seal ends the response: later writes of the handler are dropped.
func (w *writer) seal() {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
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
	header := w.inner.Header() // the code of others runs without the lock
	x := w.exchange
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case w.sealed:
		return false
	case status < 100 || status > 999: // net/http panics at those
		return true
	case status < 200 && status != http.StatusSwitchingProtocols: // more is to come
		return true
	case w.status != 0: // net/http logs these
		return true
	case x.refuse(w, status):
		return false
	}
	if w.late != nil {
		x.stripLate(header, w.late)
	}
	x.putID(header)
	w.status, w.missing = status, -1
	if length := header["Content-Length"]; len(length) > 0 {
		if n, err := strconv.ParseInt(length[0], 10, 64); err == nil && n >= 0 {
			w.missing = n
		}
	}
	return true
}

// beginBody notes that bytes of a body are about to be written. It reports
// whether to go on.
func (w *writer) beginBody() bool {
	w.exchange.mu.Lock()
	begun, sealed := w.status != 0, w.sealed
	w.exchange.mu.Unlock()
	if !begun && !sealed {
		return w.begin(http.StatusOK)
	}
	return !sealed
}

func (w *writer) count(n int64) {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	if w.missing > 0 {
		w.missing = max(0, w.missing-n)
	}
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

// readFrom begins the response with the first byte, not before: a source that
// fails at once leaves it open for an answer. The rest goes by the server's own
// way, which may be sendfile.
func (w *writer) readFrom(src io.Reader) (int64, error) {
	const first = 512
	n, err := io.Copy(struct{ io.Writer }{w}, io.LimitReader(src, first))
	if err != nil || n < first {
		return n, err
	}
	if !w.beginBody() {
		rest, err := io.Copy(io.Discard, src)
		return n + rest, err
	}
	rest, err := io.Copy(w.inner, src)
	w.count(rest)
	return n + rest, err
}

func (w *writer) flushError() error {
	begun := w.state().begun()
	if !begun { // flushing sends the header
		w.exchange.putID(w.inner.Header())
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
		w.exchange.mu.Lock()
		w.hijacked = true
		w.exchange.mu.Unlock()
	}
	return conn, buf, err
}
