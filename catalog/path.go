package catalog

import "github.com/asterwise/errcat/internal/jsontext"

// A Path says where in a request a value stands: member names as strings,
// array indexes as integers (int, uint, or one of 32 or 64 bits), outermost
// first.
//
//	catalog.Path{"body", "planets", 3, "lat"}
type Path []any

// MarshalJSON returns the path as a JSON array, "[]" for a nil path. An
// element that is neither a string nor an integer is an error.
func (p Path) MarshalJSON() ([]byte, error) { return jsontext.AppendPath(nil, p) }
