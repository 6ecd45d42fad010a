package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

// writer stands for the writer of net/http's server: it has the same optional
// interfaces, and throws everything away.
type writer struct {
	header http.Header
	status int
	bytes  int
	keep   bool
	body   []byte
}

func newWriter() *writer { return &writer{header: http.Header{}} }

// reset makes it ready for the next response.
func (w *writer) reset() {
	clear(w.header)
	w.status = 0
}

func (w *writer) Header() http.Header { return w.header }

func (w *writer) WriteHeader(status int) { w.status = status }

func (w *writer) Write(p []byte) (int, error) {
	w.bytes += len(p)
	if w.keep {
		w.body = append(w.body, p...)
	}
	return len(p), nil
}

func (w *writer) WriteString(s string) (int, error) {
	w.bytes += len(s)
	return len(s), nil
}

func (w *writer) ReadFrom(r io.Reader) (int64, error) { return io.Copy(io.Discard, r) }

func (w *writer) Flush() {}

func (w *writer) FlushError() error { return nil }

func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, http.ErrNotSupported
}

// serveCase is a case that serves one request after the other. The request's
// header is made as it was before each, since errcat sets the request ID in
// it.
func serveCase(name string, h http.Handler, request func() *http.Request) benchCase {
	fork := func() func() {
		r, w := request(), newWriter()
		return func() {
			w.reset()
			delete(r.Header, "X-Request-Id")
			h.ServeHTTP(w, r)
		}
	}
	return benchCase{name: name, op: fork(), fork: fork}
}
