package adapter_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// The observer knows whether anybody was there to read the answer: the client
// that went away is not one that the service gave up, or that ran out of time.
func TestClientGone(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server shuts down"))
	late, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	<-late.Done()
	for name, tt := range map[string]struct {
		ctx  context.Context
		want bool
	}{"there": {context.Background(), false}, "gone": {gone, true}, "given up": {stopped, false}, "out of time": {late, false}} {
		var events []render.Event
		req := httptest.NewRequestWithContext(tt.ctx, "GET", "/", nil)
		serve(newRenderer(nil, &events), httptest.NewRecorder(), req, func(http.ResponseWriter, *http.Request) error { return fail(broken) })
		if len(events) != 1 || events[0].ClientGone != tt.want {
			t.Errorf("%s: events are %+v, want one with ClientGone %v", name, events, tt.want)
		}
	}
}

// A framework that holds the response itself says so: nothing is written, and a
// success of its own is cut.
func TestFrameworkHasBegun(t *testing.T) {
	for _, tt := range []struct {
		begun int
		leave bool
		cut   bool
	}{{200, false, true}, {200, true, false}, {204, false, false}, {409, false, false}, {500, false, false}} {
		var events []render.Event
		w := httptest.NewRecorder()
		x, own := newRenderer(&render.Options{LeaveBegun: tt.leave}, &events).Engine().Begin(w, httptest.NewRequest("GET", "/", nil))
		cut := false
		func() {
			defer func() { cut = recover() == http.ErrAbortHandler }()
			x.Fail(own, adapter.Failure{Err: fail(broken), Begun: tt.begun})
		}()
		if cut != tt.cut || w.Body.Len() != 0 || len(events) != 1 || !events[0].Begun || events[0].Status != tt.begun || events[0].Cut != tt.cut {
			t.Errorf("begun with %d: cut %v, body %q, events %+v", tt.begun, cut, w.Body, events)
		}
	}
}

// A limiter's wait is taken over for the framework's own 429 and 503, and for
// nothing else (contract §1).
func TestWaitOfALimiter(t *testing.T) {
	for _, tt := range []struct {
		name, value, want string
		err               error
	}{
		{"429", "7", "7", adapter.StatusError(429)},
		{"503", "86400", "86400", adapter.StatusError(503)},
		{"the shortest", "1", "1", adapter.StatusError(429)},
		{"zero", "0", "", adapter.StatusError(429)},
		{"too long", "86401", "", adapter.StatusError(429)},
		{"a date", "Mon, 25 May 2026 12:34:56 GMT", "", adapter.StatusError(429)},
		{"404", "7", "", adapter.StatusError(404)},
		{"504", "7", "", adapter.StatusError(504)},
		{"a timeout around 503", "7", "", errors.Join(context.DeadlineExceeded, adapter.StatusError(503))},
		{"an error of the catalog", "7", "", fail(broken)},
	} {
		w := httptest.NewRecorder()
		serve(newRenderer(nil, nil), w, httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Retry-After", tt.value)
			return tt.err
		})
		body := `"retry_after":null`
		if tt.want != "" {
			body = `"retry_after":` + tt.want
		}
		if got := w.Header().Get("Retry-After"); got != tt.want || !strings.Contains(w.Body.String(), body+",") {
			t.Errorf("%s: Retry-After %q, want %q; body %s", tt.name, got, tt.want, w.Body)
		}
	}
}

// Half a response is one that has less than it announced. A length that is none
// announces nothing.
func TestAnnouncedLength(t *testing.T) {
	for length, cut := range map[string]bool{"5": false, "6": true, "": true, "-5": true, "five": true} {
		got := serve(newRenderer(nil, nil), httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
			if length != "" {
				w.Header().Set("Content-Length", length)
			}
			_, _ = io.WriteString(w, "whole")
			return fail(broken)
		})
		if got != cut {
			t.Errorf("Content-Length %q of 5 bytes: cut is %v, want %v", length, got, cut)
		}
	}
	for length, cut := range map[string]bool{"0": false, "-1": true} { // without a body
		got := serve(newRenderer(nil, nil), httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Length", length)
			w.WriteHeader(http.StatusOK)
			return fail(broken)
		})
		if got != cut {
			t.Errorf("Content-Length %q without a body: cut is %v, want %v", length, got, cut)
		}
	}
}

// adding is a writer of somebody else's that sets headers as late as it can.
type adding struct {
	http.ResponseWriter
	name string
}

func (a adding) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (a adding) WriteHeader(status int) {
	a.Header().Set(a.name, "late")
	a.ResponseWriter.WriteHeader(status)
}

// What a writer between adds at the last moment is held to the same rules; a
// success is not touched.
func TestLateHeaders(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		kept bool
	}{
		{"X-Queries", fail(gone), false}, // concealed: it would tell one cause from another
		{"X-Queries", fail(broken), true},
		{"Vary", fail(gone), true},
		{"Surrogate-Control", fail(broken), false},
		{"X-Accel-Redirect", fail(broken), false},
		{"Surrogate-Control", nil, true},
		{"X-Accel-Redirect", nil, true},
	} {
		w := httptest.NewRecorder()
		x, own := newRenderer(nil, nil).Engine().Begin(w, httptest.NewRequest("GET", "/", nil))
		between := adding{own, tt.name}
		if tt.err != nil {
			x.Fail(between, adapter.Failure{Err: tt.err})
		} else {
			between.WriteHeader(http.StatusOK)
		}
		if got := w.Result().Header.Get(tt.name) != ""; got != tt.kept {
			t.Errorf("%s, set late with %v: kept is %v, want %v", tt.name, tt.err, got, tt.kept)
		}
	}
}
