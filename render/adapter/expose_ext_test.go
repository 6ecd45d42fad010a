package adapter_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render/adapter"
)

// base is a response writer without any optional interface.
type base struct {
	header http.Header
	calls  []string
	sent   http.Header // the header as it was when it went out
	status int
}

func newBase() *base { return &base{header: http.Header{}} }

func (b *base) Header() http.Header { return b.header }

func (b *base) WriteHeader(status int) {
	b.calls = append(b.calls, fmt.Sprint("header ", status))
	b.status, b.sent = status, b.header.Clone()
}

func (b *base) Write(p []byte) (int, error) {
	if b.sent == nil {
		b.sent = b.header.Clone()
	}
	b.calls = append(b.calls, fmt.Sprintf("write %s", p))
	return len(p), nil
}

// The optional interfaces, one by one.
type (
	baseFlusher    struct{ *base }
	baseHijacker   struct{ *base }
	basePusher     struct{ *base }
	baseReaderFrom struct{ *base }
)

func (b baseFlusher) Flush() {
	if b.sent == nil {
		b.sent = b.header.Clone()
	}
	b.calls = append(b.calls, "flush")
}

func (b baseHijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	b.calls = append(b.calls, "hijack")
	return nil, nil, nil
}

func (b basePusher) Push(target string, _ *http.PushOptions) error {
	b.calls = append(b.calls, "push "+target)
	return nil
}

func (b baseReaderFrom) ReadFrom(r io.Reader) (int64, error) {
	b.calls = append(b.calls, "read from")
	return io.Copy(io.Discard, r)
}

const canFlush, canHijack, canPush, canReadFrom = 1, 2, 4, 8

// writerWith returns b with just these interfaces.
func writerWith(b *base, have int) http.ResponseWriter {
	f, h, p, r := baseFlusher{b}, baseHijacker{b}, basePusher{b}, baseReaderFrom{b}
	type w = http.ResponseWriter
	type (
		fl = http.Flusher
		hi = http.Hijacker
		pu = http.Pusher
		re = io.ReaderFrom
	)
	switch have {
	case canFlush:
		return struct {
			w
			fl
		}{b, f}
	case canHijack:
		return struct {
			w
			hi
		}{b, h}
	case canHijack | canFlush:
		return struct {
			w
			hi
			fl
		}{b, h, f}
	case canPush:
		return struct {
			w
			pu
		}{b, p}
	case canPush | canFlush:
		return struct {
			w
			pu
			fl
		}{b, p, f}
	case canPush | canHijack:
		return struct {
			w
			pu
			hi
		}{b, p, h}
	case canPush | canHijack | canFlush:
		return struct {
			w
			pu
			hi
			fl
		}{b, p, h, f}
	case canReadFrom:
		return struct {
			w
			re
		}{b, r}
	case canReadFrom | canFlush:
		return struct {
			w
			re
			fl
		}{b, r, f}
	case canReadFrom | canHijack:
		return struct {
			w
			re
			hi
		}{b, r, h}
	case canReadFrom | canHijack | canFlush:
		return struct {
			w
			re
			hi
			fl
		}{b, r, h, f}
	case canReadFrom | canPush:
		return struct {
			w
			re
			pu
		}{b, r, p}
	case canReadFrom | canPush | canFlush:
		return struct {
			w
			re
			pu
			fl
		}{b, r, p, f}
	case canReadFrom | canPush | canHijack:
		return struct {
			w
			re
			pu
			hi
		}{b, r, p, h}
	case canReadFrom | canPush | canHijack | canFlush:
		return struct {
			w
			re
			pu
			hi
			fl
		}{b, r, p, h, f}
	}
	return b
}

// interfaces returns which optional interfaces w has.
func interfaces(w http.ResponseWriter) (have int) {
	if _, ok := w.(http.Flusher); ok {
		have |= canFlush
	}
	if _, ok := w.(http.Hijacker); ok {
		have |= canHijack
	}
	if _, ok := w.(http.Pusher); ok {
		have |= canPush
	}
	if _, ok := w.(io.ReaderFrom); ok {
		have |= canReadFrom
	}
	return have
}

func begin(w http.ResponseWriter) (*adapter.Exchange, http.ResponseWriter) {
	x, w := newRenderer(nil, nil).Engine().Begin(w, httptest.NewRequest("GET", "/", nil))
	return x, w
}

// The writer of an exchange has the interfaces of the one below, and no more.
func TestInterfaces(t *testing.T) {
	for have := range 16 {
		b := newBase()
		_, w := begin(writerWith(b, have))
		if got := interfaces(w); got != have {
			t.Errorf("the writer has the interfaces %04b, the one below %04b", got, have)
		}
		if u, ok := w.(interface{ Unwrap() http.ResponseWriter }); !ok || u.Unwrap() == nil {
			t.Errorf("%04b: the writer does not unwrap", have)
		}
		if _, ok := w.(io.StringWriter); !ok {
			t.Errorf("%04b: the writer does not write strings", have)
		}
	}
}

