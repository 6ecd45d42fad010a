package render

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/adapter"
)

// An Event is the private side of a failed request: everything that the
// client was not told.
type Event struct {
	// Request is the request as the code had it that failed.
	Request   *http.Request
	RequestID string

	// Route is the pattern of the route, as the framework writes it; "" if
	// none was taken.
	Route string

	// Entry answered for the failure, or would have, had the response not
	// begun.
	Entry *catalog.Entry

	// Params are the parameters of the error, those for logs alone included,
	// whatever wraps it.
	Params []slog.Attr

	// Status is the HTTP status that the client got; 0 if the connection was
	// hijacked before there was one.
	Status int

	// Duration is the time from when the first of our middleware saw the
	// request until the failure was answered, by [Options.Now].
	Duration time.Duration

	// Err is the error as the handler returned it, or the [Event.Panic].
	Err error

	// Panic is set if the handler panicked.
	Panic *adapter.Panic

	// Begun says that the response had already begun, so that nothing of the
	// failure reached the client.
	Begun bool

	// Cut says that the connection was cut because of that.
	Cut bool

	// ClientGone says that the client had left by then.
	ClientGone bool

	// Problems are faults met while the failure was answered, such as
	// details that could not be encoded.
	Problems []error
}

// Level fits what the client got (contract §5): error for a 5xx, a panic, and a
// response that was cut while its client was there; below that for a client
// that left, for a failed upgrade, and for a 4xx that the handler gave itself;
// that of the entry for all others.
func (e *Event) Level() slog.Level {
	ofHandler := e.Begun && (e.Status < http.StatusOK || e.Status >= 400 && e.Status < 500) // hijacked, upgraded, or a 4xx of its own
	switch {
	case e.Panic != nil:
		return slog.LevelError
	case e.ClientGone, ofHandler:
		return min(e.Entry.Level(), slog.LevelWarn)
	case e.Cut, e.Status >= http.StatusInternalServerError, e.Entry.Status() >= http.StatusInternalServerError:
		return slog.LevelError
	default:
		return e.Entry.Level()
	}
}

// An Observer is told of failed requests: to log, count or report them. It
// runs in the request's goroutine after the response was written, with the
// context of the code that failed. It may block the request, but a panic of it
// changes nothing.
type Observer func(ctx context.Context, e Event)

// Observers returns an observer that calls the given ones in turn. A panic of
// one does not keep the event from the others.
func Observers(all ...Observer) Observer {
	return func(ctx context.Context, e Event) {
		for _, observer := range all {
			observer.call(ctx, e)
		}
	}
}

func (o Observer) call(ctx context.Context, e Event) {
	defer func() { _ = recover() }()
	o(ctx, e)
}

// report tells of a failure.
func (o Observer) report(x *adapter.Exchange, f adapter.Failure, d adapter.Decision, out adapter.Outcome) {
	e := Event{
		Request:    f.Request,
		RequestID:  x.RequestID(),
		Route:      f.Route,
		Entry:      d.Entry,
		Params:     d.Params,
		Status:     out.Status,
		Duration:   out.Duration,
		Err:        f.Err,
		Panic:      f.Panic,
		Begun:      out.Begun,
		Cut:        out.Cut,
		ClientGone: out.ClientGone,
		Problems:   d.Problems,
	}
	if e.Route == "" {
		e.Route = f.Request.Pattern
	}
	if e.Panic != nil {
		e.Err = e.Panic
	}
	o.call(f.Request.Context(), e)
}
