package catalog

import "iter"

// maxTree bounds the walk over an error tree. Chains of 10,000 errors exist
// (a retry loop that wraps its last error); a tree beyond this bound is a
// cycle, or one whose members are shared so often that a walk would not end.
const maxTree = 1 << 15

// Tree returns the errors of err's tree in depth-first order, err first, as
// the errors package defines it: Unwrap() error and Unwrap() []error. Nil
// members are skipped.
//
// Unlike [errors.As] the walk always ends: it visits at most 32,768 errors,
// and an Unwrap method that panics counts as one that returns nothing.
func Tree(err error) iter.Seq[error] { return PrunedTree(err, nil) }

// PrunedTree is [Tree] without what is inside of errors that leaf reports. A
// nil leaf reports none.
func PrunedTree(err error, leaf func(error) bool) iter.Seq[error] {
	return func(yield func(error) bool) {
		var pending [][]error // members of joined errors still to visit
		for range maxTree {
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
			}
			if !yield(err) {
				return
			}
			if leaf != nil && leaf(err) {
				err = nil
				continue
			}
			var many []error
			many, err = unwrap(err)
			if len(many) > 0 {
				pending = append(pending, many)
			}
		}
	}
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
