package adapter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/plaintext"
)

// A Decision is the answer to a [Failure], before anything is written.
type Decision struct {
	Entry      *catalog.Entry
	Message    string
	Details    catalog.Details
	RetryAfter time.Duration // whole seconds; 0 for none

	// Params are the parameters of the catalog error that decided, those for
	// logs alone included.
	Params []slog.Attr

	// Problems are faults met on the way that cost the client something:
	// a code that is in no catalog, details that could not be encoded.
	Problems []error

	framework bool      // its own 429 or 503 was answered
	made      time.Time // when the envelope was encoded, zero if it was not
}

// Decide applies the rules of contract §4. It writes nothing and never
// panics.
func (e *Engine) Decide(req *http.Request, f Failure) Decision {
	found := e.read(f.Err, &f, nil)
	return e.decide(req.Context(), req, &f, &found)
}

// decide is Decide for a tree that is read. The context is that of the request
// as the server made it.
func (e *Engine) decide(ctx context.Context, req *http.Request, f *Failure, found *reading) (d Decision) {
	switch {
	case f.Panic != nil:
		d.byEntry(e.roles[catalog.RoleInternal])
	case e.byCatalog(&d, found), e.byMapping(&d, req, f):
	default:
		e.byStandard(&d, ctx, req, found)
	}
	return d
}

func (d *Decision) problem(format string, args ...any) {
	d.Problems = append(d.Problems, fmt.Errorf(format, args...))
}

// byCatalog applies rules 1 and 2.
func (e *Engine) byCatalog(d *Decision, found *reading) bool {
	switch {
	case found.catalogError != nil:
		e.byError(d, found.catalogError)
	case found.code != nil:
		e.byCode(d, *found.code)
	case found.remote != nil:
		d.byEntry(e.roles[catalog.RoleUpstream])
		d.readParams(found.remote)
	case found.passed != nil:
		e.byPassed(d, found.passed, found.passedEntry)
	default:
		return false
	}
	return true
}

// byMapping asks the service, and applies the same rules to what it says.
func (e *Engine) byMapping(d *Decision, req *http.Request, f *Failure) bool {
	if e.MapError == nil {
		return false
	}
	mapped, ok := e.callMapping(req, f.cause())
	if !ok {
		d.problem("map an error of type %T: Options.MapError panicked", f.cause())
	}
	found := e.read(mapped, &Failure{Leaf: f.Leaf}, nil)
	return e.byCatalog(d, &found)
}

func (e *Engine) callMapping(req *http.Request, err error) (mapped error, ok bool) {
	defer func() {
		if recover() != nil {
			mapped, ok = nil, false
		}
	}()
	return e.MapError(req, err), true
}

// byStandard applies rules 3, 4 and 6. The context is the request's.
func (e *Engine) byStandard(d *Decision, ctx context.Context, req *http.Request, found *reading) {
	entry, bound := e.roles[catalog.RoleInternal], true
	canceled := errors.Is(ctx.Err(), context.Canceled)
	switch {
	case found.found:
		entry = e.roles[found.standard]
	case found.canceled && canceled:
	case found.chunk && req.ContentLength < 0: // the request's own body, most likely
		entry = e.roles[catalog.RoleMalformedRequest]
	case found.status != 0:
		entry, bound = e.statusEntry(found.status)
	}
	if entry == e.roles[catalog.RoleInternal] && canceled {
		d.byEntry(e.roles[whoCanceled(ctx)])
		return
	}
	d.byEntry(entry)
	d.framework = !found.found && (found.status == http.StatusTooManyRequests || found.status == http.StatusServiceUnavailable)
	switch {
	case bound:
	case found.status < 400 || found.status > 599:
		d.problem("answer for status %d: it is not an error status, so %q has; use 400–599", found.status, entry.Code())
	default:
		d.problem("answer for status %d: no code of the catalog does, so %q has; bind one under `roles:` or `statuses:` in catalog.yaml",
			found.status, entry.Code())
	}
}

// whoCanceled returns the role for a canceled request: its client went away, or
// the service itself gave it up and says why.
func whoCanceled(ctx context.Context) catalog.Role {
	if context.Cause(ctx) == context.Canceled {
		return catalog.RoleClientClosed
	}
	return catalog.RoleUnavailable
}

