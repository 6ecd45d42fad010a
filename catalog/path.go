package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/asterwise/errcat/internal/jsontext"
)

// A Path says where in a request a value stands: member names as strings,
// array indexes as integers (int, uint, or one of 32 or 64 bits), outermost
// first.
//
//	catalog.Path{"body", "planets", 3, "lat"}
//
// The forms in which decoders deliver an integer, a whole float64 of up to 2⁵³
// and a [json.Number], are integers too, so that a path read into an any can be
// sent again.
type Path []any

// MarshalJSON returns the path as a JSON array, "[]" for a nil path. An
// element that is neither a string nor an integer is an error.
func (p Path) MarshalJSON() ([]byte, error) { return jsontext.AppendPath(nil, p) }

// UnmarshalJSON reads what [Path.MarshalJSON] writes. Integers become an int
// where they fit, else an int64 or a uint64: nothing is rounded. Any element
// but a string and an integer is an error.
func (p *Path) UnmarshalJSON(text []byte) error {
	var elements []any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&elements); err != nil {
		return fmt.Errorf("read a path: %w", err)
	}
	for i, element := range elements {
		switch v := element.(type) {
		case string:
		case json.Number:
			n, ok := integer(v)
			if !ok {
				return fmt.Errorf("read a path: element %d is %s; use a string or an integer of 64 bits", i, v)
			}
			elements[i] = n
		default:
			return fmt.Errorf("read a path: element %d is a %T; use a string or an integer", i, element)
		}
	}
	*p = elements
	return nil
}

// integer returns a number as an int, or as the type of 64 bits that holds it.
func integer(number json.Number) (any, bool) {
	text := string(number)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		if n < math.MinInt || n > math.MaxInt { // where int has 32 bits
			return n, true
		}
		return int(n), true
	}
	n, err := strconv.ParseUint(text, 10, 64)
	return n, err == nil
}
