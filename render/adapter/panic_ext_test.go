package adapter_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// try lets an exchange try one function.
func try(fn func() error, failed func(adapter.Failure)) error {
	x, w := newRenderer(nil, nil).Engine().Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	return x.Try(w, fn, failed)
}

func TestTry(t *testing.T) {
	never := func(f adapter.Failure) { t.Errorf("failed with %+v", f) }
	if err := try(func() error { return nil }, never); err != nil {
		t.Errorf("Try = %v", err)
	}
	var got adapter.Failure
	if err := try(func() error { return io.EOF }, func(f adapter.Failure) { got = f }); err != io.EOF || got.Err != io.EOF || got.Panic != nil {
		t.Errorf("Try = %v, failed with %+v", err, got)
	}
}

func TestTryPanic(t *testing.T) {
	for _, tt := range []struct {
		value any
		want  string
	}{
		{"boom", "panic: boom"},
		{io.EOF, "panic: EOF"},
		{7, "panic: 7"},
		{fail(broken), "panic: pot_broken: Message of pot_broken."},
		{struct{ A int }{7}, "panic: {A:7}"},
		{nil, "panic: " + new(runtime.PanicNilError).Error()},
	} {
		var got adapter.Failure
		err := try(func() error { panic(tt.value) }, func(f adapter.Failure) { got = f })
		if got.Panic == nil || got.Err != nil || err != error(got.Panic) {
			t.Errorf("panic(%v): Try = %v, failed with %+v", tt.value, err, got)
			continue
		}
		if got.Panic.Error() != tt.want {
			t.Errorf("panic(%v): Error = %q, want %q", tt.value, got.Panic.Error(), tt.want)
		}
	}
	var got adapter.Failure
	_ = try(func() error { panic(&hostile{}) }, func(f adapter.Failure) { got = f })
	if text := got.Panic.Error(); text == "" {
		t.Errorf("a value that panics when printed is %q", text)
	}
}

func explode(depth int) error {
	if depth > 0 {
		return explode(depth - 1)
	}
	var none []int
	return fmt.Errorf("unreachable %d", none[depth])
}

func TestStack(t *testing.T) {
	for _, depth := range []int{1, 10_000} {
		var got adapter.Failure
		_ = try(func() error { return explode(depth) }, func(f adapter.Failure) { got = f })
		stack := got.Panic.Stack()
		if !strings.Contains(stack, "adapter_test.explode\n\t") || !strings.Contains(stack, "panic_ext_test.go:") {
			t.Errorf("the stack does not name the function that panicked:\n%s", stack)
		}
		if lines := strings.Count(stack, "\n"); lines > 128 {
			t.Errorf("the stack has %d lines", lines)
		}
	}
	if stack := (&adapter.Panic{}).Stack(); stack != "" {
		t.Errorf("a panic made by hand has the stack %q", stack)
	}
}

// A handler that ends its goroutine gives no answer of its own: ours is sent
// and flushed, since net/http will not.
func TestTryGoexit(t *testing.T) {
	var events []render.Event
	w := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		serve(newRenderer(nil, &events), w, httptest.NewRequest("GET", "/", nil), func(http.ResponseWriter, *http.Request) error {
			runtime.Goexit() // as testing.T.FailNow does
			return nil
		})
	}()
	<-done
	if w.Code != 500 || !w.Flushed || len(events) != 1 {
		t.Fatalf("status %d, flushed %v, events %+v", w.Code, w.Flushed, events)
	}
	if want := "goroutine ended itself (runtime.Goexit)"; events[0].Err.Error() != want {
		t.Errorf("the event's error is %q, want %q", events[0].Err, want)
	}
}

// http.ErrAbortHandler asks net/http to cut the connection without a word.
func TestTryAbort(t *testing.T) {
	for _, value := range []any{
		http.ErrAbortHandler,
		fmt.Errorf("proxy: %w", http.ErrAbortHandler),
		errors.Join(io.EOF, http.ErrAbortHandler),
		fail(broken).because(http.ErrAbortHandler),
	} {
		var events []render.Event
		w := httptest.NewRecorder()
		cut := serve(newRenderer(nil, &events), w, httptest.NewRequest("GET", "/", nil), func(http.ResponseWriter, *http.Request) error { panic(value) })
		if !cut || w.Body.Len() != 0 || len(events) != 0 {
			t.Errorf("panic(%v): cut %v, body %s, events %v", value, cut, w.Body, events)
		}
	}
	// Returned, it is an error like any other.
	w := answer(t, newRenderer(nil, nil), http.ErrAbortHandler)
	if w.Code != 500 {
		t.Errorf("returned: status %d", w.Code)
	}
}