// byEntry answers with nothing but an entry: a bare error of its code. A
// message that needs parameters falls back to the title.
func (d *Decision) byEntry(entry *catalog.Entry) {
	bare := wire.New(entry)
	d.Entry, d.Message, d.RetryAfter = entry, bare.Message(), bare.RetryAfter()
}

// adoptWait takes over the Retry-After that a middleware inside of ours has set
// with the framework's own 429 or 503: a limiter knows best (contract §1).
func (d *Decision) adoptWait(header, before http.Header) {
	value := header["Retry-After"]
	if len(value) != 1 || slices.Equal(value, before["Retry-After"]) {
		return
	}
	seconds, err := strconv.Atoi(value[0])
	if wait := time.Duration(seconds) * time.Second; err == nil && seconds >= 1 && wait <= limits.RetryAfter {
		d.RetryAfter = wait
		base := wire.New(d.Entry).WithRetryAfter(wait)
		d.Message = base.Message()
	}
}

func (e *Engine) byCode(d *Decision, code catalog.Code) {
	entry, ok := e.Catalog.Lookup(code)
	if !ok {
		d.byEntry(e.roles[catalog.RoleInternal])
		d.problem("look up code %q: not in the renderer's catalog; merge the catalog it belongs to (catalog.Merge)", code)
		return
	}
	d.byEntry(entry)
	d.checkMessage()
}

// byError answers with a catalog error. The error may be a typed nil, or of a
// type of somebody else's whose methods panic.
func (e *Engine) byError(d *Decision, err catalog.Error) {
	defer func() {
		if recover() != nil {
			*d = Decision{}
			d.byEntry(e.roles[catalog.RoleInternal])
			d.problem("read an error of type %T: its methods panicked", err)
		}
	}()
	entry := err.Entry()
	switch {
	case entry == nil:
		d.byEntry(e.roles[catalog.RoleInternal])
		d.problem("read an error of type %T: it has no entry; use its constructor", err)
		return
	case entry.Status() < 400 || entry.Status() > 599: // an entry that no generator wrote
		d.byEntry(e.roles[catalog.RoleInternal])
		d.problem("read the entry of %q: status %d is not an error status; use 400–599", entry.Code(), entry.Status())
		return
	}
	d.byEntry(entry)
	d.readParams(err)
	if entry.Concealed() { // whatever the error carries (contract §5)
		return
	}
	d.Message, d.Details = err.Message(), err.Details()
	if d.Message != entry.Message() {
		d.Message = plaintext.Clean(d.Message, limits.Message)
	}
	d.RetryAfter = 0
	if wait := err.RetryAfter(); wait > 0 && entry.Retry() == catalog.RetryAfterDelay {
		d.RetryAfter = limits.Wait(wait)
	}
	if err := d.Details.Err(); err != nil {
		d.Problems = append(d.Problems, err)
	}
	d.checkMessage()
}

// byPassed answers with another service's error that may pass: with all that it
// says where it can say it, and our own catalog's entry.
func (e *Engine) byPassed(d *Decision, err catalog.Remote, entry *catalog.Entry) {
	if own, ok := err.(catalog.Error); ok {
		e.byError(d, passed{own, entry})
		return
	}
	d.byEntry(entry)
	d.readParams(err)
}

// passed is an error that another service sent, with the entry that our own
// catalog has for its code.
type passed struct {
	foreignError
	entry *catalog.Entry
}

type foreignError = catalog.Error // a name that is not that of its method

func (p passed) Entry() *catalog.Entry { return p.entry }

func (p passed) Attrs() []slog.Attr {
	if e, ok := p.foreignError.(interface{ Attrs() []slog.Attr }); ok {
		return e.Attrs()
	}
	return nil
}

// readParams reads what is for logs alone. If it panics, the response is what it
// was (contract §8).
func (d *Decision) readParams(err error) {
	defer func() {
		if recover() != nil {
			d.problem("read the parameters of an error of type %T: Attrs panicked", err)
		}
	}()
	if p, ok := err.(interface{ Attrs() []slog.Attr }); ok {
		d.Params = p.Attrs()
	}
}

// checkMessage reports a message that could not be filled in.
func (d *Decision) checkMessage() {
	if d.Message == d.Entry.Title() && strings.Contains(d.Entry.Message(), "{") {
		d.problem("fill in the message of %q: a parameter is missing or not one of its declared values, so the client got the title; "+
			"use the constructor of the generated package, and its constants", d.Entry.Code())
	}
}
