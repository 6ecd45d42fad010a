package adapter_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// Error types that == panics on or cannot tell apart.
type (
	sliceError []string            // not comparable
	boxError   struct{ value any } // comparable or not, by what is in it
)

func (e sliceError) Error() string { return strings.Join(e, ",") }
func (e boxError) Error() string   { return fmt.Sprint(e.value) }

func TestFailTwice(t *testing.T) {
	reset := errors.New("connection reset")
	for _, tt := range []struct {
		name          string
		first, second error
		events        int
	}{
		{"the same", reset, reset, 1},
		{"the same, wrapped", reset, fmt.Errorf("handle: %w", reset), 1},
		{"the same, joined", reset, errors.Join(io.EOF, reset), 1},
		{"another", reset, io.EOF, 2},
		{"another of the same text", reset, errors.New("connection reset"), 2},
		{"the catalog error", fail(broken), fail(gone), 2},
		{"a copy of one that cannot be compared", sliceError{"a"}, sliceError{"a"}, 1},
		{"one that cannot be compared, wrapped", sliceError{"a"}, fmt.Errorf("handle: %w", sliceError{"a"}), 1},
		{"one that cannot be compared for what is in it", boxError{[]int{1}}, boxError{[]int{1}}, 1},
		{"one that can", boxError{1}, boxError{1}, 1},
		{"one that differs in what is in it", boxError{1}, boxError{2}, 2},
		{"one that can and one that cannot", boxError{1}, boxError{[]int{1}}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var events []render.Event
			w, req := httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)
			x, inner := newRenderer(nil, &events).Engine().Begin(w, req)
			x.Fail(inner, adapter.Failure{Err: tt.first})
			status, body := w.Code, w.Body.String()
			x.Fail(inner, adapter.Failure{Err: tt.second})
			if w.Code != status || w.Body.String() != body {
				t.Errorf("the second failure changed the response to %d %s", w.Code, w.Body)
			}
			if len(events) != tt.events {
				t.Fatalf("%d events, want %d", len(events), tt.events)
			}
			if events[0].Begun {
				t.Error("the first event says that the response had begun")
			}
			if tt.events == 2 && (!events[1].Begun || events[1].Cut || events[1].Status != status) {
				t.Errorf("the second event is %+v", events[1])
			}
		})
	}
}

func TestPanicAfterError(t *testing.T) {
	var events []render.Event
	w := httptest.NewRecorder()
	x, inner := newRenderer(nil, &events).Engine().Begin(w, httptest.NewRequest("GET", "/", nil))
	x.Fail(inner, adapter.Failure{Err: fail(broken)})
	x.Fail(inner, adapter.Failure{Panic: &adapter.Panic{Value: "secret"}})
	if w.Code != 409 || len(events) != 2 || events[1].Panic == nil || !events[1].Begun || events[1].Cut {
		t.Errorf("status %d, events %+v", w.Code, events)
	}
}

// hijackable is a recorder whose connection can be taken.
type hijackable struct{ *httptest.ResponseRecorder }

func (hijackable) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, nil }

// What becomes of a response that has begun (contract §4).
func TestFailAfterBeginning(t *testing.T) {
	write := func(status int, header, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			if name, value, ok := strings.Cut(header, ": "); ok {
				w.Header().Set(name, value)
			}
			if status != 0 {
				w.WriteHeader(status)
			}
			if body != "" {
				_, _ = io.WriteString(w, body)
			}
		}
	}
	for _, tt := range []struct {
		name   string
		begin  func(http.ResponseWriter)
		begun  bool
		cut    bool // cut for an error; not with LeaveBegun, always for a panic
		status int
	}{
		{"nothing", func(http.ResponseWriter) {}, false, false, 409},
		{"header set", func(w http.ResponseWriter) { w.Header().Set("X-A", "b") }, false, false, 409},
		{"103", write(103, "", ""), false, false, 409},
		{"200", write(200, "", ""), true, true, 200},
		{"implied 200", write(0, "", "hello"), true, true, 200},
		{"200 without length", write(200, "", "hello"), true, true, 200},
		{"200 cut short", write(200, "Content-Length: 9", "hello"), true, true, 200},
		{"200 complete", write(200, "Content-Length: 5", "hello"), true, false, 200},
		{"200 and more than its length", write(200, "Content-Length: 3", "hello"), true, false, 200},
		{"200 and a length that is none", write(200, "Content-Length: x", "hello"), true, true, 200},
		{"302", write(302, "Location: /x", ""), true, true, 302},
		{"204", write(204, "", ""), true, false, 204},
		{"304", write(304, "", ""), true, false, 304},
		{"101", write(101, "", ""), true, false, 101},
		{"400", write(400, "", "no"), true, false, 400},
		{"500", write(500, "", ""), true, false, 500},
		{"flushed", func(w http.ResponseWriter) { w.(http.Flusher).Flush() }, true, true, 200},
		{"empty write", func(w http.ResponseWriter) { _, _ = w.Write(nil) }, true, true, 200},
		{"hijacked", func(w http.ResponseWriter) { _, _, _ = w.(http.Hijacker).Hijack() }, true, false, 0},
	} {
		for _, how := range []string{"error", "panic", "error, LeaveBegun", "panic, LeaveBegun"} {
			t.Run(tt.name+", "+how, func(t *testing.T) {
				var events []render.Event
				leave := strings.HasSuffix(how, "LeaveBegun")
				panics := strings.HasPrefix(how, "panic")
				r := newRenderer(&render.Options{LeaveBegun: leave}, &events)
				w := hijackable{httptest.NewRecorder()}
				cut := serve(r, w, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
					tt.begin(w)
					if panics {
						panic("secret")
					}
					return fail(broken)
				})
				status := tt.status
				if panics && !tt.begun {
					status = 500
				}
				wantCut := tt.cut && (panics || !leave)
				if cut != wantCut {
					t.Errorf("cut is %v, want %v", cut, wantCut)
				}
				if len(events) != 1 {
					t.Fatalf("%d events", len(events))
				}
				e := events[0]
				if e.Begun != tt.begun || e.Cut != wantCut || e.Status != status || (e.Panic != nil) != panics || e.RequestID != mintedID {
					t.Errorf("the event is %+v", e)
				}
				if enveloped := strings.Contains(w.Body.String(), `"success"`); enveloped == tt.begun {
					t.Errorf("the body is %q", w.Body)
				}
			})
		}
	}
}

