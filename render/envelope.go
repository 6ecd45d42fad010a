package render

import (
	"encoding/json"
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
