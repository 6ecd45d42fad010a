package jsonschema

import (
	"bytes"
	"encoding/json"
)

// An Object is a JSON object whose members keep their order.
type Object []Member

// A Member is one of an [Object].
type Member struct {
	Name  string
	Value any
}

// MarshalJSON keeps the order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for _, part := range []struct {
			value any
			after string
		}{{m.Name, ":"}, {m.Value, ""}} {
			text, err := marshal(part.value)
			if err != nil {
				return nil, err
			}
			b.Write(text)
			b.WriteString(part.after)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal, but leaves <, > and & as people type them.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Encode returns the text of a file: indented, with a line end.
func (o Object) Encode() ([]byte, error) {
	text, err := marshal(o)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
