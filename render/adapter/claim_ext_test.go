package adapter_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

// branch is a writer that leads to an exchange's, but keeps what is written.
type branch struct {
	http.ResponseWriter
	from http.ResponseWriter
}

func (b branch) Unwrap() http.ResponseWriter { return b.from }

// Parts of one request may fail at once, each in a goroutine and with a writer
// of its own. Run with -race.
func TestFailConcurrently(t *testing.T) {
	const workers = 6 // below what an exchange remembers
	for range 20 {
		var mu sync.Mutex
		var events []render.Event
		r := newRenderer(&render.Options{Observer: func(_ context.Context, e render.Event) {
			mu.Lock()
			defer mu.Unlock()
			events = append(events, e)
		}}, nil)
		req := httptest.NewRequest("GET", "/", nil)
		x, w := r.Engine().Begin(httptest.NewRecorder(), req)

		var recorders [workers]*httptest.ResponseRecorder
		var writers [workers]http.ResponseWriter
		var failures [workers]error
		for i := range workers {
			recorders[i] = httptest.NewRecorder()
			_, writers[i] = r.Engine().Begin(branch{recorders[i], w}, req)
			failures[i] = []error{fail(broken), fail(gone), errors.New("reset")}[i%3]
		}
		start := make(chan struct{})
		var wg sync.WaitGroup
		for i := range workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				<-start
				x.Fail(writers[i], adapter.Failure{Err: failures[i]})
			}()
		}
		close(start)
		wg.Wait()

		for i, w := range recorders {
			want := []catalog.Code{"pot_broken", "pot_gone", "role_internal"}[i%3]
			if body := w.Body.String(); !strings.HasPrefix(body, `{"success":false,"error":"`+string(want)+`",`) || strings.Count(body, "success") != 1 {
				t.Fatalf("writer %d, for %s: status %d, body %s", i, want, w.Code, body)
			}
			if length := w.Header().Get("Content-Length"); length != fmt.Sprint(w.Body.Len()) {
				t.Fatalf("writer %d: Content-Length %s of %d bytes", i, length, w.Body.Len())
			}
		}
		for i := range workers { // all of them are remembered
			x.Fail(writers[i], adapter.Failure{Err: fmt.Errorf("handle: %w", failures[i])})
		}
		if len(events) != workers {
			t.Fatalf("%d events, want %d, one for each failure", len(events), workers)
		}
	}
}

// The failures of one exchange meet: each has been noted when Options.MapError is
// asked, and none is answered before all have been. Run with -race.
func TestFailAtOnce(t *testing.T) {
	const workers = 4
	var noted, done sync.WaitGroup
	noted.Add(workers)
	var events atomic.Int64
	r := newRenderer(&render.Options{
		Observer: func(context.Context, render.Event) { events.Add(1) },
		MapError: func(*http.Request, error) error {
			noted.Done()
			noted.Wait()
			return nil
		},
	}, nil)
	x, _ := r.Engine().Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	var recorders [workers]*httptest.ResponseRecorder
	for i := range workers {
		recorders[i] = httptest.NewRecorder()
		done.Add(1)
		go func() {
			defer done.Done()
			x.Fail(recorders[i], adapter.Failure{Err: fmt.Errorf("attempt %d", i)})
		}()
	}
	done.Wait()
	for i, w := range recorders {
		if w.Code != 500 || strings.Count(w.Body.String(), `"success":false`) != 1 {
			t.Errorf("writer %d: status %d, body %s", i, w.Code, w.Body)
		}
	}
	if n := events.Load(); n != workers {
		t.Errorf("%d events, want %d", n, workers)
	}
}

// What an exchange remembers of its failures is bounded; one failure that
// comes by often takes one place.
func TestFailManyTimes(t *testing.T) {
	var events []render.Event
	x, w := newRenderer(nil, &events).Engine().Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	often := errors.New("connection reset")
	for range 100 {
		x.Fail(w, adapter.Failure{Err: often})
	}
	for range 2 {
		x.Fail(w, adapter.Failure{Err: io.EOF})
	}
	if len(events) != 2 || events[0].Err != often || events[1].Err != io.EOF {
		t.Errorf("events are %+v, want one for each of the two errors", events)
	}
}

// Fail without an error is a mistake of the caller's, answered all the same:
// its answer keeps its header when another writer gets another one.
func TestFailWithoutAnError(t *testing.T) {
	r := newRenderer(nil, nil)
	x, _ := r.Engine().Begin(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	first, second := httptest.NewRecorder(), httptest.NewRecorder()
	x.Fail(first, adapter.Failure{})
	x.Fail(second, adapter.Failure{Err: fail(invalid).details(`{"a":1}`)})
	for _, w := range []*httptest.ResponseRecorder{first, second} {
		if length := w.Header().Get("Content-Length"); w.Code < 400 || length != fmt.Sprint(w.Body.Len()) {
			t.Errorf("status %d, Content-Length %s of %d bytes: %s", w.Code, length, w.Body.Len(), w.Body)
		}
	}
}
