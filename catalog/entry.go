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

// A Row holds the values of an [Entry]. It is for generated code.
type Row struct {
	Code         Code
	Status       int // HTTP status, 400–599
	Title        string
	Message      string // may hold {placeholders}
	DocURL       string
	Category     string
	Challenge    string // WWW-Authenticate of a 401
	Level        slog.Level
	Retry        Retry
	RetryAfter   time.Duration // default wait; whole seconds
	Effect       Effect
	Concealed    bool
	PassUpstream bool
	OAuth        string // error code of OAuth 2.0, "" for none
	Overrides    bool   // see [Merge]
}

// Entry returns the entry of a row. It must stay inlinable: that is what lets
// a package variable be laid out at compile time.
func (r Row) Entry() Entry { return Entry{row: r} }

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
	return e.row.Status
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

// DocURL returns the absolute https URL of the code's documentation page.
func (e *Entry) DocURL() string {
	if e == nil {
		return ""
	}
	return e.row.DocURL
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

// Retry says what has to happen before the same request can succeed.
func (e *Entry) Retry() Retry {
	if e == nil {
		return RetryNever
	}
	return e.row.Retry
}

// Effect says whether the failed request may have done its work all the same.
// It is [EffectUnknown] for a nil entry.
func (e *Entry) Effect() Effect {
	if e == nil {
		return EffectUnknown
	}
	return e.row.Effect
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

// OAuth returns the error code that an endpoint of OAuth 2.0 answers with (RFC
// 6749 §5.2 and its registry), "" where the catalog names none.
func (e *Entry) OAuth() string {
	if e == nil {
		return ""
	}
	return e.row.OAuth
}

// PassUpstream reports whether a service may pass the error on to its own
// client when another service sent it (contract §4).
func (e *Entry) PassUpstream() bool {
	if e == nil {
		return false
	}
	return e.row.PassUpstream
}
