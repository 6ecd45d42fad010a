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

// appendEnvelope appends the body for a decision: byte for byte what
// json.Marshal gives for the [Envelope]. It returns how many details it kept.
func appendEnvelope(b []byte, d *Decision, requestID string, now time.Time, maxDetails int) ([]byte, int) {
	b = append(b, `{"success":false,"error":`...)
	b = catalog.AppendString(b, string(d.Entry.Code()))
	b = append(b, `,"message":`...)
	b = catalog.AppendString(b, d.Message)
	b = append(b, `,"details":`...)
	b, kept := d.Details.AppendJSON(b, maxDetails)
	b = append(b, `,"retry_after":`...)
	if d.RetryAfter > 0 {
		b = strconv.AppendInt(b, int64(d.RetryAfter/time.Second), 10)
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"doc_url":`...)
	b = catalog.AppendString(b, d.Entry.DocURL())
	b = append(b, `,"request_id":`...)
	b = catalog.AppendString(b, requestID)
	b = append(b, `,"timestamp":"`...)
	b = now.UTC().AppendFormat(b, "2006-01-02T15:04:05Z")
	return append(b, '"', '}'), kept
}