// Each of them reaches the writer below, and counts as the beginning of the
// response where it is one.
func TestInterfacesWork(t *testing.T) {
	for have := range 16 {
		for _, tt := range []struct {
			need   int
			use    func(w http.ResponseWriter) error
			call   string
			begins bool
		}{
			{canFlush, func(w http.ResponseWriter) error { w.(http.Flusher).Flush(); return nil }, "flush", true},
			{canFlush, func(w http.ResponseWriter) error { return http.NewResponseController(w).Flush() }, "flush", true},
			{canHijack, func(w http.ResponseWriter) error { _, _, err := w.(http.Hijacker).Hijack(); return err }, "hijack", true},
			{canHijack, func(w http.ResponseWriter) error { _, _, err := http.NewResponseController(w).Hijack(); return err }, "hijack", true},
			{canPush, func(w http.ResponseWriter) error { return w.(http.Pusher).Push("/style", nil) }, "push /style", false},
			{canReadFrom, func(w http.ResponseWriter) error {
				_, err := w.(io.ReaderFrom).ReadFrom(struct{ io.Reader }{strings.NewReader(strings.Repeat("text", 256))})
				return err
			}, "read from", true},
			{0, func(w http.ResponseWriter) error { _, err := io.WriteString(w, "text"); return err }, "write text", true},
			{0, func(w http.ResponseWriter) error { _, err := w.Write([]byte("text")); return err }, "write text", true},
			{0, func(w http.ResponseWriter) error { w.WriteHeader(404); return nil }, "header 404", true},
			{0, func(w http.ResponseWriter) error { w.WriteHeader(103); return nil }, "header 103", false},
			{0, func(w http.ResponseWriter) error { w.WriteHeader(101); return nil }, "header 101", true},
		} {
			if have&tt.need != tt.need {
				continue
			}
			b := newBase()
			x, w := begin(writerWith(b, have))
			if err := tt.use(w); err != nil {
				t.Errorf("%04b, %s: %v", have, tt.call, err)
			}
			if len(b.calls) == 0 || b.calls[len(b.calls)-1] != tt.call {
				t.Errorf("%04b: the writer below saw %q, want %q", have, b.calls, tt.call)
			}
			if x.Begun() != tt.begins {
				t.Errorf("%04b, %s: begun is %v", have, tt.call, x.Begun())
			}
		}
	}
}

// What a writer further down can do is used through http.ResponseController,
// which would otherwise reach past ours.
func TestInterfacesBelowUnwrap(t *testing.T) {
	for have := range 16 {
		b := newBase()
		x, w := begin(unwrapper{unwrapper{writerWith(b, have)}})
		if got, want := interfaces(w), have&(canFlush|canHijack); got != want {
			t.Errorf("the writer has the interfaces %04b, want %04b", got, want)
		}
		err := http.NewResponseController(unwrapper{w}).Flush()
		if can := have&canFlush != 0; (err == nil) != can || x.Begun() != can {
			t.Errorf("%04b: flush: %v, begun %v", have, err, x.Begun())
		}
		x, w = begin(unwrapper{writerWith(b, have)})
		_, _, err = http.NewResponseController(unwrapper{w}).Hijack()
		if can := have&canHijack != 0; (err == nil) != can || x.Begun() != can {
			t.Errorf("%04b: hijack: %v, begun %v", have, err, x.Begun())
		}
	}
}

// flushError flushes as the writers of net/http do, with an error.
type flushError struct {
	*base
	err error
}

func (f flushError) FlushError() error { return f.err }

func TestFlushThatFails(t *testing.T) {
	x, w := begin(flushError{newBase(), io.ErrClosedPipe})
	if err := http.NewResponseController(w).Flush(); err != io.ErrClosedPipe {
		t.Errorf("Flush = %v", err)
	}
	if x.Begun() {
		t.Error("a flush that failed has begun the response")
	}
	x, w = begin(flushError{newBase(), nil})
	if err := http.NewResponseController(w).Flush(); err != nil || !x.Begun() {
		t.Errorf("Flush = %v, begun %v", err, x.Begun())
	}
}

// Every response has the request ID, however it begins and whatever the
// handler did to the header.
func TestRequestIDOnEveryBeginning(t *testing.T) {
	for name, start := range map[string]func(w http.ResponseWriter){
		"header":    func(w http.ResponseWriter) { w.WriteHeader(200) },
		"write":     func(w http.ResponseWriter) { _, _ = w.Write(nil) },
		"string":    func(w http.ResponseWriter) { _, _ = io.WriteString(w, "x") },
		"flush":     func(w http.ResponseWriter) { w.(http.Flusher).Flush() },
		"read from": func(w http.ResponseWriter) { _, _ = w.(io.ReaderFrom).ReadFrom(strings.NewReader("x")) },
	} {
		for what, change := range map[string]func(http.Header){
			"deleted":  func(h http.Header) { h.Del("X-Request-Id") },
			"replaced": func(h http.Header) { h.Set("X-Request-Id", "other") },
			"added to": func(h http.Header) { h.Add("X-Request-Id", "other") },
		} {
			b := newBase()
			_, w := begin(struct {
				*base
				http.Flusher
			}{b, baseFlusher{b}})
			if name == "read from" {
				_, w = begin(struct {
					*base
					io.ReaderFrom
				}{b, writeAll{b}})
			}
			change(w.Header())
			start(w)
			if got := b.sent["X-Request-Id"]; len(got) != 1 || got[0] != mintedID {
				t.Errorf("%s, then %s: the response has %q", what, name, got)
			}
		}
	}
}

// writeAll reads as the writer of net/http does: by writing.
type writeAll struct{ *base }

func (w writeAll) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{w.base}, r)
}
