package wire

import (
	"fmt"
	"strconv"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/jsontext"
)

// A Detail is one item of an error's details.
type Detail interface {
	// AppendJSON appends the item as a JSON object, by the encoding law of
	// contract §1. Sensitive fields are left out.
	AppendJSON(dst []byte) ([]byte, error)
}

// Details encodes a list of details; see [catalog.NewDetails].
func Details[D Detail](items []D) catalog.Details {
	return catalog.NewDetails(len(items), func(i int, dst []byte) ([]byte, error) { return items[i].AppendJSON(dst) })
}

// An Object appends the members of one JSON object in the order of the calls,
// by the encoding law of contract §1. The name of a member is one of letters,
// digits and underscores.
type Object struct {
	b     []byte
	start int // of the object in b: the comma before its first member, until Close
	err   error
}

// NewObject starts an object behind dst.
func NewObject(dst []byte) Object { return Object{b: dst, start: len(dst)} }

// Close ends the object. It returns the extended bytes, and the error of the
// first member that could not be encoded.
func (o *Object) Close() ([]byte, error) {
	if len(o.b) == o.start {
		return append(o.b, "{}"...), o.err
	}
	o.b[o.start] = '{'
	return append(o.b, '}'), o.err
}

func (o *Object) name(name string) {
	o.b = append(o.b, ',', '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, '"', ':')
}

// String appends a string member.
func (o *Object) String(name, v string) {
	o.name(name)
	o.b = jsontext.AppendString(o.b, v)
}

// OneOf appends a string member with a closed set of values. One that is not
// declared is an error.
func (o *Object) OneOf(name, v string, declared bool) {
	o.String(name, v)
	if !declared {
		o.fail(fmt.Errorf("encode %q: %q is not one of the values that the catalog declares; use a constant of the generated package", name, v))
	}
}

// Int appends an integer member.
func (o *Object) Int(name string, v int64) {
	o.name(name)
	o.b = strconv.AppendInt(o.b, v, 10)
}

// Float appends a number member; a NaN or an infinity is an error.
func (o *Object) Float(name string, v float64) {
	o.name(name)
	o.add(jsontext.AppendFloat(o.b, v))
}

// Bool appends a boolean member.
func (o *Object) Bool(name string, v bool) {
	o.name(name)
	o.b = strconv.AppendBool(o.b, v)
}

// Date appends a date member, as "2006-01-02".
func (o *Object) Date(name string, v catalog.Date) { o.String(name, v.String()) }

// Time appends a time member in the form of [time.Time.MarshalJSON].
func (o *Object) Time(name string, v time.Time) {
	o.name(name)
	text, err := v.MarshalJSON()
	o.add(append(o.b, text...), err)
}

// Path appends a path member.
func (o *Object) Path(name string, v catalog.Path) {
	o.name(name)
	o.add(jsontext.AppendPath(o.b, v))
}

// Strings appends an array of strings; a nil slice is "[]".
func (o *Object) Strings(name string, v []string) {
	o.name(name)
	o.b = append(o.b, '[')
	for i, s := range v {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = jsontext.AppendString(o.b, s)
	}
	o.b = append(o.b, ']')
}

// Any appends a member with any JSON value.
func (o *Object) Any(name string, v any) {
	o.name(name)
	o.add(jsontext.AppendValue(o.b, v))
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
