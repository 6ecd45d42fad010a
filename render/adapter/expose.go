package adapter

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

// The optional interfaces of a response writer, one type each, so that the
// writer that a handler gets has just those that work.
type (
	flusher    struct{ *writer }
	hijacker   struct{ *writer }
	pusher     struct{ *writer }
	readerFrom struct{ *writer }
)

func (w flusher) Flush()            { _ = w.flushError() }
func (w flusher) FlushError() error { return w.flushError() }

func (w hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }

func (w pusher) Push(target string, opts *http.PushOptions) error {
	if p, ok := w.inner.(http.Pusher); ok {
		return p.Push(target, opts)
	}
	return http.ErrNotSupported
}

func (w readerFrom) ReadFrom(src io.Reader) (int64, error) { return w.readFrom(src) }

// The writers of net/http's own servers. They are one pointer wide, so that
// a request does not pay for them with an allocation.
type (
	http1Writer struct{ flusher }
	http2Writer struct{ flusher }
)

func (w http1Writer) Hijack() (net.Conn, *bufio.ReadWriter, error) { return w.hijack() }
func (w http1Writer) ReadFrom(src io.Reader) (int64, error)        { return w.readFrom(src) }

func (w http2Writer) Push(target string, opts *http.PushOptions) error {
	return pusher{w.writer}.Push(target, opts)
}

// expose returns w with the optional interfaces of the writer below it.
//
// Flush and Hijack are there too when only a writer further down has them, as
// http.ResponseController would find it through Unwrap: otherwise it would
// reach past w, and w would not know.
func expose(w *writer) http.ResponseWriter {
	const flush, hijack, push, readFrom = 1, 2, 4, 8
	have := 0
	if reaches(w.inner, isFlusher) {
		have |= flush
	}
	if reaches(w.inner, isHijacker) {
		have |= hijack
	}
	if _, ok := w.inner.(http.Pusher); ok {
		have |= push
	}
	if _, ok := w.inner.(io.ReaderFrom); ok {
		have |= readFrom
	}
	f, h, p, r := flusher{w}, hijacker{w}, pusher{w}, readerFrom{w}
	switch have {
	case 0:
		return w
	case flush:
		return f
	case flush | hijack | readFrom:
		return http1Writer{f}
	case flush | push:
		return http2Writer{f}
	case hijack:
		return h
	case push:
		return p
	case readFrom:
		return r
	case flush | hijack:
		return struct {
			*writer
			flusher
			hijacker
		}{w, f, h}
	case flush | readFrom:
		return struct {
			*writer
			flusher
			readerFrom
		}{w, f, r}
	case hijack | push:
		return struct {
			*writer
			hijacker
			pusher
		}{w, h, p}
	case hijack | readFrom:
		return struct {
			*writer
			hijacker
			readerFrom
		}{w, h, r}
	case push | readFrom:
		return struct {
			*writer
			pusher
			readerFrom
		}{w, p, r}
	case flush | hijack | push:
		return struct {
			*writer
			flusher
			hijacker
			pusher
		}{w, f, h, p}
	case flush | push | readFrom:
		return struct {
			*writer
			flusher
			pusher
			readerFrom
		}{w, f, p, r}
	case hijack | push | readFrom:
		return struct {
			*writer
			hijacker
			pusher
			readerFrom
		}{w, h, p, r}
	default:
		return struct {
			*writer
			flusher
			hijacker
			pusher
			readerFrom
		}{w, f, h, p, r}
	}
}

// reaches reports whether w, or a writer below it, is what is asks for.
func reaches(w http.ResponseWriter, is func(http.ResponseWriter) bool) bool {
	for w != nil {
		if is(w) {
			return true
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		w = u.Unwrap()
	}
	return false
}

func isFlusher(w http.ResponseWriter) bool {
	switch w.(type) {
	case http.Flusher, interface{ FlushError() error }:
		return true
	}
	return false
}

func isHijacker(w http.ResponseWriter) bool {
	_, ok := w.(http.Hijacker)
	return ok
}
