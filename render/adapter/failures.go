package adapter

import (
	"reflect"

	"github.com/asterwise/errcat/internal/errtree"
)

// maxFailures bounds what an exchange remembers of its failures.
const maxFailures = 8

// failures are the errors that an exchange has met, the latest first. Nil is
// none. What it leads to is never changed, so that it can be read without a
// lock.
type failures struct {
	err     error
	earlier *failures
}

// with returns the failures with one more, unless it is among them or there
// are too many.
func (f *failures) with(err error) *failures {
	n := 0
	for e := f; e != nil; e = e.earlier {
		n++
	}
	if n >= maxFailures || f.have(err) {
		return f
	}
	return &failures{err, f}
}

// have reports whether err itself is one of them.
func (f *failures) have(err error) bool {
	for ; f != nil; f = f.earlier {
		if same(err, f.err) {
			return true
		}
	}
	return false
}

// same compares two errors; those that cannot be compared, be it for what is in
// them, are taken for the same if their type is.
func same(a, b error) bool {
	kind := reflect.TypeOf(a)
	if kind != reflect.TypeOf(b) {
		return false
	}
	if kind.Kind() == reflect.Pointer { // nearly all
		return a == b
	}
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	if va.Comparable() && vb.Comparable() {
		return a == b
	}
	return va.Comparable() == vb.Comparable()
}

// inTree reports whether an error is in the tree of another one.
func inTree(tree, err error) bool {
	for e := range errtree.All(tree, nil) {
		if same(e, err) {
			return true
		}
	}
	return false
}
