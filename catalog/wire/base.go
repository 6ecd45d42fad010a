package wire

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/errtree"
	"github.com/asterwise/errcat/internal/limits"
)

// Base is what a generated error consists of. Each generated type has one in a
// field and a method for what its entry allows.
//
// The With methods return a copy. The methods of the zero value answer for an
// error without an entry.
type Base struct {
	entry   *catalog.Entry
	cause   error
	after   time.Duration // 0: the entry's default
	params  Params
	details catalog.Details
	message string // as another service wrote it; "": the entry's
}

// Params is implemented by the parameter structs of generated errors.
type Params interface {
	// Attrs returns the parameters by name, for logs: those meant for the
	// client and those that stay inside.
	Attrs() []slog.Attr

	// ClientText returns the text of the client-visible parameter of this
	// name, for the message. It reports false for any other name, for a value
	// outside of the set that the catalog declares, and for a text, a day or a
	// time that was never set.
	ClientText(name string) (string, bool)
}

// New returns the base of an error without cause. It must stay inlinable; see
// [catalog.Row].
func New(entry *catalog.Entry) Base { return Base{entry: entry} }

// WithCause returns a copy with a cause, which goes to logs and never to the
// client. A nil cause removes the present one.
func (b Base) WithCause(cause error) Base {
	b.cause = cause
	return b
}

// WithRetryAfter returns a copy that asks the client to wait for d, rounded up
// to whole seconds, from one second to 24 hours.
func (b Base) WithRetryAfter(d time.Duration) Base {
	b.after = limits.Wait(d)
	return b
}

// WithParams returns a copy with parameters. The caller hands p over: it must
// not change any more.
func (b Base) WithParams(p Params) Base {
	b.params = p
	return b
}

// WithDetails returns a copy with details.
func (b Base) WithDetails(d catalog.Details) Base {
	b.details = d
	return b
}

// Entry returns the row of the catalog.
func (b *Base) Entry() *catalog.Entry { return b.entry }

// StatusCode returns the HTTP status of the entry, or 500 for the zero value,
// which a renderer answers as an internal error. Echo v5 and other frameworks
// look for this method.
func (b *Base) StatusCode() int {
	if b.entry == nil {
		return http.StatusInternalServerError
	}
	return b.entry.Status()
}

// Message returns the text for the client.
func (b *Base) Message() string {
	if b.message != "" {
		return b.message
	}
	return fill(b.entry, b.params, b.RetryAfter())
}

// RetryAfter returns the wait that the client is asked for, 0 for none.
func (b *Base) RetryAfter() time.Duration {
	switch {
	case b.entry.Retry() != catalog.RetryAfterDelay:
		return 0
	case b.after > 0:
		return b.after
	default:
		return b.entry.RetryAfter()
	}
}

// Details returns the items of the envelope's "details".
func (b *Base) Details() catalog.Details { return b.details }

// Params returns the parameters, nil where the error has none.
func (b *Base) Params() Params { return b.params }

// Unwrap returns the cause, nil where there is none.
func (b *Base) Unwrap() error { return b.cause }

// Is makes errors.Is match by code: a [catalog.Code], or any other error of the
// same code, is a target that matches.
func (b *Base) Is(target error) bool {
	switch target.(type) {
	case catalog.Code, catalog.Error:
		return b.entry != nil && catalog.CodeOf(target) == b.entry.Code()
	}
	return false
}

// Error returns code, message and cause, for logs. It is not meant for
// clients: a renderer never uses it.
func (b *Base) Error() string {
	text := "catalog error without an entry"
	if b.entry != nil {
		text = string(b.entry.Code()) + ": " + b.Message()
	}
	if b.cause == nil {
		return text
	}
	return text + ": " + causeText(b.cause)
}

// causeText is err.Error() for an err whose method may panic.
func causeText(err error) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("(%T: Error panicked)", err)
		}
	}()
	return err.Error()
}

// Attrs returns the parameters for logs, those that clients do not see
// included.
func (b *Base) Attrs() []slog.Attr {
	if b.params == nil {
		return nil
	}
	return b.params.Attrs()
}

// LogValue returns a group with the code, the parameters, the wait and the
// cause.
func (b *Base) LogValue() slog.Value {
	attrs := []slog.Attr{slog.String("code", string(b.entry.Code()))}
	if b.params != nil {
		attrs = append(attrs, slog.Attr{Key: "params", Value: slog.GroupValue(b.params.Attrs()...)})
	}
	if after := b.RetryAfter(); after > 0 {
		attrs = append(attrs, slog.Int64("retry_after", int64(after/time.Second)))
	}
	if n := b.details.Len(); n > 0 {
		attrs = append(attrs, slog.Int("details", n))
	}
	if b.cause != nil {
		attrs = append(attrs, slog.String("cause", errtree.Text(b.cause)))
	}
	return slog.GroupValue(attrs...)
}
