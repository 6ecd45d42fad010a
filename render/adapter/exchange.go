package adapter

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/asterwise/errcat/internal/requestid"
)

// HeaderRequestID is the header that carries the request ID, on requests and
// on responses, in Go's spelling.
const HeaderRequestID = "X-Request-Id"

// An Exchange is one request and its response in the care of an [Engine]: it
// gives the request its ID, watches what is written, and answers when
// something goes wrong. Adapters make one per request with [Engine.Begin].
type Exchange struct {
	engine  *Engine
	outer   *Exchange       // of the request that this one is served inside of, nil for most
	parent  context.Context // of the request as it came
	request *http.Request   // the server's own; its context knows the exchange
	id      string
	started time.Time
	header  http.Header // the response's; its Header method is not for goroutines that were given up
	before  http.Header // a copy of the response's from when the exchange began; nil if it was empty
	values  headerValues

	cut      atomic.Bool  // the connection has to be cut, whoever recovers from that
	stranger atomic.Bool  // another engine wanted to take part
	depth    atomic.Int32 // of Try calls, one for each writer

	mu       sync.Mutex // handlers may write from several goroutines
	writer   writer     // the server's response; its state is guarded by mu
	failures *failures
	first    failures // what the first one points to
	handed   error    // by a Try to its failed
	exiting  bool     // by runtime.Goexit, which every Try of the goroutine meets
}

// Begin takes a request and its response into care, and returns the writer to
// hand on to handlers. The request stays the one that it is, so that whoever
// routes, cleans up or logs by it sees what handlers see; its context is
// changed in place, as a mux changes the Pattern, and its header has the ID.
//
// A response belongs to one exchange. If w leads to the writer of one, by
// Unwrap or by having the same header, that one goes on; the writer that Begin
// returns then watches w too, since somebody else's may hold back what is
// written to it. A writer that leads nowhere, such as a recorder or a buffer
// with a header of its own, gets an exchange of its own, also where the request
// is served inside of another one.
//
// The request ID is, in this order: one that an outer middleware has put on
// the response, the one that the client sent (unless the service ignores it),
// that of the request around, or a fresh one. The first two count only if they
// are valid (contract §3). It is on request and response when Begin returns.
//
// The writer has the optional interfaces of w, among http.Flusher,
// http.Hijacker, http.Pusher and io.ReaderFrom, and an Unwrap method for
// http.ResponseController.
func (e *Engine) Begin(w http.ResponseWriter, req *http.Request) (*Exchange, http.ResponseWriter) {
	if own, ok := w.(ownWriter); ok {
		x := own.self().exchange
		x.admit(e)
		return x, w
	}
	if x := present(w, req); x != nil {
		x.admit(e)
		return x, expose(&writer{exchange: x, inner: w, encoding: slices.Clone(w.Header()["Content-Encoding"])})
	}
	x := &Exchange{engine: e, parent: req.Context(), request: req, started: e.now()}
	if c, ok := x.parent.(*exchangeContext); ok && c.request == req { // served once more
		x.parent = c.parent
	}
	x.outer = FromContext(x.parent)
	header := w.Header()
	x.header = header
	if req.Header == nil { // a request made by hand
		req.Header = http.Header{}
	}
	x.id = e.requestID(header, req.Header, x.outer)
	if len(header) > 0 {
		x.before = header.Clone()
	}
	*req = *req.WithContext((*exchangeContext)(x))
	x.values.set(req.Header, HeaderRequestID, valueSentID, x.id)
	x.values.set(header, HeaderRequestID, valueRequestID, x.id)
	x.writer.exchange, x.writer.inner, x.header = x, w, header
	return x, expose(&x.writer)
}

// present returns the exchange that a response belongs to, nil if there is
// none.
func present(w http.ResponseWriter, req *http.Request) *Exchange {
	if writer := innermost(w); writer != nil {
		return writer.exchange
	}
	x := FromContext(req.Context())
	if x == nil || !sameMap(w.Header(), x.header) {
		return nil
	}
	if reflect.TypeOf(w).Kind() == reflect.Pointer && w == x.writer.inner {
		return nil // the server's own: the request is served once more
	}
	return x
}

// admit notes that an engine takes part in the exchange of another one.
func (x *Exchange) admit(e *Engine) {
	if e == x.engine {
		return
	}
	x.stranger.Store(true)
}

// requestID returns the ID of a request. Neither header is ever echoed unless
// it is valid.
func (e *Engine) requestID(response, request http.Header, outer *Exchange) string {
	sent, given := single(request[HeaderRequestID]), single(response[HeaderRequestID])
	switch {
	case given != "" && !(e.IgnoreRequestID && given == sent): // an outer middleware may just repeat the client's
		return given
	case sent != "" && !e.IgnoreRequestID:
		return sent
	case outer != nil:
		return outer.id
	default:
		return e.NewRequestID()
	}
}

// single returns the only value of a header if it is a valid ID.
func single(values []string) string {
	if len(values) != 1 || !requestid.Valid(values[0]) {
		return ""
	}
	return values[0]
}

// RequestID returns the request ID.
func (x *Exchange) RequestID() string { return x.id }

// Begun reports whether the response can no longer be changed: its final
// header is written, or the connection hijacked. A 1xx response is not a
// beginning.
func (x *Exchange) Begun() bool { return x.writer.state().begun() }

// Status returns the status of the response's final header, 0 before that is
// written.
func (x *Exchange) Status() int { return x.writer.state().status }

// Owns reports whether w is the exchange's own writer, next to the server's:
// nobody else's stands between, and it serves no request inside of another.
func (x *Exchange) Owns(w http.ResponseWriter) bool {
	own, ok := w.(ownWriter)
	return ok && own.self() == &x.writer && x.outer == nil
}

// putID makes sure that a header has the request ID, once, whatever was done to
// it.
func (x *Exchange) putID(h http.Header) {
	for key := range h {
		if len(key) == len(HeaderRequestID) && key != HeaderRequestID && strings.EqualFold(key, HeaderRequestID) {
			delete(h, key)
		}
	}
	if present := h[HeaderRequestID]; len(present) != 1 || present[0] != x.id {
		h[HeaderRequestID] = []string{x.id}
	}
}
