package catalog

import (
	"fmt"
	"log/slog"
	"time"
)

// Base is what the generated error types have in common: each embeds one and
// adds the methods that its entry allows. Services do not use it directly.
//
// Its methods are not inlined: the compiler would put their bodies into those
// that each generated type gets by embedding, thousands of times.
//
// The functions that return a Base ([NewBase], [WithCause], …) are functions
// and not methods so that a generated type does not inherit what its entry
// forbids.
type Base struct {
	_       [0]func() // not comparable: spares each generated type the function that would compare it
	entry   *Entry
	cause   error
	after   time.Duration // 0: the entry's default; negative: none
	params  Params
	details Details
}

// Params is implemented by the parameter structs of generated errors.
type Params interface {
	// Attrs returns the parameters by name, for logs: those meant for the
	// client and those that stay inside.
	Attrs() []slog.Attr

	// ClientText returns the text of the client-visible parameter of this
	// name, for the message. It reports false for any other name.
	ClientText(name string) (string, bool)
}

// NewBase returns the base of an error without cause. It must stay inlinable;
// see [NewEntry].
func NewBase(entry *Entry) Base { return Base{entry: entry} }

// WithCause returns a copy of b with a cause, which goes to logs and never to
// the client. A nil cause removes the present one.
func WithCause(b Base, cause error) Base {
	b.cause = cause
	return b
}

// WithRetryAfter returns a copy of b that asks the client to wait for d,
// rounded up to whole seconds and cut to [MaxRetryAfter]. Zero and negative
// waits mean that the response names none.
func WithRetryAfter(b Base, d time.Duration) Base {
	b.after = clampRetryAfter(d)
	if b.after == 0 {
		b.after = -1
	}
	return b
}

// WithParams returns a copy of b with parameters. The caller hands p over: it
// must not change any more.
func WithParams(b Base, p Params) Base {
	b.params = p
	return b
}

// WithDetails returns a copy of b with details.
func WithDetails(b Base, d Details) Base {
	b.details = d
	return b
}

// Entry returns the row of the catalog.
func (b *Base) Entry() *Entry { return b.entry }

// StatusCode returns the HTTP status of the entry, or 500 for the zero value,
// which a renderer answers as an internal error. Echo v5 and other frameworks
// look for this method.
//
//go:noinline
func (b *Base) StatusCode() int {
	if b.entry == nil {
		return 500
	}
	return b.entry.Status()
}

// Message returns the text for the client.
//
//go:noinline
func (b *Base) Message() string {
	return fill(b.entry, b.params, b.RetryAfter())
}

// RetryAfter returns the wait that the client is asked for, 0 for none.
//
//go:noinline
func (b *Base) RetryAfter() time.Duration {
	switch {
	case b.entry.Retry() != RetryAfterDelay || b.after < 0:
		return 0
	case b.after > 0:
		return b.after
	default:
		return b.entry.RetryAfter()
	}
}

// Details returns the items of the envelope's "details".
//
//go:noinline
func (b *Base) Details() Details { return b.details }

// Params returns the parameters, nil where the error has none. Generated types
// with parameters have a method of this name that returns their own struct.
//
//go:noinline
func (b *Base) Params() Params { return b.params }

// Unwrap returns the cause, nil where there is none.
//
//go:noinline
func (b *Base) Unwrap() error { return b.cause }

// Is makes errors.Is match by code: a [Code], or any other error of the same
// code, is a target that matches.
func (b *Base) Is(target error) bool {
	switch t := target.(type) {
	case Code:
		return b.entry != nil && t == b.entry.row.Code
	case Error:
		return b.entry != nil && entryOf(t).Code() == b.entry.row.Code
	}
	return false
}

// Error returns code, message and cause, for logs. It is not meant for
// clients: the renderer never uses it.
func (b *Base) Error() string {
	text := string(b.entry.Code()) + ": " + b.Message()
	if b.entry == nil {
		text = "catalog error without an entry"
	}
	if b.cause == nil {
		return text
	}
	return text + ": " + causeText(b.cause)
}

// causeText is err.Error() for an err whose method may panic.
func causeText(err error) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = fmt.Sprintf("(%T: Error panicked)", err)
		}
	}()
	return err.Error()
}

// LogValue returns a group with the code, the parameters, those that clients
// do not see included, and the cause.
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
	switch cause := b.cause.(type) {
	case nil:
	case slog.LogValuer: // another catalog error, say: keep its structure
		attrs = append(attrs, slog.Any("cause", cause))
	default:
		attrs = append(attrs, slog.String("cause", causeText(cause)))
	}
	return slog.GroupValue(attrs...)
}
