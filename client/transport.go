package client

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// A Transport sends requests, and sends one again where the response allows it
// by the rule of [Error.Repeatable]. Like any RoundTripper it returns responses,
// the last one, as they are: [Check] turns that into an error.
//
// A wait that a response names passes in full, and a random moment more, so that
// clients that were refused together do not come back together. Where it is
// longer than MaxWait, or than what is left until the deadline of the request's
// context, the response is returned at once, with its wait. A canceled context
// ends a wait.
//
// A request whose body cannot be read twice (http.Request.GetBody is nil) is
// sent once. A request that got no response is not sent again: nobody knows what
// has become of it.
//
// A Transport may be used by several goroutines at once; its fields must not
// change any more then.
type Transport struct {
	// Catalog is that of the service.
	Catalog catalog.Catalog

	// Base sends the requests, http.DefaultTransport where it is nil.
	Base http.RoundTripper

	// MaxAttempts is how often a request is sent at most, 3 where it is 0.
	// With 1 nothing is repeated.
	MaxAttempts int

	// MaxWait is the longest wait that is taken, a minute where it is 0.
	MaxWait time.Duration

	pause func(context.Context, time.Duration) error // sleep, but for tests
}

// RoundTrip sends the request, up to MaxAttempts times.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := t.base().RoundTrip(req)
		if err != nil || resp == nil || resp.StatusCode < http.StatusBadRequest || attempt >= t.maxAttempts() || !canRepeat(req) {
			return resp, err
		}
		if resp.Body == nil { // as those of tests and of other transports
			resp.Body = http.NoBody
		}
		e := peek(resp, t.Catalog)
		if !e.Repeatable(req.Method, req.Header) {
			return resp, nil
		}
		pause := e.namedWait() + backoff(attempt-1)
		if e.namedWait() > t.maxWait() || !timeFor(req.Context(), pause) {
			return resp, nil
		}
		resp.Body.Close()
		if err := t.sleep(req.Context(), pause); err != nil {
			return nil, err
		}
		if req, err = again(req); err != nil {
			return nil, err
		}
	}
}

func (t *Transport) base() http.RoundTripper {
	if t.Base == nil {
		return http.DefaultTransport
	}
	return t.Base
}

func (t *Transport) maxAttempts() int {
	if t.MaxAttempts == 0 {
		return 3
	}
	return t.MaxAttempts
}

func (t *Transport) maxWait() time.Duration {
	if t.MaxWait == 0 {
		return time.Minute
	}
	return t.MaxWait
}

func (t *Transport) sleep(ctx context.Context, pause time.Duration) error {
	if t.pause != nil {
		return t.pause(ctx, pause)
	}
	return sleep(ctx, pause)
}

// timeFor reports whether the context's deadline leaves time for a pause.
func timeFor(ctx context.Context, pause time.Duration) bool {
	deadline, has := ctx.Deadline()
	return !has || time.Until(deadline) > pause
}

// sleep waits, or returns the context's cause as soon as that is done, as
// [http.Transport] does.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// canRepeat reports whether the body of a request can be read twice.
func canRepeat(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// again returns the request to send after req, which must not be used once it
// has been sent.
func again(req *http.Request) (*http.Request, error) {
	next := req.Clone(req.Context())
	if req.GetBody == nil {
		return next, nil
	}
	var err error
	next.Body, err = req.GetBody()
	return next, err
}

// peek reads an error response and leaves its body to be read again.
func peek(resp *http.Response, c catalog.Catalog) *Error {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	rest := resp.Body
	readers := []io.Reader{bytes.NewReader(body), rest}
	if err != nil {
		readers[1] = failing{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(readers...), rest}
	return Decode(resp.StatusCode, resp.Header, body, c)
}

// failing is a body that ended in an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
