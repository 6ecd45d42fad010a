// Package limits holds the limits that several rooms keep to: the loader that
// reads a catalog, the run time that answers with it, and the documents that
// tell of both. Each stands here and nowhere else.
//
// The sections of the contract (§) are those of docs/contract.md.
package limits

import "time"

const (
	// Code is the length of the longest code, in characters.
	Code = 80

	// Message is the length of the longest message that a client sees, in
	// characters (contract §1).
	Message = 199

	// RetryAfter is the longest wait that a response asks for; a longer one
	// is cut to it (contract §8).
	RetryAfter = 24 * time.Hour

	// RequestID is the length of the longest request ID that is taken over
	// from a client, in bytes (contract §3).
	RequestID = 128

	// Details is how many bytes the encoded details of a response have at
	// most, unless the service says otherwise (contract §8).
	Details = 64 << 10
)

// Wait returns d as a response may name it: whole seconds, rounded up, from
// one second to [RetryAfter]. A wait of zero or less is one second, since
// "now" is not "never" (contract §1).
func Wait(d time.Duration) time.Duration {
	switch {
	case d <= time.Second:
		return time.Second
	case d >= RetryAfter:
		return RetryAfter
	default:
		return (d + time.Second - 1) / time.Second * time.Second
	}
}
