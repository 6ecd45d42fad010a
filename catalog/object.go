package catalog

import (
	"encoding/json"
	"strconv"
	"time"
)

// An Object appends the members of one JSON object, in the order of the calls
// and in the form that encoding/json gives them. Generated code uses it to
// encode details; the zero value is not ready, use [OpenObject].
//
// A member's key is given as it stands behind another member, such as
// `,"loc":`, which spares looking at it each time. [Key] makes one of any name.
type Object struct {
	b     []byte
	start int // of the object in b: the comma of its first member, until Close
	err   error
}

// OpenObject starts an object behind dst.
func OpenObject(dst []byte) Object { return Object{b: dst, start: len(dst)} }

// Close ends the object. It returns the extended bytes, and the error of the
// first member that could not be encoded.
func (o *Object) Close() ([]byte, error) {
	if len(o.b) == o.start {
		return append(o.b, "{}"...), o.err
	}
	o.b[o.start] = '{'
	return append(o.b, '}'), o.err
}

// Key returns the name of a member as the methods of an [Object] take it.
func Key(name string) string { return string(append(AppendString([]byte{','}, name), ':')) }

// String appends a string member.
func (o *Object) String(key, v string) {
	o.b = AppendString(append(o.b, key...), v)
}

// Int appends an integer member.
func (o *Object) Int(key string, v int64) {
	o.b = strconv.AppendInt(append(o.b, key...), v, 10)
}

// Float appends a number member; a NaN or an infinity is an error.
func (o *Object) Float(key string, v float64) {
	o.add(appendFloat(append(o.b, key...), v))
}

// Bool appends a boolean member.
func (o *Object) Bool(key string, v bool) {
	o.b = strconv.AppendBool(append(o.b, key...), v)
}

// Date appends a date member, as "2006-01-02".
func (o *Object) Date(key string, v Date) {
	o.b = append(o.b, key...)
	o.b = append(o.b, '"')
	o.b = v.append(o.b)
	o.b = append(o.b, '"')
}

// Time appends a time member in the form of [time.Time.MarshalJSON].
func (o *Object) Time(key string, v time.Time) {
	o.b = append(o.b, key...)
	text, err := v.MarshalJSON()
	o.b = append(o.b, text...)
	o.fail(err)
}

// Path appends a path member.
func (o *Object) Path(key string, v Path) {
	o.add(v.AppendJSON(append(o.b, key...)))
}

// Strings appends an array of strings; a nil slice is "[]".
func (o *Object) Strings(key string, v []string) {
	o.b = append(o.b, key...)
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
func (o *Object) Any(key string, v any) {
	o.b = append(o.b, key...)
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
