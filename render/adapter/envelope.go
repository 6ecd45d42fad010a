package adapter

import (
	"strconv"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/jsontext"
)

// AppendEnvelope appends the body that answers d (contract §1), with the time
// of the engine's clock. [Exchange.Fail] needs no help; this is for what is no
// HTTP response, such as an event in a stream that has begun. Details are cut
// as in a response.
func (e *Engine) AppendEnvelope(dst []byte, d Decision, requestID string) []byte {
	return e.encode(dst, &d, requestID)
}

// encode is AppendEnvelope. It reports details that it has cut as a problem of
// the decision.
func (e *Engine) encode(b []byte, d *Decision, requestID string) []byte {
	b = append(b, `{"success":false,"error":`...)
	b = jsontext.AppendString(b, string(d.Entry.Code()))
	b = append(b, `,"message":`...)
	b = jsontext.AppendString(b, d.Message)
	b = append(b, `,"details":`...)
	b, kept := appendDetails(b, d.Details, e.MaxDetails)
	b = append(b, `,"retry_after":`...)
	if d.RetryAfter > 0 {
		b = strconv.AppendInt(b, int64(d.RetryAfter/time.Second), 10)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"doc_url":`...)
	b = jsontext.AppendString(b, d.Entry.DocURL())
	b = append(b, `,"request_id":`...)
	b = jsontext.AppendString(b, requestID)
	b = append(b, `,"timestamp":"`...)
	b = e.now().UTC().AppendFormat(b, time.RFC3339)
	if n := d.Details.Len(); kept < n {
		d.problem("cut the details at %d bytes: %d of %d items kept", e.MaxDetails, kept, n)
	}
	return append(b, `"}`...)
}

// appendDetails appends a list as a JSON array. Whole items are kept while the
// array stays within limit bytes; kept is how many there were. An item that
// does not fit ends the list: later ones would stand in places that are not
// theirs.
func appendDetails(dst []byte, details catalog.Details, limit int) (out []byte, kept int) {
	start := len(dst)
	dst = append(dst, '[')
	for item := range details.All() {
		whole := len(dst)
		if kept > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, item...)
		if len(dst)+len("]")-start > limit {
			dst = dst[:whole]
			break
		}
		kept++
	}
	return append(dst, ']'), kept
}

// now is the time of the service's clock, or the system's if that panics
// (contract §8).
func (e *Engine) now() (t time.Time) {
	defer func() {
		if recover() != nil {
			t = time.Now()
		}
	}()
	return e.Now()
}
