package render

import (
	"context"
	"net/http"

	"github.com/asterwise/errcat/catalog"
)

// An Event is the private side of a failed request: everything that the
// client was not told.
type Event struct {
	Request   *http.Request
	RequestID string

	// Entry answered for the failure, or would have, had the response not
	// begun.
	Entry *catalog.Entry

	// Status is the HTTP status that the client got; 0 if the connection was
	// hijacked before there was one.
	Status int

	// Err is the error as the handler returned it, or the [Panic].
	Err error

	// Panic is set if the handler panicked.
	Panic *Panic

	// Begun says that the response had already begun, so that nothing of the
	// failure reached the client.
	Begun bool

	// Cut says that the connection was cut because of that.
	Cut bool

	// Problems are faults met while the failure was answered, such as
	// details that could not be encoded.
	Problems []error
}

// An Observer is told of failed requests: to log, count or report them. It
// runs in the request's goroutine after the response was written; it may
// block the request, but a panic of it changes nothing.
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

func (x *Exchange) report(d *Decision, f *Failure, begun responseState, cut bool) {
	e := Event{
		Request:   &x.request,
		RequestID: x.id,
		Entry:     d.Entry,
		Status:    d.Entry.Status(),
		Err:       f.Err,
		Panic:     f.Panic,
		Begun:     begun.begun(),
		Cut:       cut,
		Problems:  d.Problems,
	}
	if e.Begun {
		e.Status = int(begun.status)
	}
	if e.Panic != nil {
		e.Err = e.Panic
	}
	x.renderer.observer.call(x.request.Context(), e)
}
