package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// checkSchema holds the body of an error response to the schemas of its code and
// of all codes.
func checkSchema(r response) error {
	body, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.body))
	if err != nil {
		return fmt.Errorf("read body %q: %w", r.body, err)
	}
	_, code, _ := strings.Cut(r.code(), " ")
	for _, name := range []string{code, "envelope"} {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		schema, err := compiler.Compile(filepath.Join("../../gen/jsonschema/responses", name+".schema.json"))
		if err != nil {
			return err
		}
		if err := schema.Validate(body); err != nil {
			return fmt.Errorf("hold %s to the schema of %s: %w", r.body, name, err)
		}
	}
	return nil
}

// TestSchema: every response of the tests is checked, so the check has to be one
// that can fail.
func TestSchema(t *testing.T) {
	s := startService(t, frameworks()[0])
	r := s.do(t, request{path: "/v1/keys/" + s.missingKeyID})
	if err := checkSchema(r); err != nil {
		t.Error(err)
	}
	for old, broken := range map[string]string{
		`"details":[]`:            `"details":[{}]`, // of a concealed code
		`"error":"key_not_found"`: `"error":"key_gone"`,
		`"success":false`:         `"success":false,"status":404`,
	} {
		other := r
		other.body = bytes.Replace(r.body, []byte(old), []byte(broken), 1)
		if bytes.Equal(other.body, r.body) || checkSchema(other) == nil {
			t.Errorf("%s passes", other.body)
		}
	}
}
