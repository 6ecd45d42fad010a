package client

import (
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// Repeatable reports whether the request may be sent again as it is, by itself,
// after the wait that [Error.RetryAfter] names, or after exponential backoff
// where it is 0. Both have to hold:
//
//   - time can help: the code's retry is after_delay or backoff. Of a response
//     whose code the catalog does not know, or that has none, the wait that it
//     names says so;
//   - repeating does no harm: the method is idempotent (RFC 9110 §9.2.2), the
//     request carries an Idempotency-Key, or the code says that the failed
//     request has done nothing (effect none).
//
// What is left to the caller is how often, and how long a wait may be.
func (e *Error) Repeatable(method string, header http.Header) bool {
	return e.timeHelps() && (isIdempotent(method) || header.Get("Idempotency-Key") != "" || e.entry != nil && e.entry.Effect() == catalog.EffectNone)
}

func (e *Error) timeHelps() bool {
	if e.entry == nil {
		return e.wait > 0
	}
	switch e.entry.Retry() {
	case catalog.RetryAfterDelay, catalog.RetryBackoff:
		return true
	}
	return false
}

func isIdempotent(method string) bool {
	switch method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

// namedWait is the wait that the response asks for, or else its code.
func (e *Error) namedWait() time.Duration {
	if e.wait == 0 {
		return e.entry.RetryAfter()
	}
	return e.wait
}

const (
	firstBackoff = 500 * time.Millisecond
	lastBackoff  = 8 * time.Second
)

// backoff is a random pause before the nth repetition, counted from 0: up to
// half a second, a second, two, four, eight ("full jitter").
func backoff(n int) time.Duration {
	most := lastBackoff
	if n < 4 {
		most = firstBackoff << n
	}
	return rand.N(most)
}
