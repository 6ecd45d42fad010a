package adapter

import (
	"net/http"
	"time"
)

// A Failure is what an adapter knows about a request that went wrong.
type Failure struct {
	// Err is the error that the handler returned; ignored with a Panic.
	Err error

	// Panic is set when the handler panicked.
	Panic *Panic

	// Request is the request as the code had it that failed, whose context
	// may know more than that of the exchange. Nil means the exchange's.
	Request *http.Request

	// Route is the pattern of the route that was taken, for observers. ""
	// means that of the request; see [http.Request.Pattern].
	Route string

	// Status tells the HTTP status of a framework's own error type. It is
	// asked for single errors of the tree, not for what they wrap, and
	// returns 0 for any other error. It may be nil.
	Status func(err error) int

	// Leaf reports errors of the framework whose insides do not count, such
	// as shared values that somebody may have changed. It may be nil.
	Leaf func(err error) bool

	// Begun says that the framework has sent, or holds in a buffer of its
	// own, the final header of a response with this status; 0 if not. What
	// goes through the writer of the exchange is known without it.
	Begun int
}

// cause is what went wrong, never nil.
func (f *Failure) cause() error {
	switch {
	case f.Panic != nil:
		return f.Panic
	case f.Err == nil: // a mistake of the caller's, answered all the same
		return StatusError(0)
	default:
		return f.Err
	}
}

// An Outcome is what became of a failure, for observers.
type Outcome struct {
	Status     int  // that the client got; 0 if the connection was hijacked before there was one
	Begun      bool // the response had begun before: nothing of the failure is in it
	Cut        bool // the connection is cut because of that
	ClientGone bool // nobody is there to read it

	// Duration is the time from [Engine.Begin] to the timestamp of the
	// envelope, or to now if none was made, by the service's clock; never
	// negative, even if that is set back.
	Duration time.Duration
}
