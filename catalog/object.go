package catalog

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"
)

// An Object appends the members of one JSON object, in the order of the calls
// and in the form that encoding/json gives them. Generated code uses it to
// encode details; the zero value is not ready, use [OpenObject].
type Object struct {
	b    []byte
	err  error
	more bool
}

// OpenObject starts an object behind dst.
func OpenObject(dst []byte) Object { return Object{b: append(dst, '{')} }

// Close ends the object. It returns the extended bytes, and the error of the
// first member that could not be encoded.
func (o *Object) Close() ([]byte, error) { return append(o.b, '}'), o.err }

func (o *Object) key(name string) {
	if o.more {
		o.b = append(o.b, ',')
	}
	o.more = true
	o.b = append(AppendString(o.b, name), ':')
}

// String appends a string member.
func (o *Object) String(name, v string) {
	o.key(name)
	o.b = AppendString(o.b, v)
}

// Int appends an integer member.
func (o *Object) Int(name string, v int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, v, 10)
}

// Float appends a number member; a NaN or an infinity is an error.
func (o *Object) Float(name string, v float64) {
	o.key(name)
	o.add(appendFloat(o.b, v))
}

// Bool appends a boolean member.
func (o *Object) Bool(name string, v bool) {
	o.key(name)
	o.b = strconv.AppendBool(o.b, v)
}

// Date appends a date member, as "2006-01-02".
func (o *Object) Date(name string, v Date) {
	o.key(name)
	o.b = append(o.b, '"')
	o.b = v.append(o.b)
	o.b = append(o.b, '"')
}

// Time appends a time member in the form of [time.Time.MarshalJSON].
func (o *Object) Time(name string, v time.Time) {
	o.key(name)
	text, err := v.MarshalJSON()
	o.b = append(o.b, text...)
	o.fail(err)
}

// Path appends a path member.
func (o *Object) Path(name string, v Path) {
	o.key(name)
	o.add(v.AppendJSON(o.b))
}

// Strings appends an array of strings; a nil slice is "[]".
func (o *Object) Strings(name string, v []string) {
	o.key(name)
	o.b = append(o.b, '[')
	for i, s := range v {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = AppendString(o.b, s)
	}
	o.b = append(o.b, ']')
}

// Any appends a member with any JSON value.
func (o *Object) Any(name string, v any) {
	o.key(name)
	switch v := v.(type) { // what decoders produce, without reflection
	case nil:
		o.b = append(o.b, "null"...)
	case string:
		o.b = AppendString(o.b, v)
	case bool:
		o.b = strconv.AppendBool(o.b, v)
	case int:
		o.b = strconv.AppendInt(o.b, int64(v), 10)
	case int64:
		o.b = strconv.AppendInt(o.b, v, 10)
	case float64:
		o.add(appendFloat(o.b, v))
	default:
		text, err := json.Marshal(v)
		o.b = append(o.b, text...)
		o.fail(err)
	}
}

func (o *Object) add(b []byte, err error) {
	o.b = b
	o.fail(err)
}

func (o *Object) fail(err error) {
	if o.err == nil {
		o.err = err
	}
}

// appendFloat follows encoding/json, which follows ECMAScript (ECMA-262
// §6.1.6.1.20): exponents for very large and very small values only, and
// e-09 written as e-9.
func appendFloat(b []byte, f float64) ([]byte, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return b, fmt.Errorf("number %v has no JSON form", f)
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	b = strconv.AppendFloat(b, f, format, -1, 64)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b, nil
}
