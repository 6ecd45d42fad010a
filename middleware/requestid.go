package middleware

import (
	crand "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"

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

// NewRequestID returns a fresh request ID: "req_" and a UUIDv7 (RFC 9562) as
// 26 characters of Crockford's base32, the layout of a ULID. IDs sort by the
// time they were made, to the millisecond, and nobody can guess one from
// others, so that machines need not coordinate. For more than a few of them
// use a [RequestIDs].
func NewRequestID() string {
	text := formatID(uuid.Must(uuid.NewV7FromReader(crand.Reader))) // which does not fail, whatever uuid.SetRand was given
	return string(text[:])
}

// RequestIDs makes request IDs as [NewRequestID] does, in less time and memory:
// it asks the system for random bits once for many IDs, and stretches them with
// ChaCha8. The zero value is ready. It is safe for concurrent use, and must not
// be copied.
type RequestIDs struct{ sources sync.Pool } // of *idSource

// An idSource makes IDs for one goroutine at a time.
type idSource struct {
	random *rand.ChaCha8
	text   strings.Builder // of the IDs made so far, idsPerText at most
}

// idsPerText is how many IDs share one piece of memory. It is small, since who
// keeps one of them keeps all.
const idsPerText = 16

// New returns a fresh request ID.
func (m *RequestIDs) New() string {
	s, ok := m.sources.Get().(*idSource)
	if !ok {
		var seed [32]byte
		_, _ = crand.Read(seed[:]) // it does not fail
		s = &idSource{random: rand.NewChaCha8(seed)}
	}
	text := formatID(uuid.Must(uuid.NewV7FromReader(s.random)))
	if s.text.Cap()-s.text.Len() < len(text) {
		s.text.Reset()
		s.text.Grow(idsPerText * len(text))
	}
	start := s.text.Len()
	s.text.Write(text[:])
	id := s.text.String()[start:]
	m.sources.Put(s)
	return id
}

// formatID returns the text of an ID. 128 bits are 26 digits of 5, the first
// of which has only 3 of them.
func formatID(id uuid.UUID) (text [30]byte) {
	const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // no I, L, O, U
	copy(text[:], "req_")
	high, low := binary.BigEndian.Uint64(id[:8]), binary.BigEndian.Uint64(id[8:])
	for i := len(text) - 1; i > 17; i-- {
		text[i] = crockford[low&0x1f]
		low >>= 5
	}
	text[17] = crockford[(high<<4|low)&0x1f] // a bit of one half, four of the other
	high >>= 1
	for i := 16; i >= 4; i-- {
		text[i] = crockford[high&0x1f]
		high >>= 5
	}
	return text
}
