package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A member is one of a JSON object, as it was written.
type member struct {
	name  string
	value json.RawMessage
}

// object returns the members of a JSON object in their order.
func object(text []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	start, err := d.Token()
	switch {
	case err == io.EOF:
		return nil, errors.New("it is empty")
	case err != nil:
		return nil, errors.New("it is no JSON")
	case start != json.Delim('{'):
		return nil, errors.New("it is JSON, but no object")
	}
	var members []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, errors.New("it is no JSON, or not all of it")
		}
		m := member{name: name.(string)}
		if err := d.Decode(&m.value); err != nil {
			return nil, fmt.Errorf("it is no JSON, or not all of it: member %s", quote(m.name))
		}
		members = append(members, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("it is no JSON, or not all of it")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON object")
	}
	return members, nil
}

// kind is the type of a JSON value, as messages name it.
func kind(value json.RawMessage) string {
	switch value[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	if isInteger(value) {
		return "an integer"
	}
	return "a number"
}

func isInteger(value json.RawMessage) bool { return !strings.ContainsAny(string(value), ".eE") }

// text is the value of a JSON string.
func text(value json.RawMessage) (s string, ok bool) {
	return s, len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &s) == nil
}

// items are the elements of a JSON array.
func items(value json.RawMessage) (list []json.RawMessage, ok bool) {
	return list, len(value) > 0 && value[0] == '[' && json.Unmarshal(value, &list) == nil
}
