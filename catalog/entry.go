package catalog

import (
	"log/slog"
	"time"
)

// An Entry is one row of a catalog: everything that a response needs to know
// about a code. Entries are constants in all but name: generated code lays
// them out at compile time and nothing can change them afterwards.
//
// The methods of a nil Entry return zero values.
type Entry struct{ row Row }

// A Row holds the values of an [Entry]. Generated code writes it; there is no
// other use for it. The small types keep it small: a service carries the rows
// of all codes, also of those that it never returns.
type Row struct {
	Code         Code
	Title        string
	Message      string // may hold {placeholders}
	DocURL       string // the whole, or with DocByCode what stands before the code
	Category     string
	Challenge    string        // WWW-Authenticate of a 401
	RetryAfter   time.Duration // default wait; whole seconds
	Level        slog.Level
	Status       uint16 // HTTP status, 400–599
	Retry        Retry
	Concealed    bool
	PassUpstream bool
	Plain        bool // see [Entry.Plain]
	DocByCode    bool // the documentation page is DocURL followed by the code
}

// NewEntry returns the entry for a row. It must stay inlinable: that is what
// lets a package variable built with it be laid out at compile time.
func NewEntry(row Row) Entry { return Entry{row: row} }

// Code returns the code, "" for a nil entry.
func (e *Entry) Code() Code {
	if e == nil {
		return ""
	}
	return e.row.Code
}

// Status returns the HTTP status, between 400 and 599.
func (e *Entry) Status() int {
	if e == nil {
		return 0
	}
	return int(e.row.Status)
}

// Title returns the short name of the error, such as "Key Not Found".
func (e *Entry) Title() string {
	if e == nil {
		return ""
	}
	return e.row.Title
}

// Message returns the message as the catalog has it: where the code has
// parameters, their {placeholders} are not filled in. See [Error.Message].
func (e *Entry) Message() string {
	if e == nil {
		return ""
	}
	return e.row.Message
}

// DocURL returns the absolute https URL of the code's documentation page. Most
// entries put it together, which allocates; see [Entry.AppendDocURL].
func (e *Entry) DocURL() string {
	switch {
	case e == nil:
		return ""
	case e.row.DocByCode:
		return e.row.DocURL + string(e.row.Code)
	default:
		return e.row.DocURL
	}
}

// AppendDocURL appends what [Entry.DocURL] returns, without allocating a string
// for it.
func (e *Entry) AppendDocURL(dst []byte) []byte {
	if e == nil {
		return dst
	}
	dst = append(dst, e.row.DocURL...)
	if e.row.DocByCode {
		dst = append(dst, e.row.Code...)
	}
	return dst
}

// Category returns the key of the category, such as "not_found".
func (e *Entry) Category() string {
	if e == nil {
		return ""
	}
	return e.row.Category
}

// Challenge returns the value of the WWW-Authenticate header that a response
// with status 401 must carry (RFC 9110 §11.6.1); it is empty for other
// statuses.
func (e *Entry) Challenge() string {
	if e == nil {
		return ""
	}
	return e.row.Challenge
}

// Level returns the level at which a response with this entry is logged.
func (e *Entry) Level() slog.Level {
	if e == nil {
		return 0
	}
	return e.row.Level
}

// Retry says whether sending the same request again can succeed.
func (e *Entry) Retry() Retry {
	if e == nil {
		return RetryNever
	}
	return e.row.Retry
}

// RetryAfter returns the default wait, a whole number of seconds, or 0 when
// there is none. An error can carry another one: see [Error.RetryAfter].
func (e *Entry) RetryAfter() time.Duration {
	if e == nil {
		return 0
	}
	return e.row.RetryAfter
}

// Concealed reports whether all responses with this entry have the same
// bytes, request ID and time apart, so that nobody can tell one cause from
// another (contract §5).
func (e *Entry) Concealed() bool {
	if e == nil {
		return false
	}
	return e.row.Concealed
}

// PassUpstream reports whether a service may pass the error on to its own
// client when another service sent it (contract §4).
func (e *Entry) PassUpstream() bool {
	if e == nil {
		return false
	}
	return e.row.PassUpstream
}

// Plain reports whether code, message and documentation URL stand in JSON as
// they are, without an escape. Encoders use it to copy them.
func (e *Entry) Plain() bool {
	if e == nil {
		return false
	}
	return e.row.Plain
}

// Retry says whether, and how, a client should repeat a failed request.
type Retry uint8

const (
	// RetryNever: the same request will fail again.
	RetryNever Retry = iota
	// RetryAfterDelay: the request can succeed after the wait that the
	// response names in "retry_after" and Retry-After.
	RetryAfterDelay
	// RetryBackoff: the request can succeed later, nobody knows when.
	RetryBackoff
)

// String returns the word that catalog files use.
func (r Retry) String() string {
	switch r {
	case RetryAfterDelay:
		return "after_delay"
	case RetryBackoff:
		return "backoff"
	default:
		return "never"
	}
}
