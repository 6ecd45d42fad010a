package render

import (
	"context"
	"net/http"
	"sync"
)

// HeaderRequestID is the header that carries the request ID, on requests and
// on responses. Header names are case-insensitive; this is Go's spelling.
const HeaderRequestID = "X-Request-Id"

// An Exchange is one request and its response in the care of a [Renderer]: it
// gives the request its ID, watches what is written, and answers when
// something goes wrong. Adapters make one per request with [Renderer.Begin].
type Exchange struct {
	renderer *Renderer
	request  http.Request // a copy whose context knows the exchange
	id       string
	ctx      exchangeContext
	header   http.Header // of the response
	before   http.Header // a copy from when the exchange began; nil if it was empty
	writer   writer
	values   headerValues

	mu           sync.Mutex // a TimeoutHandler runs handlers in goroutines of their own
	failures     []error    // what was answered or reported, the first of it
	firstFailure [1]error   // its backing
	exiting      bool       // by runtime.Goexit, which every Try of the goroutine meets
}

// exchangeContext is the context of a request that has an exchange. It is
// part of the exchange so that making it costs nothing.
type exchangeContext struct {
	context.Context
	exchange *Exchange
}

type contextKey struct{}

func (c *exchangeContext) Value(key any) any {
	if key == (contextKey{}) {
		return c.exchange
	}
	return c.Context.Value(key)
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
// or a fresh one from mint. The first two count only if [ValidRequestID] says
// so. It is on request and response when Begin returns.
//
// The writer has the optional interfaces of w, among http.Flusher,
// http.Hijacker, http.Pusher and io.ReaderFrom, and an Unwrap method for
// http.ResponseController.
func (r *Renderer) Begin(w http.ResponseWriter, req *http.Request, mint func() string) (*Exchange, http.ResponseWriter, *http.Request) {
	if x := present(w, req); x != nil {
		return x, x.watch(w), req
	}
	header := w.Header()
	id := r.requestID(header, req.Header)
	if id == "" {
		id = mint()
	}
	x := &Exchange{renderer: r, id: id, header: header}
	if len(header) > 0 {
		x.before = header.Clone()
	}
	x.ctx = exchangeContext{Context: req.Context(), exchange: x}
	x.request = *req.WithContext(&x.ctx)
	if x.request.Header == nil { // a request made by hand
		x.request.Header = http.Header{}
	}
	x.values.set(x.request.Header, HeaderRequestID, valueSentID, id)
	x.values.set(header, HeaderRequestID, valueRequestID, id)
	x.writer.init(x, w)
	return x, x.writer.exposed, &x.request
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

// flush pushes out what was written. A writer that cannot flush is fine.
func (x *Exchange) flush() {
	_ = http.NewResponseController(x.writer.exposed).Flush()
}
