package render

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/asterwise/errcat/catalog"
)

// A Failure is what an adapter knows about a request that went wrong.
type Failure struct {
	// Err is the error that the handler returned; ignored with a Panic.
	Err error

	// Panic is set when the handler panicked.
	Panic *Panic

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

// A Decision is the answer to a [Failure], before anything is written.
type Decision struct {
	Entry      *catalog.Entry
	Message    string
	Details    catalog.Details
	RetryAfter time.Duration // whole seconds; 0 for none

	// Problems are faults met on the way that cost the client something:
	// a code that is in no catalog, details that could not be encoded.
	Problems []error
}

// Decide applies the rules of contract §4. It writes nothing and never
// panics.
func (r *Renderer) Decide(req *http.Request, f Failure) Decision {
	var d Decision
	r.decide(&d, req, &f)
	return d
}

// decide is Decide into an empty decision.
func (r *Renderer) decide(d *Decision, req *http.Request, f *Failure) {
	if f.Panic != nil {
		r.byRole(d, catalog.RoleInternal)
		return
	}
	if r.byCatalog(d, f.Err, f.Leaf) {
		return
	}
	if r.mapping != nil {
		mapped, err := r.callMapping(req, f.Err)
		if err != nil {
			d.problem(err)
		}
		if r.byCatalog(d, mapped, f.Leaf) {
			return
		}
	}
	r.byRole(d, standardRole(req.Context(), f))
}

func (d *Decision) problem(err error) { d.Problems = append(d.Problems, err) }

// byCatalog finds the first catalog error of the tree (rules 1 and 2).
func (r *Renderer) byCatalog(d *Decision, err error, leaf func(error) bool) bool {
	if e, ok := err.(catalog.Error); ok { // the common case, without a walk
		if _, received := err.(catalog.Received); !received {
			r.byError(d, e)
			return true
		}
	}
	var passed *catalog.Entry
	for err := range catalog.PrunedTree(err, leaf) {
		switch e := err.(type) {
		case catalog.Received:
			entry, _ := r.catalog.Lookup(receivedCode(e))
			if !entry.PassUpstream() {
				r.byRole(d, catalog.RoleUpstream)
				return true
			}
			passed = entry
		case catalog.Error:
			r.byError(d, e)
			return true
		case catalog.Code:
			r.byCode(d, e)
			return true
		}
	}
	if passed != nil {
		d.byEntry(passed)
	}
	return passed != nil
}

func (r *Renderer) byRole(d *Decision, role catalog.Role) { d.byEntry(r.roles[role]) }

// byEntry answers with nothing but an entry: a bare error of its code.
func (d *Decision) byEntry(entry *catalog.Entry) {
	bare := catalog.NewBase(entry)
	d.Entry, d.Message, d.RetryAfter = entry, bare.Message(), bare.RetryAfter()
}

func (r *Renderer) byCode(d *Decision, code catalog.Code) {
	if entry, ok := r.catalog.Lookup(code); ok {
		d.byEntry(entry)
		return
	}
	r.byRole(d, catalog.RoleInternal)
	d.problem(fmt.Errorf("look up code %q: not in the renderer's catalog; merge the catalog it belongs to (catalog.Merge)", code))
}

// byError answers with a catalog error. The error may be a typed nil, or of a
// type of somebody else's whose methods panic.
func (r *Renderer) byError(d *Decision, e catalog.Error) {
	defer func() {
		if v := recover(); v != nil {
			r.byRole(d, catalog.RoleInternal)
			d.Details = catalog.Details{}
			d.problem(fmt.Errorf("read an error of type %T: its methods panicked", e))
		}
	}()
	entry := e.Entry()
	switch {
	case entry == nil:
		r.byRole(d, catalog.RoleInternal)
		d.problem(fmt.Errorf("read an error of type %T: it has no entry; use its constructor", e))
		return
	case entry.Status() < 400 || entry.Status() > 599: // an entry that no generator wrote
		r.byRole(d, catalog.RoleInternal)
		d.problem(fmt.Errorf("read the entry of %q: status %d is not an error status; use 400–599", entry.Code(), entry.Status()))
		return
	case entry.Concealed():
		d.byEntry(entry) // whatever the error carries (contract §5)
		return
	}
	message, details := e.Message(), e.Details()
	wait := catalog.WithRetryAfter(catalog.NewBase(entry), e.RetryAfter()) // keeps to the limits
	if message != entry.Message() {
		message = catalog.Clean(message, catalog.MaxMessage)
	}
	d.Entry, d.Message, d.Details, d.RetryAfter = entry, message, details, wait.RetryAfter()
	if err := details.Err(); err != nil {
		d.problem(err)
	}
}

func (r *Renderer) callMapping(req *http.Request, err error) (mapped, problem error) {
	defer func() {
		if v := recover(); v != nil {
			mapped, problem = nil, fmt.Errorf("map an error of type %T: Options.Map panicked", err)
		}
	}()
	return r.mapping(req, err), nil
}

// standardRole finds the role for errors of the standard library (rule 3) and
// of the framework (rule 4); the former win wherever they are in the tree.
func standardRole(ctx context.Context, f *Failure) catalog.Role {
	status := 0
	for err := range catalog.PrunedTree(f.Err, f.Leaf) {
		if _, ok := err.(*http.MaxBytesError); ok {
			return catalog.RolePayloadTooLarge
		}
		switch {
		case is(err, context.DeadlineExceeded), is(err, http.ErrHandlerTimeout):
			return catalog.RoleTimeout
		case is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled):
			return catalog.RoleClientClosed
		}
		switch s := frameworkStatus(err, f.Status); {
		case s == http.StatusRequestEntityTooLarge: // as MaxBytesError, wherever it is
			return catalog.RolePayloadTooLarge
		case status == 0:
			status = s
		}
	}
	return statusRole(status)
}

func frameworkStatus(err error, status func(error) int) (n int) {
	if s, ok := err.(Status); ok {
		return int(s)
	}
	if status == nil {
		return 0
	}
	defer func() {
		if recover() != nil {
			n = http.StatusInternalServerError
		}
	}()
	return status(err)
}

// is reports whether err itself, not what it wraps, stands for target: the
// network packages have timeouts that say so by an Is method.
func is(err, target error) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if err == target {
		return true
	}
	e, ok := err.(interface{ Is(error) bool })
	return ok && e.Is(target)
}

func receivedCode(e catalog.Received) (code catalog.Code) {
	defer func() {
		if recover() != nil {
			code = ""
		}
	}()
	return e.Received()
}
