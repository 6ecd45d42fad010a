package catalog

import "time"

// An Error is an error that has an entry in a catalog. The types that
// `errcat generate` writes implement it through the [Base] they embed.
//
// Errors are immutable and safe for concurrent use.
type Error interface {
	error

	// Entry returns the row of the catalog, nil for a zero value that did
	// not come from its constructor.
	Entry() *Entry

	// Message returns the text for the client: the entry's message with the
	// client-visible parameters filled in, at most [MaxMessage] characters.
	Message() string

	// Details returns the items of the envelope's "details".
	Details() Details

	// RetryAfter returns the wait that the client is asked for: a whole
	// number of seconds from 1 to [MaxRetryAfter], or 0 for none.
	RetryAfter() time.Duration
}

// Received is implemented by errors that another service sent and a client
// decoded. A renderer does not pass such an error on as if it were its own
// service's, unless the catalog says that the code may pass (contract §4).
type Received interface {
	error

	// Received returns the code that the other service sent.
	Received() Code
}

// MaxRetryAfter is the longest wait that a response asks for; longer ones are
// cut to it (contract §8).
const MaxRetryAfter = 24 * time.Hour

// clampRetryAfter rounds d up to whole seconds within the limits; a wait that
// is zero or negative is none.
func clampRetryAfter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	if d >= MaxRetryAfter {
		return MaxRetryAfter
	}
	return (d + time.Second - 1) / time.Second * time.Second
}
