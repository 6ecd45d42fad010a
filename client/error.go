package client

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

// An Error is an error response of another service.
//
// errors.Is matches it by code, errors.As and errors.AsType find the type that
// the catalog's generated package has for the code. A handler that returns it
// does not answer with it: to its own client, another service's error is a
// failure of this one (contract §4, rule 2).
type Error struct {
	Status    int          // HTTP status, 400 or more
	Code      catalog.Code // "" where the body names none
	RequestID string       // what to tell support; "" where there is none
	DocURL    string
	Timestamp time.Time // when the response was made; zero where it does not say
	Method    string    // of the request
	URL       string    // of the request, without user, query and fragment

	// OAuth is the error code of OAuth 2.0 (RFC 6749 §5.2), where the service
	// answered in that shape.
	OAuth string

	entry   *catalog.Entry
	message string
	details catalog.Details
	wait    time.Duration
	cause   error
}

var (
	_ catalog.Error  = (*Error)(nil)
	_ catalog.Remote = (*Error)(nil)
)

// Error returns one line for logs: request, status, code, message, request ID.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Method != "" {
		fmt.Fprintf(&b, "%s %s: ", e.Method, e.URL)
	}
	fmt.Fprintf(&b, "status %d", e.Status)
	for _, part := range []string{string(e.Code), e.OAuth, e.message} {
		if part != "" {
			b.WriteString(": " + part)
		}
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request ID %s)", e.RequestID)
	}
	return b.String()
}

// Unwrap returns why the body could not be read as an envelope, nil where it
// could.
func (e *Error) Unwrap() error { return e.cause }

// Is makes errors.Is match by code: a [catalog.Code], or an error of the same
// code.
func (e *Error) Is(target error) bool {
	switch target.(type) {
	case catalog.Code, catalog.Error:
		return e.Code != "" && catalog.CodeOf(target) == e.Code
	}
	return false
}

// As makes errors.As find the generated type of the code, such as
// *apierr.KeyNotFoundError, with the message, details and wait of the response.
func (e *Error) As(target any) bool {
	if e.entry == nil {
		return false
	}
	place := reflect.ValueOf(target).Elem()
	if place.Kind() != reflect.Pointer || !isGenerated(place.Type().Elem()) {
		return false
	}
	typed, ok := reflect.New(place.Type().Elem()).Interface().(json.Unmarshaler)
	if !ok {
		return false
	}
	text, err := e.MarshalJSON()
	if err != nil || typed.UnmarshalJSON(text) != nil {
		return false
	}
	place.Set(reflect.ValueOf(typed))
	return true
}

// isGenerated reports whether a type consists of a [wire.Base], as generated
// errors do. One that embeds a generated error has its methods too, but nobody
// returned it.
func isGenerated(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == 1 && t.Field(0).Type == reflect.TypeFor[wire.Base]()
}

// RemoteCode returns the code.
func (e *Error) RemoteCode() catalog.Code { return e.Code }

// Entry returns the row of the catalog that was given to [Check], nil where
// that has none for the code.
func (e *Error) Entry() *catalog.Entry { return e.entry }

// Message returns the service's text for people. Where the response has none, it
// names the status.
func (e *Error) Message() string {
	if e.message == "" {
		return fmt.Sprintf("HTTP status %d", e.Status)
	}
	return e.message
}

// Details returns the items of the envelope's "details". For typed ones, ask
// errors.As for the code's type, and that for its Items.
func (e *Error) Details() catalog.Details { return e.details }

// RetryAfter returns the wait that the response names, whole seconds: the
// longer one where header and body disagree. It is 0 where neither names one.
// It can be longer than the contract allows a service of ours to ask for.
func (e *Error) RetryAfter() time.Duration { return e.wait }

// MarshalJSON returns the error as errors of generated types write themselves:
// code, message, details, wait and address of the documentation.
func (e *Error) MarshalJSON() ([]byte, error) {
	var seconds *int64
	if e.wait > 0 {
		n := int64(e.wait / time.Second)
		seconds = &n
	}
	return json.Marshal(struct {
		Error      catalog.Code    `json:"error"`
		Message    string          `json:"message"`
		Details    catalog.Details `json:"details"`
		RetryAfter *int64          `json:"retry_after"`
		DocURL     string          `json:"doc_url"`
	}{e.Code, e.Message(), e.details, seconds, e.DocURL})
}

// Attrs returns what a record should say of the other service's error.
func (e *Error) Attrs() []slog.Attr {
	attrs := []slog.Attr{slog.Int("upstream_status", e.Status)}
	if e.Code != "" {
		attrs = append(attrs, slog.String("upstream_code", string(e.Code)))
	}
	if e.RequestID != "" {
		attrs = append(attrs, slog.String("upstream_request_id", e.RequestID))
	}
	return attrs
}

// LogValue returns a group with all that is known.
func (e *Error) LogValue() slog.Value {
	attrs := []slog.Attr{slog.Int("status", e.Status), slog.String("code", string(e.Code)), slog.String("message", e.Message())}
	if e.Method != "" {
		attrs = append(attrs, slog.String("method", e.Method), slog.String("url", e.URL))
	}
	if e.RequestID != "" {
		attrs = append(attrs, slog.String("request_id", e.RequestID))
	}
	if e.wait > 0 {
		attrs = append(attrs, slog.Int64("retry_after", int64(e.wait/time.Second)))
	}
	if e.cause != nil {
		attrs = append(attrs, slog.String("cause", e.cause.Error()))
	}
	return slog.GroupValue(attrs...)
}
