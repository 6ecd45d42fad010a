package middleware

import (
	"encoding/binary"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// RequestID gives every request an ID: on the response, in the request's own
// header, so that other loggers see it too, and in the request's context, see
// [render.RequestID].
func (m *Middleware) RequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, w, r = m.begin(w, r)
		next.ServeHTTP(w, r)
	})
}

// crockford is Crockford's base32 alphabet: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewRequestID returns a fresh request ID: "req_" and a UUIDv7 (RFC 9562) as
// 26 characters of Crockford's base32, the layout of a ULID. IDs sort by the
// time they were made, to the millisecond, and hold 74 random bits, so that
// machines need not coordinate.
func NewRequestID() string {
	id, err := uuid.NewV7()
	if err != nil { // no random source; an ID is no secret, so this one will do
		binary.BigEndian.PutUint64(id[:8], uint64(time.Now().UnixMilli())<<16|0x7000|rand.Uint64N(1<<12))
		binary.BigEndian.PutUint64(id[8:], rand.Uint64()&^(3<<62)|2<<62)
	}
	var b [30]byte
	copy(b[:], "req_")
	// 128 bits in 26 digits of 5: the first digit has only 3 of them.
	b[4] = crockford[id[0]>>5]
	bits, have, next := uint32(id[0]&0x1f), 5, 1
	for i := 5; i < len(b); i++ {
		if have < 5 {
			bits, have, next = bits<<8|uint32(id[next]), have+8, next+1
		}
		have -= 5
		b[i] = crockford[bits>>have&0x1f]
	}
	return string(b[:])
}