// Nothing may follow our envelope.
func TestWritesAfterTheEnvelope(t *testing.T) {
	b := newBase()
	x, w := begin(writerWith(b, canReadFrom))
	x.Fail(w, adapter.Failure{Err: fail(broken)})
	calls := len(b.calls)

	w.WriteHeader(200)
	if n, err := w.Write([]byte("more")); n != 4 || err != nil {
		t.Errorf("Write = %d, %v", n, err)
	}
	if n, err := io.WriteString(w, "more"); n != 4 || err != nil {
		t.Errorf("WriteString = %d, %v", n, err)
	}
	if n, err := w.(io.ReaderFrom).ReadFrom(strings.NewReader("more")); n != 4 || err != nil {
		t.Errorf("ReadFrom = %d, %v", n, err)
	}
	if len(b.calls) != calls {
		t.Errorf("after the envelope came %q", b.calls[calls:])
	}
}

// counter counts as a metrics middleware does.
type counter struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Writers of somebody else's see the error that is answered inside of them.
func TestFailBehindACounter(t *testing.T) {
	r := newRenderer(nil, nil)
	for _, again := range []bool{false, true} {
		client := httptest.NewRecorder()
		req := httptest.NewRequest("GET", "/", nil)
		x, w := r.Engine().Begin(client, req)
		c := &counter{ResponseWriter: w}
		w = c
		if again { // a handler that is in our care too
			_, w = r.Engine().Begin(c, req)
		}
		x.Fail(w, adapter.Failure{Err: fail(broken)})
		if c.status != 409 || client.Code != 409 || c.bytes == 0 || c.bytes != client.Body.Len() {
			t.Errorf("begun again %v: the counter has status %d and %d bytes, the client %d and %d", again, c.status, c.bytes, client.Code, client.Body.Len())
		}
		_, _ = io.WriteString(c, "more")
		if body := client.Body.String(); strings.Contains(body, "more") && !again {
			t.Errorf("behind the envelope came more: %s", body)
		}
	}
}

// brokenWriter is a writer whose methods go wrong, one way or another.
type brokenWriter struct {
	*base
	panics bool
}

func (w brokenWriter) Write([]byte) (int, error) {
	if w.panics {
		panic("secret")
	}
	return 0, io.ErrClosedPipe
}

func TestFailOnABrokenWriter(t *testing.T) {
	for panics, want := range map[bool]string{
		false: "[write the response: io: read/write on closed pipe]",
		true:  "[write the response: the writer panicked: secret]",
	} {
		var events []render.Event
		serve(newRenderer(nil, &events), brokenWriter{newBase(), panics}, httptest.NewRequest("GET", "/", nil),
			func(http.ResponseWriter, *http.Request) error { return fail(broken) })
		if len(events) != 1 || fmt.Sprint(events[0].Problems) != want {
			t.Errorf("events are %+v, want one with %s", events, want)
		}
	}
}

func TestDetailsOverTheLimit(t *testing.T) {
	for limit, want := range map[int]string{
		0:  `[{"a":1},{"b":2},{"c":3}]`, // the default
		25: `[{"a":1},{"b":2},{"c":3}]`,
		24: `[{"a":1},{"b":2}]`,
		5:  `[]`,
	} {
		var events []render.Event
		w := answer(t, newRenderer(&render.Options{MaxDetails: limit}, &events), fail(invalid).details(`{"a":1}`, `{"b":2}`, `{"c":3}`))
		if !strings.Contains(w.Body.String(), `"details":`+want+`,`) {
			t.Errorf("limit %d: %s", limit, w.Body)
		}
		if cut := want != `[{"a":1},{"b":2},{"c":3}]`; cut != (len(events[0].Problems) == 1) {
			t.Errorf("limit %d: problems are %v", limit, events[0].Problems)
		}
	}
}
