package adapter

import (
	"context"
	"net/http"
	"os"
	"reflect"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/errtree"
)

// A reading is what the rules of contract §4 ask of an error tree. One walk
// finds all of it.
type reading struct {
	// Rules 1 and 2: the first of them in the tree decides; a remote error
	// that may pass does so only if no other one is there.
	catalogError catalog.Error
	code         *catalog.Code  // a bare one
	remote       catalog.Remote // another service's, which must not pass
	passed       catalog.Remote // another service's, which may
	passedEntry  *catalog.Entry // that of passed

	// Rules 3 and 4.
	standard catalog.Role // of the first error of the standard library
	found    bool         // there was one
	canceled bool         // context.Canceled is in the tree
	chunk    bool         // an error of net/http's about a malformed chunk
	status   int          // of the framework's first error, 0 for none

	// An earlier failure of the exchange is in the tree.
	again bool
}

// read walks the tree of a failure. It stops where nothing more can count.
func (e *Engine) read(err error, f *Failure, earlier *failures) (r reading) {
	if own, ok := err.(catalog.Error); ok && earlier == nil { // most failures, without a walk
		if _, remote := err.(catalog.Remote); !remote {
			return reading{catalogError: own}
		}
	}
	for err, hidden := range errtree.All(err, f.Leaf) {
		r.again = r.again || earlier.have(err)
		if !hidden && !r.decided() {
			e.readOne(&r, err, f.Status)
		}
		if r.decided() && (r.again || earlier == nil) {
			break
		}
	}
	return r
}

func (e *Engine) readOne(r *reading, err error, status func(error) int) {
	switch err := err.(type) {
	case catalog.Remote:
		e.readRemote(r, err)
	case catalog.Error:
		r.catalogError = err
	case catalog.Code:
		r.code = &err
	default:
		r.readForeign(err, status)
	}
}

// decided reports whether rule 1 or 2 applies, whatever else is in the tree.
func (r *reading) decided() bool { return r.catalogError != nil || r.code != nil || r.remote != nil }

// readRemote reads an error of another service, whose method may panic.
func (e *Engine) readRemote(r *reading, err catalog.Remote) {
	var entry *catalog.Entry
	func() {
		defer func() { _ = recover() }()
		entry, _ = e.Catalog.Lookup(err.RemoteCode())
	}()
	if !entry.PassUpstream() {
		r.remote = err
	} else if r.passed == nil {
		r.passed, r.passedEntry = err, entry
	}
}

// readForeign reads an error that is none of a catalog's.
func (r *reading) readForeign(err error, status func(error) int) {
	role, ok := standardRole(err)
	n := 0
	if !ok {
		n = frameworkStatus(err, status)
		role, ok = catalog.RolePayloadTooLarge, n == http.StatusRequestEntityTooLarge // as MaxBytesError, wherever it is
	}
	if ok && !r.found {
		r.standard, r.found = role, true
	}
	if r.status == 0 {
		r.status = n
	}
	r.canceled = r.canceled || is(err, context.Canceled)
	r.chunk = r.chunk || badChunk(err)
}

// standardRole returns the role of an error of the standard library.
func standardRole(err error) (role catalog.Role, ok bool) {
	if _, ok := err.(*http.MaxBytesError); ok {
		return catalog.RolePayloadTooLarge, true
	}
	for _, timeout := range []error{context.DeadlineExceeded, http.ErrHandlerTimeout, os.ErrDeadlineExceeded} {
		if is(err, timeout) {
			return catalog.RoleTimeout, true
		}
	}
	return 0, false
}

// badChunk reports whether err is what net/http says of a body whose chunked
// encoding is malformed. All but one of these errors are known by their text
// alone, which is the same from Go 1.24 to 1.27.
func badChunk(err error) bool {
	if err == http.ErrLineTooLong {
		return true
	}
	if reflect.TypeOf(err) != reflect.TypeOf(http.ErrLineTooLong) { // whose Error can be called
		return false
	}
	switch err.Error() {
	case "malformed chunked encoding", "chunked encoding contains too much non-data",
		"chunked line ends with bare LF", "invalid CR in chunked line",
		"empty hex number for chunk length", "invalid byte in chunk length", "http chunk length too large":
		return true
	}
	return false
}

func frameworkStatus(err error, status func(error) int) (n int) {
	if s, ok := err.(StatusError); ok {
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
