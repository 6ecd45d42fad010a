package catalog

import (
	"encoding/json"
	"fmt"
	"iter"
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
type Details struct {
	json []byte // the items, one behind the other
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
	d := Details{ends: make([]int, 0, n), json: make([]byte, 0, 160*n)}
	for i := range n {
		item, err := appendDetail(d.json, at(i))
		if err != nil {
			if d.err == nil {
				d.err = fmt.Errorf("encode item %d of details: %w", i, err)
			}
			continue
		}
		d.json = item
		d.ends = append(d.ends, len(item))
	}
	return d
}

func appendDetail(dst []byte, item Detail) (out []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("encoding panicked: %v", printable(v))
		}
	}()
	return item.AppendJSON(dst)
}

// Len returns the number of items.
func (d Details) Len() int { return len(d.ends) }

// Err returns why items were left out: the first one's error, or nil when all
// could be encoded.
func (d Details) Err() error { return d.err }

// All returns the items in order, each as a JSON object. The bytes belong to
// the list and must not be changed.
func (d Details) All() iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		start := 0
		for _, end := range d.ends {
			if !yield(d.json[start:end:end]) {
				return
			}
			start = end
		}
	}
}

// AppendJSON appends the list as a JSON array, "[]" where it is empty. Whole
// items are kept while the array stays within limit bytes; kept is how many
// there were.
func (d Details) AppendJSON(dst []byte, limit int) (out []byte, kept int) {
	from, start := len(dst), 0
	dst = append(dst, '[')
	for i, end := range d.ends {
		more := end - start
		if i > 0 {
			more += len(",")
		}
		if len(dst)-from+more+len("]") > limit {
			return append(dst, ']'), i
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, d.json[start:end]...)
		start = end
	}
	return append(dst, ']'), len(d.ends)
}

// MarshalJSON returns the list as a JSON array.
func (d Details) MarshalJSON() ([]byte, error) {
	b, _ := d.AppendJSON(nil, int(^uint(0)>>1))
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
