package catalog_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

func TestWithReturnsACopy(t *testing.T) {
	original := newKettleHot()
	waiting := original.WithRetryAfter(5 * time.Second)
	caused := waiting.WithCause(io.EOF)
	removed := caused.WithCause(nil)

	for _, tt := range []struct {
		name  string
		err   *kettleHotError
		after time.Duration
		cause error
	}{
		{"original", original, time.Minute, nil},
		{"waiting", waiting, 5 * time.Second, nil},
		{"caused", caused, 5 * time.Second, io.EOF},
		{"cause removed", removed, 5 * time.Second, nil},
		{"constructed again", newKettleHot(), time.Minute, nil},
	} {
		if tt.err.RetryAfter() != tt.after || tt.err.Unwrap() != tt.cause {
			t.Errorf("%s: wait %v and cause %v, want %v and %v", tt.name, tt.err.RetryAfter(), tt.err.Unwrap(), tt.after, tt.cause)
		}
	}
	if original == waiting || waiting == caused {
		t.Error("With… returned its receiver")
	}
}

// One value serves all requests: run with -race.
func TestSharedByGoroutines(t *testing.T) {
	shared := newKettleHot()
	var all sync.WaitGroup
	for i := range 16 {
		all.Add(1)
		go func() {
			defer all.Done()
			cause := fmt.Errorf("cause %d", i)
			wait := time.Duration(i+1) * time.Second
			for range 200 {
				e := shared.WithCause(cause).WithRetryAfter(wait)
				if e.Unwrap() != cause || e.RetryAfter() != wait {
					t.Errorf("goroutine %d got cause %v and wait %v", i, e.Unwrap(), e.RetryAfter())
					return
				}
				_, _, _ = e.Error(), e.LogValue(), errors.Is(e, codeKettleHot)
				_, _ = shared.Error(), shared.LogValue()
			}
		}()
	}
	all.Wait()
	if shared.Unwrap() != nil || shared.RetryAfter() != time.Minute {
		t.Error("the shared error has changed")
	}
}

// Extending one error's details must not be seen by another one made from it.
func TestDetailsAreNotAliased(t *testing.T) {
	details := newBadOrder(badOrderDetail{Loc: catalog.Path{"a"}}, badOrderDetail{Loc: catalog.Path{"b"}}).Details()
	for item := range details.All() {
		if len(item) != cap(item) {
			t.Fatalf("an item has room for %d more bytes: an append would overwrite the next one", cap(item)-len(item))
		}
	}
	before := text(t, details)
	for item := range details.All() {
		_ = append(item, "!!!!"...)
	}
	if got := text(t, details); got != before {
		t.Errorf("details are %s after an append to an item, were %s", got, before)
	}
}

func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		wait, want time.Duration
	}{
		{math.MinInt64, time.Second},
		{-time.Second, time.Second},
		{-1, time.Second},
		{0, time.Second}, // "now" is not "never" (contract §1)
		{1, time.Second},
		{time.Millisecond, time.Second},
		{time.Second, time.Second},
		{time.Second + 1, 2 * time.Second},
		{1500 * time.Millisecond, 2 * time.Second},
		{59*time.Second + 999*time.Millisecond, time.Minute},
		{24*time.Hour - 1, 24 * time.Hour},
		{24 * time.Hour, 24 * time.Hour},
		{24*time.Hour + 1, 24 * time.Hour},
		{365 * 24 * time.Hour, 24 * time.Hour},
		{math.MaxInt64, 24 * time.Hour},
	} {
		if got := newKettleHot().WithRetryAfter(tt.wait).RetryAfter(); got != tt.want {
			t.Errorf("a wait of %v became %v, want %v", tt.wait, got, tt.want)
		}
	}
	if got := newKettleHot().RetryAfter(); got != time.Minute {
		t.Errorf("the default wait is %v, want that of the entry", got)
	}
}

// Clients repeat a request on the mere presence of Retry-After: an entry that
// waiting does not help has no wait, whatever the error was given.
func TestRetryAfterNeedsAnEntryThatAllowsIt(t *testing.T) {
	for _, retry := range []catalog.Retry{catalog.RetryNever, catalog.RetryAfterChange, catalog.RetryBackoff} {
		entry := catalog.Row{Code: "busy", Status: 503, Retry: retry, RetryAfter: time.Minute}.Entry()
		b := wire.New(&entry).WithRetryAfter(time.Second)
		if got := b.RetryAfter(); got != 0 {
			t.Errorf("retry %v: wait %v, want none", retry, got)
		}
	}
}

func text(t *testing.T, v json.Marshaler) string {
	t.Helper()
	b, err := v.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
