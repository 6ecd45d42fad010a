package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/example"
	emitter "github.com/asterwise/errcat/internal/emit/jsonschema"
	"github.com/asterwise/errcat/internal/emit/livetest"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/model"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func load(t *testing.T) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load("../../../catalog.yaml", &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// schemas compiles what the emitter writes, by the names of the files.
func schemas(t *testing.T, c *model.Catalog) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := emitter.Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	compiled := map[string]*jsonschema.Schema{}
	for name, text := range files {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		if err := compiler.AddResource("file:///"+name, value(t, text)); err != nil {
			t.Fatal(err)
		}
		if compiled[name], err = compiler.Compile("file:///" + name); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return compiled
}

func value(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func TestLiveResponses(t *testing.T) {
	compiled := schemas(t, load(t))
	seen := map[catalog.Code]bool{}
	for _, live := range livetest.Responses(t) {
		seen[live.Code] = true
		for _, name := range []string{string(live.Code), "envelope"} {
			if err := compiled[name+".schema.json"].Validate(value(t, live.Body)); err != nil {
				t.Errorf("%s: %s\n%v", name, live.Body, err)
			}
		}
	}
	if len(seen) != apierr.Catalog().Len() || len(compiled) != len(seen)+1 {
		t.Errorf("%d schemas and responses of %d codes; the catalog has %d", len(compiled), len(seen), apierr.Catalog().Len())
	}
}

func TestExamples(t *testing.T) {
	c := load(t)
	compiled := schemas(t, c)
	for _, e := range c.Errors {
		body := example.Of(e).Body
		if err := compiled[e.Code+".schema.json"].Validate(value(t, body)); err != nil {
			t.Errorf("%s: %v", e.Code, err)
		}
	}
}

// TestBroken: each schema notices what breaks the contract.
func TestBroken(t *testing.T) {
	c := load(t)
	compiled := schemas(t, c)
	body := func(code string) string { return string(example.Of(c.Lookup(code)).Body) }
	for _, tt := range []struct{ code, old, new string }{
		{"key_not_found", `{"success":false`, `{"success":true`},
		{"key_not_found", `{"success":false`, `{"status":404,"success":false`},
		{"key_not_found", `"error":"key_not_found"`, `"error":"key_gone"`},
		{"key_not_found", `"details":[]`, `"details":null`},
		{"key_not_found", `"details":[]`, `"details":[{}]`}, // concealed
		{"key_not_found", `"retry_after":null`, `"retry_after":5`},
		{"key_not_found", `"retry_after":null,`, ``},
		{"key_not_found", `"doc_url":"https:`, `"doc_url":"http:`},
		{"key_not_found", `"request_id":"`, `"request_id":" `},
		{"key_not_found", `:56Z"`, `:56+00:00"`},
		{"key_not_found", `:56Z"`, `:99Z"`},
		{"key_not_found", `:56Z"`, `:56.0Z"`},
		{"key_not_found", `"message":"`, `"message":"` + strings.Repeat("x", limits.Message)},
		{"burst_limit_exceeded", `"retry_after":60`, `"retry_after":null`},
		{"burst_limit_exceeded", `"retry_after":60`, `"retry_after":"60"`},
		{"burst_limit_exceeded", `"retry_after":60`, `"retry_after":0`},
		{"burst_limit_exceeded", `"retry_after":60`, `"retry_after":86401`},
		{"invalid_key_name", `"issue":"too_long"`, `"issue":"too_short"`},
		{"invalid_key_name", `"max_length":50`, `"max_length":"50"`},
		{"validation_error", `"loc":["body","birth","lat"],`, ``},
		{"validation_error", `"loc":["body","birth","lat"]`, `"loc":["body",1.5]`},
	} {
		broken := strings.Replace(body(tt.code), tt.old, tt.new, 1)
		if broken == body(tt.code) {
			t.Errorf("%s: %q is not in %s", tt.code, tt.old, broken)
		}
		if compiled[tt.code+".schema.json"].Validate(value(t, []byte(broken))) == nil {
			t.Errorf("%s: the schema accepts %s", tt.code, broken)
		}
	}
	for _, tt := range []struct{ code, old, new string }{
		{"validation_error", `"loc":`, `"hint":{"a":[1]},"loc":`}, // a field to come
		{"validation_error", `,"input":-91.5`, ``},
		{"resource_not_found", `"retry_after":null`, `"retry_after":5`},
		{"rate_limit_exceeded", `"retry_after":60`, `"retry_after":86400`},
		{"service_unavailable", `"retry_after":null`, `"retry_after":5`}, // a limiter's, adopted
	} {
		other := strings.Replace(body(tt.code), tt.old, tt.new, 1)
		if other == body(tt.code) {
			t.Errorf("%s: %q is not in %s", tt.code, tt.old, other)
		}
		if err := compiled[tt.code+".schema.json"].Validate(value(t, []byte(other))); err != nil {
			t.Errorf("%s: the schema refuses %s: %v", tt.code, other, err)
		}
	}
}

// TestFieldTypes: details of every type, and names and texts of any kind.
func TestFieldTypes(t *testing.T) {
	const text = "</script> \"quoted\" `back` */ {{x}} ${y} \u2028 \x01 漢字 😀"
	e := &model.Error{Code: "odd", Status: 422, Title: model.Text{Value: text}, DocURL: model.Text{Value: "https://docs.example.com/odd"}}
	e.Message = model.Message{Text: text, Segments: []model.Segment{{Literal: text}}}
	values := map[string]any{
		"string": text, "integer": int64(-5), "number": 1.5, "boolean": true, "date": "1800-01-01",
		"datetime": "2026-05-25T12:34:56Z", "path": []any{"a", int64(1)}, "strings": []string{"a", text}, "any": map[string]any{"a": []any{int64(1)}},
	}
	for kind, v := range values {
		e.Details = append(e.Details, model.Field{Name: kind, Type: kind, Example: v, Doc: model.Phrase{Text: text}})
	}
	e.Details = append(e.Details, model.Field{Name: "secret", Type: "string", Sensitive: true})
	c := &model.Catalog{File: "a\n\"b.yaml", Errors: []*model.Error{e}}
	compiled := schemas(t, c)["odd.schema.json"]
	body := example.Of(e).Body
	if err := compiled.Validate(value(t, body)); err != nil {
		t.Errorf("%s: %v", body, err)
	}
	if compiled.Title != text || compiled.ID != "odd.schema.json" && !strings.HasSuffix(compiled.ID, "/odd.schema.json") {
		t.Errorf("title %q, id %q", compiled.Title, compiled.ID)
	}
	var got struct{ Details []map[string]any }
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	for kind := range got.Details[0] {
		for other := range values {
			if other == kind {
				continue
			}
			wrong := map[string]any{}
			for k, v := range got.Details[0] {
				wrong[k] = v
			}
			wrong[kind] = got.Details[0][other]
			all, err := json.Marshal(wrong)
			if err != nil {
				t.Fatal(err)
			}
			broken := bytes.Replace(body, body[bytes.Index(body, []byte(`"details":[`)):bytes.Index(body, []byte(`,"retry_after"`))], fmt.Appendf(nil, `"details":[%s]`, all), 1)
			accepts := compiled.Validate(value(t, broken)) == nil
			if fits := fits(kind, other); accepts != fits {
				t.Errorf("%s %v as %s: accepted is %v, want %v", other, wrong[kind], kind, accepts, fits)
			}
		}
	}
}

// fits reports whether the example of one type is a value of another.
func fits(kind, other string) bool {
	switch kind {
	case "any":
		return true
	case "string":
		return other == "date" || other == "datetime"
	case "number":
		return other == "integer"
	case "path":
		return other == "strings"
	}
	return false
}

func TestNameOfTheEnvelope(t *testing.T) {
	pos := diag.Pos{File: "catalog.yaml", Line: 7, Col: 3}
	_, err := emitter.Emit(&model.Catalog{Errors: []*model.Error{{Code: "envelope", Pos: pos}}})
	var problems diag.List
	if !errors.As(err, &problems) || len(problems) != 1 || !strings.HasPrefix(err.Error(), "catalog.yaml:7:3: ") {
		t.Errorf("got %v", err)
	}
}
