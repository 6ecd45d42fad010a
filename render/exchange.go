package render

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// HeaderRequestID is the header that carries the request ID, on requests and
// on responses. Header names are case-insensitive; this is Go's spelling.
const HeaderRequestID = "X-Request-Id"

// An Exchange is one request and its response in the care of a [Renderer]: it
// gives the request its ID, watches what is written, and answers when
// something goes wrong. Adapters make one per request with [Renderer.Begin].
type Exchange struct {
	// All that a request needs is in here, in one piece of memory, whose size
	// a test holds.

	renderer *Renderer
	parent   context.Context // of the request as it came
	request  http.Request    // a copy whose context knows the exchange
	id       string
	before   http.Header // a copy of the response's from when the exchange began; nil if it was empty
	values   headerValues

	mu       sync.Mutex // a TimeoutHandler runs handlers in goroutines of their own
	writer   writer
	failures failures
	unrouted func(*http.Request) bool // see Route
	refused  int16                    // the status that Route keeps from the client
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

// RequestID returns the ID of the request that ctx belongs to, "" if it has
// none.
func RequestID(ctx context.Context) string {
	if x := FromContext(ctx); x != nil {
		return x.id
	}
	return ""
}

// Begin takes a request and its response into care, and returns the writer
// and the request to hand on to handlers. A request that already belongs to
// an exchange stays there; if somebody has put a writer of his own between,
// the writer that Begin returns watches that one too, since it may hold back
// what is written to it.
//
// The request ID is, in this order: one that an outer middleware has put on
// the response, the one that the client sent (see [Options.IgnoreRequestID]),
// or a fresh one from mint (the New method of a middleware.RequestIDs, say). The
// first two count only if [ValidRequestID] says so. It is on request and response
// when Begin returns.
//
// The writer has the optional interfaces of w, among http.Flusher,
// http.Hijacker, http.Pusher and io.ReaderFrom, and an Unwrap method for
// http.ResponseController.
func (r *Renderer) Begin(w http.ResponseWriter, req *http.Request, mint func() string) (*Exchange, http.ResponseWriter, *http.Request) {
	if own, ok := w.(ownWriter); ok {
		return own.self().exchange, w, req
	}
	if x := present(w, req); x != nil {
		return x, expose(&writer{exchange: x, inner: w}), req
	}
	header := w.Header()
	id := r.requestID(header, req.Header)
	if id == "" {
		id = mint()
	}
	x := &Exchange{renderer: r, parent: req.Context(), id: id}
	if len(header) > 0 {
		x.before = header.Clone()
	}
	x.request = *req.WithContext((*exchangeContext)(x))
	if x.request.Header == nil { // a request made by hand
		x.request.Header = http.Header{}
	}
	x.values.set(x.request.Header, HeaderRequestID, valueSentID, id)
	x.values.set(header, HeaderRequestID, valueRequestID, id)
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
