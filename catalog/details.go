package catalog

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
)

// A Detail is one item of an error's details. The generated detail structs
// implement it.
type Detail interface {
	// AppendJSON appends the item as a JSON object, in the form that
	// encoding/json gives it. Sensitive fields are left out.
	AppendJSON(dst []byte) ([]byte, error)
}

// Details is the list of items under the envelope's "details". The items are
// encoded when the list is made, in the goroutine of the code that made it:
// a later change of a value behind an item changes nothing, and a renderer
// never calls into a caller's value.
//
// The zero value is the empty list. Details are immutable.
type Details struct{ list *details } // a pointer: errors are copied, most have none

type details struct {
	json []byte // the items, with commas between them
	ends []int  // where each item ends in json
	err  error
}

// NewDetails encodes n items, at(0) to at(n-1). An item that cannot be
// encoded (a NaN, a channel, a cycle, a MarshalJSON method that fails or
// panics) is left out and remembered in [Details.Err].
func NewDetails(n int, at func(i int) Detail) Details {
	if n == 0 {
		return Details{}
	}
	d := &details{ends: make([]int, 0, n), json: make([]byte, 0, 160*n)}
	for next := 0; next < n; {
		next = d.add(next, n, at)
	}
	return Details{d}
}

// add encodes the items from one on, up to the first that cannot be encoded.
// It returns where to go on. One recover serves all of them.
func (d *details) add(from, n int, at func(i int) Detail) (next int) {
	next = from
	defer func() {
		if v := recover(); v != nil {
			d.failed(next, fmt.Errorf("encoding panicked: %v", printable(v)))
			next++
		}
	}()
	for ; next < n; next++ {
		dst := d.json
		if len(d.ends) > 0 {
			dst = append(dst, ',')
		}
		item, err := at(next).AppendJSON(dst)
		if err != nil {
			d.failed(next, err)
			continue
		}
		d.json = item
		d.ends = append(d.ends, len(item))
	}
	return next
}

func (d *details) failed(item int, err error) {
	if d.err == nil {
		d.err = fmt.Errorf("encode item %d of details: %w", item, err)
	}
}

// Len returns the number of items.
func (d Details) Len() int {
	if d.list == nil {
		return 0
	}
	return len(d.list.ends)
}

// Err returns why items were left out: the first one's error, or nil when all
// could be encoded.
func (d Details) Err() error {
	if d.list == nil {
		return nil
	}
	return d.list.err
}

// All returns the items in order, each as a JSON object. The bytes belong to
// the list and must not be changed.
func (d Details) All() iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		for start, i := 0, 0; i < d.Len(); i++ {
			end := d.list.ends[i]
			if !yield(d.list.json[start:end:end]) {
				return
			}
			start = end + len(",")
		}
	}
}

// AppendJSON appends the list as a JSON array, "[]" where it is empty. Whole
// items are kept while the array stays within limit bytes; kept is how many
// there were.
func (d Details) AppendJSON(dst []byte, limit int) (out []byte, kept int) {
	dst = append(dst, '[')
	for kept = d.Len(); kept > 0; kept-- {
		if end := d.list.ends[kept-1]; end+len("[]") <= limit {
			dst = append(dst, d.list.json[:end]...)
			break
		}
	}
	return append(dst, ']'), kept
}

// MarshalJSON returns the list as a JSON array.
func (d Details) MarshalJSON() ([]byte, error) {
	b, _ := d.AppendJSON(nil, math.MaxInt)
	return b, nil
}

// printable is v as text, for a v whose own methods may panic: fmt recovers
// those, except the ones of a value that panics while it is printed as one.
func printable(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("(%T)", v)
		}
	}()
	return fmt.Sprint(v)
}
