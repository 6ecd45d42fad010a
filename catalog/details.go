package catalog

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/asterwise/errcat/internal/errtree"
)

// Details is the list of items under the envelope's "details". The items are
// encoded when the list is made, in the goroutine of the code that made it:
// a later change of a value behind an item changes nothing, and a renderer
// never calls into a caller's value.
//
// The zero value is the empty list. Details are immutable.
type Details struct{ list *details } // a pointer: errors are copied, most have none

type details struct {
	json []byte // the items, one behind the other
	ends []int  // where each item ends in json
	err  error
}

// NewDetails encodes n items: encode appends item i to dst, as a JSON object.
// An item that cannot be encoded (a NaN, a channel, a cycle, a MarshalJSON
// method that fails or panics) is left out and remembered in [Details.Err].
// It is for generated code, and for clients that decode a response.
func NewDetails(n int, encode func(i int, dst []byte) ([]byte, error)) Details {
	if n == 0 {
		return Details{}
	}
	d := &details{ends: make([]int, 0, n), json: make([]byte, 0, 160*n)}
	for i := range n {
		if err := d.add(i, encode); err != nil && d.err == nil {
			d.err = fmt.Errorf("encode item %d of details: %w", i, err)
		}
	}
	return Details{d}
}

func (d *details) add(i int, encode func(i int, dst []byte) ([]byte, error)) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("encoding panicked: %s", errtree.Text(v))
		}
	}()
	item, err := encode(i, d.json)
	if err != nil {
		return err
	}
	d.json = item
	d.ends = append(d.ends, len(item))
	return nil
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
			start = end
		}
	}
}

// MarshalJSON returns the list as a JSON array.
func (d Details) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for item := range d.All() {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, item...)
	}
	return append(b, ']'), nil
}
