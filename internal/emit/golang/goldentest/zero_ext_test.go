package goldentest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
)

// zeros are errors that no constructor made, of each kind.
func zeros() map[string]catalog.Error {
	return map[string]catalog.Error{
		"plain":           &full.KeyNotFoundError{},
		"with a wait":     &full.BurstLimitExceededError{},
		"with parameters": &full.DateOutOfRangeError{},
		"with details":    &full.ValidationError{},
		"with both":       &full.InvalidOrderError{},
		"closed sets":     &full.PlanTooSmallError{},
	}
}

// A zero value is an error without an entry: it has no code, matches nothing
// and says nothing to a client.
func TestZeroValues(t *testing.T) {
	for name, e := range zeros() {
		if e.Entry() != nil || e.Message() != "" || e.Details().Len() != 0 || e.RetryAfter() != 0 || catalog.CodeOf(e) != "" || errors.Unwrap(e) != nil {
			t.Errorf("%s: the zero value is not empty", name)
		}
		if status := e.(interface{ StatusCode() int }).StatusCode(); status != 500 {
			t.Errorf("%s: StatusCode is %d, want 500", name, status)
		}
		for _, target := range []error{full.CodeKeyNotFound, catalog.Code(""), full.NewKeyNotFound(), io.EOF} {
			if errors.Is(e, target) || errors.Is(target, e) {
				t.Errorf("%s: the zero value matches %v", name, target)
			}
		}
		if e.Error() != "catalog error without an entry" {
			t.Errorf("%s: Error is %q", name, e.Error())
		}
	}
	e := new(full.BurstLimitExceededError).WithRetryAfter(time.Minute).WithCause(io.EOF)
	if e.RetryAfter() != 0 || !errors.Is(e, io.EOF) || e.Entry() != nil {
		t.Errorf("the copy of a zero value waits %v and wraps %v", e.RetryAfter(), e.Unwrap())
	}
}

// A typed nil is the error of a function that returns a *KeyNotFoundError. To
// ask for its code, to print it and to log it ends well.
func TestTypedNils(t *testing.T) {
	for name, e := range map[string]catalog.Error{
		"plain":           (*full.KeyNotFoundError)(nil),
		"with a wait":     (*full.BurstLimitExceededError)(nil),
		"with parameters": (*full.DateOutOfRangeError)(nil),
		"with details":    (*full.ValidationError)(nil),
	} {
		for _, err := range []error{e, fmt.Errorf("look up: %w", e), errors.Join(e, io.EOF), full.NewLocked().WithCause(e)} {
			want := catalog.Code("")
			if _, ok := err.(*full.LockedError); ok {
				want = full.CodeLocked
			}
			if got := catalog.CodeOf(err); got != want {
				t.Errorf("%s: CodeOf %T is %q, want %q", name, err, got, want)
			}
			if errors.Is(full.NewKeyNotFound(), err) {
				t.Errorf("%s: an error matches %T", name, err)
			}
			for _, target := range []error{full.CodeKeyNotFound, catalog.Code(""), full.NewKeyNotFound(), io.ErrUnexpectedEOF} {
				if errors.Is(err, target) {
					t.Errorf("%s: %T matches %v", name, err, target)
				}
			}
			var other *full.OAuthIDsByURLError
			if errors.As(err, &other) {
				t.Errorf("%s: %T is a %T", name, err, other)
			}
			var out strings.Builder
			slog.New(slog.NewJSONHandler(&out, nil)).Info("failed", "err", err)
			slog.New(slog.NewTextHandler(&out, nil)).Info("failed", "err", fmt.Sprint(err))
			if strings.Count(out.String(), "failed") < 2 {
				t.Errorf("%s: the log is %s", name, out.String())
			}
		}
	}
}

// Whatever a typed nil is asked, it answers as an error without an entry does.
func TestTypedNilAnswers(t *testing.T) {
	for name, e := range map[string]catalog.Error{
		"plain":           (*full.KeyNotFoundError)(nil),
		"with a wait":     (*full.BurstLimitExceededError)(nil),
		"with parameters": (*full.DateOutOfRangeError)(nil),
		"with details":    (*full.ValidationError)(nil),
	} {
		if e.Entry() != nil || e.Message() != "" || e.Details().Len() != 0 || e.RetryAfter() != 0 || errors.Unwrap(e) != nil {
			t.Errorf("%s: a typed nil is not empty", name)
		}
		if status := e.(interface{ StatusCode() int }).StatusCode(); status != 500 {
			t.Errorf("%s: StatusCode is %d, want 500", name, status)
		}
		if e.Error() != "catalog error without an entry" {
			t.Errorf("%s: Error is %q", name, e.Error())
		}
		if text, err := json.Marshal(e); err != nil || string(text) != "null" {
			t.Errorf("%s: as JSON it is %s, %v", name, text, err)
		}
	}
	var key *full.KeyNotFoundError
	if e := key.WithCause(io.EOF); !errors.Is(e, io.EOF) || e.Entry() != nil {
		t.Errorf("a typed nil with a cause is %v", e)
	}
	var limit *full.BurstLimitExceededError
	if e := limit.WithRetryAfter(time.Minute); e.Entry() != nil || e.RetryAfter() != 0 {
		t.Errorf("a typed nil with a wait is %v", e)
	}
	var day *full.DateOutOfRangeError
	if p, attrs := day.Params(), day.Attrs(); p != (full.DateOutOfRangeParams{}) || attrs != nil {
		t.Errorf("a typed nil has the parameters %v, %v", p, attrs)
	}
}

// "Now" is not "never": a wait of zero or less becomes a second, in the message
// as well.
func TestWaitOfNothing(t *testing.T) {
	for _, wait := range []time.Duration{-time.Hour, -1, 0, 1, time.Second} {
		e := full.NewBurstLimitExceeded().WithRetryAfter(wait)
		if got, want := e.Message(), "Too many requests. Try again in 1 seconds."; e.RetryAfter() != time.Second || got != want {
			t.Errorf("WithRetryAfter(%v) waits %v and says %q, want %q", wait, e.RetryAfter(), got, want)
		}
	}
}
