package adapter

import (
	"context"
	"net/http"
	"sync"
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
	parent  context.Context // of the request as it came
	request http.Request    // a copy whose context knows the exchange
	id      string
	started time.Time
	before  http.Header // a copy of the response's from when the exchange began; nil if it was empty
	values  headerValues

	mu       sync.Mutex // a TimeoutHandler runs handlers in goroutines of their own
	writer   writer     // the server's response; its state is guarded by mu
	failures *failures
	first    failures                 // what the first one points to
	unrouted func(*http.Request) bool // see Route
	refused  int                      // the status that Route keeps from the client
	exiting  bool                     // by runtime.Goexit, which every Try of the goroutine meets
}

// exchangeContext is an exchange as the context of its request.
type exchangeContext Exchange

func (c *exchangeContext) Deadline() (time.Time, bool) { return c.parent.Deadline() }
func (c *exchangeContext) Done() <-chan struct{}       { return c.parent.Done() }
func (c *exchangeContext) Err() error                  { return c.parent.Err() }

type contextKey struct{}

func (c *exchangeContext) Value(key any) any {
	if key == (contextKey{}) {
		return (*Exchange)(c)
	}
	return c.parent.Value(key)
}

// FromContext returns the exchange of the request that ctx belongs to, nil if
// there is none.
func FromContext(ctx context.Context) *Exchange {
	x, _ := ctx.Value(contextKey{}).(*Exchange)
	return x
}

// Begin takes a request and its response into care, and returns the writer
// and the request to hand on to handlers. A request that already belongs to
// an exchange stays there; if somebody has put a writer of his own between,
// the writer that Begin returns watches that one too, since it may hold back
// what is written to it.
//
// The request ID is, in this order: one that an outer middleware has put on
// the response, the one that the client sent (unless the service ignores it),
// or a fresh one. The first two count only if they are valid (contract §3). It
// is on request and response when Begin returns.
//
// The writer has the optional interfaces of w, among http.Flusher,
// http.Hijacker, http.Pusher and io.ReaderFrom, and an Unwrap method for
// http.ResponseController.
func (e *Engine) Begin(w http.ResponseWriter, req *http.Request) (*Exchange, http.ResponseWriter, *http.Request) {
	if own, ok := w.(ownWriter); ok {
		return own.self().exchange, w, req
	}
	if x := present(w, req); x != nil {
		return x, expose(&writer{exchange: x, inner: w}), req
	}
	header := w.Header()
	x := &Exchange{engine: e, parent: req.Context(), id: e.requestID(header, req.Header), started: e.now()}
	if len(header) > 0 {
		x.before = header.Clone()
	}
	x.request = *req.WithContext((*exchangeContext)(x))
	if x.request.Header == nil { // a request made by hand
		x.request.Header = http.Header{}
	}
	x.values.set(x.request.Header, HeaderRequestID, valueSentID, x.id)
	x.values.set(header, HeaderRequestID, valueRequestID, x.id)
	x.writer = writer{exchange: x, inner: w}
	return x, expose(&x.writer), &x.request
}

// present returns the exchange that w or req belongs to. The writer comes
// first: a middleware may have given the request a context of its own.
func present(w http.ResponseWriter, req *http.Request) *Exchange {
	if writer := innermost(w); writer != nil {
		return writer.exchange
	}
	return FromContext(req.Context())
}

// requestID returns the ID of a request. Neither header is ever echoed unless
// it is valid.
func (e *Engine) requestID(response, request http.Header) string {
	sent, given := single(request[HeaderRequestID]), single(response[HeaderRequestID])
	switch {
	case given != "" && !(e.IgnoreRequestID && given == sent): // an outer middleware may just repeat the client's
		return given
	case sent != "" && !e.IgnoreRequestID:
		return sent
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

// putID makes sure that a header has the request ID, whatever was done to it.
func (x *Exchange) putID(h http.Header) {
	if present := h[HeaderRequestID]; len(present) != 1 || present[0] != x.id {
		h[HeaderRequestID] = []string{x.id}
	}
}
