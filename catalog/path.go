package catalog

import (
	"fmt"
	"strconv"
)

// A Path says where in a request a value stands: member names as strings,
// array indexes as integers (int, uint, or one of 32 or 64 bits), outermost
// first.
//
//	catalog.Path{"body", "planets", 3, "lat"}
type Path []any

// AppendJSON appends the path as a JSON array. An element that is neither a
// string nor an integer is an error.
func (p Path) AppendJSON(dst []byte) ([]byte, error) {
	dst = append(dst, '[')
	for i, element := range p {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch v := element.(type) {
		case string:
			dst = AppendString(dst, v)
		case int:
			dst = strconv.AppendInt(dst, int64(v), 10)
		case int32:
			dst = strconv.AppendInt(dst, int64(v), 10)
		case int64:
			dst = strconv.AppendInt(dst, v, 10)
		case uint:
			dst = strconv.AppendUint(dst, uint64(v), 10)
		case uint32:
			dst = strconv.AppendUint(dst, uint64(v), 10)
		case uint64:
			dst = strconv.AppendUint(dst, v, 10)
		default:
			return dst, fmt.Errorf("element %d of a path is a %T; use a string or an int", i, element)
		}
	}
	return append(dst, ']'), nil
}

// MarshalJSON returns the path as a JSON array, "[]" for a nil path.
func (p Path) MarshalJSON() ([]byte, error) { return p.AppendJSON(nil) }
