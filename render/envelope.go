package render

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// An Envelope is the body of an error response (contract §1), for code that
// reads responses: decode the body into it with encoding/json.
type Envelope struct {
	Success    bool              `json:"success"`     // always false
	Error      catalog.Code      `json:"error"`       // what to branch on
	Message    string            `json:"message"`     // for people; its wording may change
	Details    []json.RawMessage `json:"details"`     // never null; fields per code
	RetryAfter *int              `json:"retry_after"` // seconds; null where waiting cannot help
	DocURL     string            `json:"doc_url"`
	RequestID  string            `json:"request_id"` // what to tell support
	Timestamp  time.Time         `json:"timestamp"`  // UTC, whole seconds
}

// AppendEnvelope appends the body that answers d, with the time of the
// renderer's clock: byte for byte what json.Marshal gives for the [Envelope].
// [Exchange.Fail] needs no help; this is for what is no HTTP response, such
// as an event in a stream that has begun. Details are cut as in a response.
func (r *Renderer) AppendEnvelope(dst []byte, d *Decision, requestID string) []byte {
	dst, _ = r.appendEnvelope(dst, d, requestID, r.now())
	return dst
}

// appendEnvelope is AppendEnvelope for a given time. It returns how many
// details it kept.
func (r *Renderer) appendEnvelope(b []byte, d *Decision, requestID string, now time.Time) ([]byte, int) {
	plain := d.Entry.Plain()
	b = append(b, `{"success":false,"error":`...)
	b = appendText(b, string(d.Entry.Code()), plain)
	b = append(b, `,"message":`...)
	b = appendText(b, d.Message, plain && d.Message == d.Entry.Message())
	b = append(b, `,"details":`...)
	b, kept := d.Details.AppendJSON(b, r.maxDetails)
	b = append(b, `,"retry_after":`...)
	if d.RetryAfter > 0 {
		b = strconv.AppendInt(b, int64(d.RetryAfter/time.Second), 10)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"doc_url":`...)
	if plain {
		b = append(d.Entry.AppendDocURL(append(b, '"')), '"')
	} else {
		b = catalog.AppendString(b, d.Entry.DocURL())
	}
	b = append(b, `,"request_id":`...)
	b = catalog.AppendString(b, requestID)
	b = append(b, `,"timestamp":"`...)
	b = append(b, r.timestamp(now)...)
	return append(b, '"', '}'), kept
}

// appendText appends a JSON string. Most texts of a catalog are plain, which
// spares looking at every character.
func appendText(b []byte, s string, plain bool) []byte {
	if !plain {
		return catalog.AppendString(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
