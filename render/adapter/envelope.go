package adapter

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/jsontext"
)

// AppendEnvelope appends the body that answers d (contract §1), with the time
// of the engine's clock. [Exchange.Fail] needs no help; this is for what is no
// HTTP response, such as an event in a stream that has begun. Details are cut
// as in a response.
func (e *Engine) AppendEnvelope(dst []byte, d Decision, requestID string) []byte {
	return e.encode(dst, &d, requestID, envelope)
}

// encode appends the body that answers d in a form. It reports details that it
// has cut as a problem of the decision.
func (e *Engine) encode(b []byte, d *Decision, requestID string, as form) []byte {
	plain := e.plain[d.Entry]
	switch as {
	case oauth:
		d.made = e.now()
		return appendOAuth(b, d)
	case problemDetails:
		b = append(appendProblem(b, d), `"success":false,"error":`...)
	default:
		b = append(b, `{"success":false,"error":`...)
	}
	b = appendText(b, string(d.Entry.Code()), plain)
	b = append(b, `,"message":`...)
	b = appendText(b, d.Message, plain && d.Message == d.Entry.Message())
	b = append(b, `,"details":`...)
	b, kept := appendDetails(b, d.Details, e.MaxDetails)
	b = append(b, `,"retry_after":`...)
	if d.RetryAfter > 0 {
		b = strconv.AppendInt(b, int64(d.RetryAfter/time.Second), 10)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"doc_url":`...)
	b = appendText(b, d.Entry.DocURL(), plain)
	b = append(b, `,"request_id":`...)
	b = jsontext.AppendString(b, requestID)
	b = append(b, `,"timestamp":"`...)
	d.made = e.now()
	b = d.made.UTC().AppendFormat(b, time.RFC3339)
	if n := d.Details.Len(); kept < n {
		d.problem("cut the details at %d bytes: %d of %d items kept", e.MaxDetails, kept, n)
	}
	return append(b, `"}`...)
}

// plainEntries returns the entries of a catalog whose texts stand in JSON as
// they are, as nearly all do. Looking at every character of them again takes a
// tenth of the time of an error response.
func plainEntries(c catalog.Catalog) map[*catalog.Entry]bool {
	plain := make(map[*catalog.Entry]bool, c.Len())
	for entry := range c.All() {
		text := string(entry.Code()) + entry.Message() + entry.DocURL()
		plain[entry] = len(jsontext.AppendString(nil, text)) == len(text)+len(`""`) && utf8.ValidString(text)
	}
	return plain
}

// appendText appends a JSON string. A plain one has nothing to escape.
func appendText(b []byte, s string, plain bool) []byte {
	if !plain {
		return jsontext.AppendString(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
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
