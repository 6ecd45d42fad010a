package wire

import (
	"strconv"
	"time"
)

// MarshalJSON returns what a client may see of the error, under the names that
// the members of the envelope have (contract §1): the code, the message, the
// details, the wait in seconds or null, and the address of the documentation.
// It returns null for an error without an entry.
//
// It is not the envelope, which belongs to one request. Cause and parameters
// are never part of it.
func (b *Base) MarshalJSON() ([]byte, error) {
	if b.entry == nil {
		return []byte("null"), nil
	}
	if b.entry.Concealed() { // whatever the error carries (contract §5)
		bare := New(b.entry)
		b = &bare
	}
	list, err := b.details.MarshalJSON()
	o := NewObject(nil)
	o.String("error", string(b.entry.Code()))
	o.String("message", b.Message())
	o.name("details")
	o.add(append(o.b, list...), err)
	o.name("retry_after")
	if after := b.RetryAfter(); after > 0 {
		o.b = strconv.AppendInt(o.b, int64(after/time.Second), 10)
	} else {
		o.b = append(o.b, "null"...)
	}
	o.String("doc_url", b.entry.DocURL())
	return o.Close()
}
