package adapter

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/asterwise/errcat/catalog"
)

// writer stands between a handler and the server and knows what has been
// written. Its methods are those of http.ResponseWriter and of the optional
// interfaces; [expose] offers those that the writer below has too.
type writer struct {
	exchange *Exchange // its lock guards the state
	inner    http.ResponseWriter
	late     *lateAnswer // of ours, that comes through a writer of somebody else's
	encoding []string    // that a writer below had announced when w was made, before handlers ran
	holds    atomic.Bool // an [Exchange.Try] is there to answer in a router's place
	responseState
}

// responseState is what is known of a response, and so who holds it:
//
//	open      status 0, not hijacked, not sealed. Handlers hold it; a failure
//	          may answer. A 1xx leaves it open.
//	held      open, with a router's plain answer kept back (plain.go). The end
//	          of the Try drops it and answers; anything else that is written
//	          lets it go first, and the response has begun.
//	begun     status set by a handler's own write (begin), or hijacked. It
//	          stays the handler's; a failure is reported, and the connection
//	          cut where half a success would pass for a whole one.
//	answered  sealed, by our envelope (take, or seal behind a writer of
//	          somebody else's). What handlers still write is dropped.
//
// Nothing else leads back. Every change is made with the exchange's lock held;
// the code of others always runs without it.
type responseState struct {
	missing  int64 // bytes of the body until the announced length; -1: none was announced
	status   int   // of the final header; 0: not written
	plain    plain // what is held
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

// enter notes that a Try serves with w, which may then keep plain answers back.
// It reports whether none did before.
func (w *writer) enter() (first bool) {
	if w.holds.Load() {
		return false
	}
	w.holds.Store(true)
	w.exchange.depth.Add(1)
	return true
}

// leave takes that back. It reports whether the Try is inside of another.
func (w *writer) leave(first bool) (inner bool) {
	if !first {
		return true
	}
	w.holds.Store(false)
	return w.exchange.depth.Add(-1) > 0
}

// take makes the response that of the exchange itself, whatever its handlers
// still write. If it has begun it stays theirs, and take returns its state.
func (w *writer) take(status int) responseState {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	if w.begun() {
		return w.responseState
	}
	w.status, w.plain, w.sealed = status, plain{}, true
	return responseState{}
}

// expect notes that an answer of ours is on its way from w through writers of
// somebody else's, which may add to its header until the last moment.
func (w *writer) expect(entry *catalog.Entry, h http.Header) {
	x := w.exchange
	x.mu.Lock()
	defer x.mu.Unlock()
	w.plain, x.writer.plain = plain{}, plain{}
	x.writer.late = &lateAnswer{entry, h.Clone()}
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
	switch w.begin(status) {
	case proceed:
		w.inner.WriteHeader(status)
	case superfluous:
		if w == &w.exchange.writer {
			w.exchange.blame(status)
		} else {
			w.inner.WriteHeader(status) // it knows what to do, and who it was
		}
	}
}

// A verdict says what to do with a header that somebody is about to write.
type verdict int

const (
	proceed verdict = iota
	drop
	superfluous
)

// begin notes that a header is about to be written, unless nothing may follow
// or it is kept back.
func (w *writer) begin(status int) verdict {
	header := w.inner.Header() // the code of others runs without the lock
	x := w.exchange
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case w.sealed:
		return drop
	case status < 100 || status > 999: // net/http panics at those
		return proceed
	case status < 200 && status != http.StatusSwitchingProtocols: // more is to come
		return proceed
	case x.cut.Load(), w.status != 0 && w.late != nil: // what follows is of those who did not answer
		return drop
	case w.status != 0, w.plain.status != 0:
		return superfluous
	case w.holds.Load() && w.plain.keep(status, header, x.request):
		return drop
	}
	w.note(status, header)
	return proceed
}

// note notes that the final header is about to leave. The lock is held.
func (w *writer) note(status int, header http.Header) {
	if w.late != nil {
		w.exchange.restore(header, w.late)
	}
	w.exchange.putID(header)
	w.status, w.missing = status, -1
	if length := header["Content-Length"]; len(length) > 0 {
		if n, err := strconv.ParseInt(length[0], 10, 64); err == nil && n >= 0 {
			w.missing = n
		}
	}
	if status == http.StatusRequestEntityTooLarge {
		announceTooLarge(w.inner)
	}
}

// beginBody notes that bytes of a body are about to be written. It reports
// whether to go on.
func (w *writer) beginBody(p []byte) bool {
	w.exchange.mu.Lock()
	begun, sealed, held := w.status != 0, w.sealed, w.plain.status != 0
	if held && w.plain.keepText(p) {
		w.exchange.mu.Unlock()
		return false
	}
	w.exchange.mu.Unlock()
	switch {
	case held:
		w.release()
		return true
	case begun || sealed:
		return !sealed
	default:
		return w.begin(http.StatusOK) == proceed
	}
}

func (w *writer) count(n int64) {
	w.exchange.mu.Lock()
	defer w.exchange.mu.Unlock()
	if w.missing > 0 {
		w.missing = max(0, w.missing-n)
	}
}

func (w *writer) Write(p []byte) (int, error) {
	if !w.beginBody(p) {
		return len(p), nil
	}
	n, err := w.inner.Write(p)
	w.count(int64(n))
	return n, err
}

// WriteString saves the copy of the string where the server can.
func (w *writer) WriteString(s string) (int, error) {
	if w.state().plain.status != 0 {
		return w.Write([]byte(s))
	}
	if !w.beginBody(nil) {
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
	if !w.beginBody(nil) {
		rest, err := io.Copy(io.Discard, src)
		return n + rest, err
	}
	rest, err := io.Copy(w.inner, src)
	w.count(rest)
	return n + rest, err
}

func (w *writer) flushError() error {
	state := w.state()
	if !state.begun() { // flushing sends the header
		if state.plain.status != 0 {
			return nil // the end of the Try is near
		}
		w.exchange.putID(w.inner.Header())
	}
	err := http.NewResponseController(w.inner).Flush()
	if err == nil && !state.begun() {
		w.begin(http.StatusOK)
	}
	return err
}

func (w *writer) hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buf, err := http.NewResponseController(w.inner).Hijack()
	if err == nil {
		w.exchange.mu.Lock()
		w.hijacked, w.plain = true, plain{}
		w.exchange.mu.Unlock()
	}
	return conn, buf, err
}
