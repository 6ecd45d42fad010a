// Package requestid makes and checks request IDs (contract §3).
//
// The sections of the contract (§) are those of docs/contract.md.
package requestid

import (
	"crypto/rand"

	"github.com/google/uuid"

	"github.com/asterwise/errcat/internal/limits"
)

// New returns a fresh request ID: "req_" and a UUIDv7 (RFC 9562) as 26
// characters of Crockford's base32, the layout of a ULID. IDs sort by the time
// they were made, to the millisecond, and nobody can guess one from others, so
// that machines need not coordinate.
func New() string {
	id := uuid.Must(uuid.NewV7FromReader(rand.Reader)) // it does not fail, whatever uuid.SetRand was given
	return format(id)
}

// format returns the text of an ID: 128 bits are 26 digits of 5 bits, the
// first of which has only 3 of them.
func format(id uuid.UUID) string {
	const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // no I, L, O, U
	text := []byte("req_00000000000000000000000000")
	bits, have := uint32(0), 0
	next := len(text)
	for i := len(id) - 1; i >= 0; i-- {
		bits |= uint32(id[i]) << have
		for have += 8; have >= 5; have -= 5 {
			next--
			text[next] = crockford[bits&0x1f]
			bits >>= 5
		}
	}
	text[next-1] = crockford[bits]
	return string(text)
}

// Valid reports whether s may serve as a request ID: 1 to 128 characters from
// A–Z a–z 0–9 . _ ~ : + / = @ - and so fit for a header, a URL, a log line and
// an HTML page as it is.
func Valid(s string) bool {
	if s == "" || len(s) > limits.RequestID {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '.', c == '_', c == '~', c == ':', c == '+', c == '/', c == '=', c == '@', c == '-':
		default:
			return false
		}
	}
	return true
}
