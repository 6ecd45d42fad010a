package adapter

import (
	"io"
	"log"
	"net"
	"net/http"
	"path"
	"runtime"
	"slices"
	"strings"
)

// announceTooLarge tells net/http's server that the client sends more than
// anybody reads: it will wait until the client has the answer before it closes
// the connection, instead of resetting it. [http.MaxBytesReader] tells it by a
// method that no writer of anybody else's can have; so it does it here, over
// its limit at once.
func announceTooLarge(w http.ResponseWriter) {
	_, _ = http.MaxBytesReader(w, io.NopCloser(strings.NewReader("over")), 0).Read(make([]byte, 1))
}

// abort ends the request as net/http documents it. Where a response ends with
// its connection, closing that would pass for the end: the outermost Try resets
// it.
func (x *Exchange) abort() {
	state, inner := x.writer.state(), x.depth.Load() > 0
	if state.status != 0 && state.missing < 0 && !state.hijacked && !inner && x.untilClose() {
		conn, _, err := http.NewResponseController(x.writer.inner).Hijack()
		if err == nil {
			reset(conn)
		}
	}
	panic(http.ErrAbortHandler)
}

// untilClose reports whether nothing but the end of the connection ends a body
// of unknown length.
func (x *Exchange) untilClose() bool {
	return !x.request.ProtoAtLeast(1, 1) || slices.Contains(x.writer.Header()["Transfer-Encoding"], "identity")
}

func reset(conn net.Conn) {
	defer conn.Close()
	if secure, ok := conn.(interface{ NetConn() net.Conn }); ok { // TLS
		conn = secure.NetConn()
	}
	if tcp, ok := conn.(interface{ SetLinger(int) error }); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// blame logs that somebody writes a second header, which is ignored. The server
// would say the same, but name this package.
func (x *Exchange) blame(status int) {
	logf := log.Printf
	if server, ok := x.parent.Value(http.ServerContextKey).(*http.Server); ok && server.ErrorLog != nil {
		logf = server.ErrorLog.Printf
	}
	begun := x.writer.state()
	if begun.status == 0 { // a plain answer, which is kept back
		begun.status = begun.plain.status
	}
	caller := callerOutside()
	logf("http: ignore WriteHeader(%d) of %s (%s:%d): the response has begun, with status %d",
		status, caller.Function, path.Base(caller.File), caller.Line, begun.status)
}

// callerOutside returns the innermost caller that is neither of this package nor
// of net/http, whose helpers write headers in somebody's name.
func callerOutside() runtime.Frame {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		frame, more := frames.Next()
		if !more || !strings.HasPrefix(frame.Function, "github.com/asterwise/errcat/render/adapter.") && !strings.HasPrefix(frame.Function, "net/http.") {
			return frame
		}
	}
}
