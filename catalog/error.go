package catalog

import "time"

// An Error is an error that has an entry in a catalog. Every type that
// `errcat generate` writes implements it.
//
// Errors are immutable and safe for concurrent use.
type Error interface {
	// Error returns code, message and cause. It is for logs: whatever sends
	// it to a client, as gRPC does with an error that a method returns, sends
	// the cause. Send Message there.
	error

	// Entry returns the row of the catalog, nil for a zero value that did
	// not come from its constructor.
	Entry() *Entry

	// Message returns the text for the client: the entry's message with the
	// client-visible parameters filled in, at most 199 characters. It is the
	// entry's title where a parameter is missing.
	Message() string

	// Details returns the items of the envelope's "details".
	Details() Details

	// RetryAfter returns the wait that the client is asked for: a whole
	// number of seconds, from one second to 24 hours, or 0 for none.
	RetryAfter() time.Duration
}

// Remote is an error that another service answered with and a client decoded.
// A renderer does not pass such an error on as if it were its own service's,
// unless the catalog says that the code may pass (contract §4). One that passes
// and is an [Error] too keeps its message, details and wait.
type Remote interface {
	error

	// RemoteCode returns the code that the other service sent.
	RemoteCode() Code
}
