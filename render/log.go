package render

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/errtree"
)

// requestIDKey is the name of the request ID, in the records of [Log] and of
// [NewLogHandler].
const requestIDKey = "request_id"

// Log returns an observer that writes one log record per failed request, to
// slog.Default() if logger is nil. The message is the code. The attributes are
//
//	error.type                 the code
//	request_id                 the ID that the client got
//	http.response.status_code  the status that the client got
//	http.request.method        as the client sent it
//	url.path                   without the query
//	http.route                 the pattern of the route, without method and host
//	duration                   from the request to its answer
//	params                     a group: the parameters of the error, log-only ones included
//	cause                      text: what the handler returned, or what caused the catalog error that it returned
//	exception.type             the type of a panic's value
//	exception.stacktrace       the stack of a panic
//	begun, cut                 true where [Event] says so
//	problems                   text: those of the [Event]
//
// without those that have nothing to say. A name with a dot is one of
// OpenTelemetry's semantic conventions, and a key like any other, not a group.
// A name without a dot is ours, as there is none in the conventions that says
// the same. The duration is a slog.Duration: the text handler writes 1.5ms, the
// JSON handler nanoseconds, and ReplaceAttr what you like. The cause of an
// error tree of more than 1,024 errors, which may have a cycle, is its type.
//
// The level is that of the event ([Event.Level]). The record is made with the
// context of the code that failed, for handlers that add what they find there.
// One that adds the request_id should have [NewLogHandler] inside of it, which
// lets only the first one through. The record has no source: it would be this
// package's for all of them.
func Log(logger *slog.Logger) Observer {
	return func(ctx context.Context, e Event) {
		logger := logger
		if logger == nil {
			logger = slog.Default()
		}
		level := e.Level()
		if !logger.Enabled(ctx, level) {
			return
		}
		// Not by the logger, which would look up where it is called: always here.
		record := slog.NewRecord(time.Now(), level, string(e.Entry.Code()), 0)
		record.AddAttrs(e.attrs()...)
		_ = logger.Handler().Handle(ctx, record)
	}
}

// cause is the error without what the record says anyway: of a catalog error
// that nothing wraps, what caused it.
func (e *Event) cause() error {
	if _, own := e.Err.(catalog.Error); own {
		return errtree.Inner(e.Err)
	}
	return e.Err
}

func (e *Event) attrs() []slog.Attr {
	attrs := append(make([]slog.Attr, 0, 13),
		slog.String("error.type", string(e.Entry.Code())),
		slog.String(requestIDKey, e.RequestID),
	)
	if e.Status != 0 {
		attrs = append(attrs, slog.Int("http.response.status_code", e.Status))
	}
	attrs = append(attrs,
		slog.String("http.request.method", e.Request.Method),
		slog.String("url.path", e.Request.URL.Path),
	)
	if e.Route != "" {
		attrs = append(attrs, slog.String("http.route", routePath(e.Route)))
	}
	attrs = append(attrs, slog.Duration("duration", e.Duration))
	if len(e.Params) > 0 {
		attrs = append(attrs, slog.Attr{Key: "params", Value: slog.GroupValue(e.Params...)})
	}
	if cause := e.cause(); cause != nil {
		attrs = append(attrs, slog.String("cause", errtree.Text(cause)))
	}
	if e.Panic != nil {
		if e.Panic.Value != nil {
			attrs = append(attrs, slog.String("exception.type", fmt.Sprintf("%T", e.Panic.Value)))
		}
		attrs = append(attrs, slog.String("exception.stacktrace", e.Panic.Stack()))
	}
	if e.Begun {
		attrs = append(attrs, slog.Bool("begun", true))
	}
	if e.Cut {
		attrs = append(attrs, slog.Bool("cut", true))
	}
	if len(e.Problems) > 0 {
		attrs = append(attrs, slog.String("problems", errors.Join(e.Problems...).Error()))
	}
	return attrs
}

// routePath is a route without the method and the host that net/http's
// patterns may begin with: http.route has neither.
func routePath(pattern string) string {
	if i := strings.IndexByte(pattern, '/'); i > 0 {
		return pattern[i:]
	}
	return pattern
}
