// Package errtree walks the trees that wrapped and joined errors form. A walk
// always ends, and survives errors whose methods panic.
package errtree

import (
	"fmt"
	"iter"
)

// maxVisits bounds a walk. Chains of 10,000 errors exist (a retry loop that
// wraps its last error); a tree beyond this bound has a cycle, or its members
// are shared so often that a walk would not end.
const maxVisits = 1 << 15

// maxPrinted is the size of the largest tree that [Text] prints. The text of a
// tree with a cycle has no end; that of one whose members are shared may not
// fit in memory.
const maxPrinted = 1 << 10

// All returns the errors of err's tree depth first, err itself first, as the
// errors package defines it: Unwrap() error and Unwrap() []error. Nil members
// are skipped. The walk ends after 32,768 errors, and an Unwrap method that
// panics counts as one that returns nothing.
//
// The second value is true for errors inside of one that leaf reports. A nil
// leaf reports none.
func All(err error, leaf func(error) bool) iter.Seq2[error, bool] {
	return func(yield func(error, bool) bool) {
		var pending [][]error // members of joined errors still to visit
		inside, outer := false, 0
		for range maxVisits {
			for err == nil {
				last := len(pending) - 1
				if last < 0 {
					return
				}
				if len(pending[last]) == 0 {
					pending = pending[:last]
					continue
				}
				err, pending[last] = pending[last][0], pending[last][1:]
				inside = inside && len(pending) > outer
			}
			if !yield(err, inside) {
				return
			}
			if !inside && leaf != nil && leaf(err) {
				inside, outer = true, len(pending)
			}
			var many []error
			many, err = unwrap(err)
			if len(many) > 0 {
				pending = append(pending, many)
			}
		}
	}
}

// Inner returns what err wraps by Unwrap() error, nil for none.
func Inner(err error) error {
	_, one := unwrap(err)
	return one
}

func unwrap(err error) (many []error, one error) {
	defer func() {
		if recover() != nil {
			many, one = nil, nil
		}
	}()
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return nil, e.Unwrap()
	case interface{ Unwrap() []error }:
		return e.Unwrap(), nil
	}
	return nil, nil
}

// Text returns v as text, for logs: an error's own, and of other values what
// fmt prints with %+v. Of an error whose tree has over 1,024 members it returns
// the type alone, and likewise of a value that cannot be printed.
func Text(v any) (text string) {
	err, isError := v.(error)
	if isError && large(err) {
		return fmt.Sprintf("(%T: a tree of over %d errors)", v, maxPrinted)
	}
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("(%T)", v)
		}
	}()
	if isError {
		return fmt.Sprintf("%v", v) // by fmt, which survives an Error method that panics
	}
	return fmt.Sprintf("%+v", v)
}

func large(err error) bool {
	n := 0
	for range All(err, nil) {
		if n++; n > maxPrinted {
			return true
		}
	}
	return false
}
