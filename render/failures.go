package render

import (
	"reflect"

	"github.com/asterwise/errcat/catalog"
)

// maxFailures bounds what an exchange remembers of its failures.
const maxFailures = 8

// failures are the errors that were answered or reported, the latest first.
// Most requests have one at most, which costs nothing; what it leads to is
// never changed, so that a copy can be read without a lock.
type failures struct {
	err     error     // nil where there is none
	earlier *failures // nil for the first one
}

// claim adds f to the failures of the exchange, whose lock must be held. It
// returns those that it had.
func (x *Exchange) claim(f *Failure) failures {
	err := f.Err
	switch {
	case f.Panic != nil:
		err = f.Panic
	case err == nil: // a mistake of the caller's, answered all the same
		err = Status(0)
	}
	had := x.failures
	if had.err == nil {
		x.failures.err = err
	} else if had.len() < maxFailures && !had.have(err) {
		earlier := had
		x.failures = failures{err, &earlier}
	}
	return had
}

func (f *failures) len() (n int) {
	for ; f != nil && f.err != nil; f = f.earlier {
		n++
	}
	return n
}

// have reports whether err itself is one of them.
func (f *failures) have(err error) bool {
	for ; f != nil && f.err != nil; f = f.earlier {
		if same(err, f.err) {
			return true
		}
	}
	return false
}

// haveIn reports whether one of them is in err's tree.
func (f *failures) haveIn(err error) bool {
	if f.err == nil || f.have(err) { // the common cases, without a walk
		return f.err != nil
	}
	for err := range catalog.Tree(err) {
		if f.have(err) {
			return true
		}
	}
	return false
}

// same compares two errors; those that cannot be compared, be it for what is in
// them, are taken for the same if their type is.
func same(a, b error) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	kind := reflect.TypeOf(a)
	if kind != reflect.TypeOf(b) {
		return false
	}
	if kind.Kind() == reflect.Pointer {
		return a == b
	}
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	if va.Comparable() && vb.Comparable() {
		return a == b
	}
	return va.Comparable() == vb.Comparable()
}
