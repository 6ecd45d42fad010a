package openapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/emit/livetest"
	"github.com/asterwise/errcat/internal/emit/openapi"
	"github.com/asterwise/errcat/internal/gotool"
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

// A document is one of the files, with what the tests look at.
type document struct {
	OpenAPI    string
	Components struct {
		Schemas   map[string]any
		Responses map[string]struct {
			Description string
			Headers     map[string]any
			Content     map[string]struct {
				Schema   map[string]string
				Examples map[string]map[string]string
			}
		}
		Headers  map[string]any
		Examples map[string]struct {
			Summary string
			Value   json.RawMessage
		}
	}
}

// emit returns the documents by name, and a function that validates a body by
// a schema of one.
func emit(t *testing.T, c *model.Catalog) (map[string]document, func(file, schema string, body []byte) error) {
	t.Helper()
	files, err := openapi.Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	documents := map[string]document{}
	compiler := jsonschema.NewCompiler() // OpenAPI 3.1 and later mean 2020-12
	compiler.AssertFormat()
	for name, text := range files {
		var d document
		if err := json.Unmarshal(text, &d); err != nil {
			t.Fatal(err)
		}
		documents[name] = d
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource("file:///"+name, v); err != nil {
			t.Fatal(err)
		}
	}
	return documents, func(file, schema string, body []byte) error {
		t.Helper()
		s, err := compiler.Compile("file:///" + file + "#/components/schemas/" + schema)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
}

// unknown is the body of a code that nobody knows yet.
const unknown = `{"success":false,"error":"code_to_come","message":"m","details":[{"a":1}],"retry_after":7,"doc_url":"https://docs.example.com/x","request_id":"req_1","timestamp":"2026-05-25T12:34:56Z"}`

func TestLiveResponses(t *testing.T) {
	c := load(t)
	documents, validate := emit(t, c)
	for file := range documents {
		statuses := map[int]bool{}
		for _, live := range livetest.Responses(t) {
			status := fmt.Sprintf("Status%d", live.Status)
			for _, schema := range []string{c.Lookup(string(live.Code)).TypeName(), status, "Envelope"} {
				if err := validate(file, schema, live.Body); err != nil {
					t.Errorf("%s: %s: %s\n%v", file, schema, live.Body, err)
				}
			}
			for _, e := range c.Errors {
				if file == "errors-3.2.json" && e.Code != string(live.Code) && validate(file, e.TypeName(), live.Body) == nil {
					t.Errorf("%s: schema of %s accepts %s", file, e.Code, live.Body)
				}
			}
			statuses[live.Status] = true
		}
		for status := range statuses {
			accepted := validate(file, fmt.Sprintf("Status%d", status), []byte(unknown)) == nil
			if want := file != "errors-3.1-strict.json"; accepted != want {
				t.Errorf("%s: Status%d accepts an unknown code: %v", file, status, accepted)
			}
		}
		if err := validate(file, "Envelope", []byte(unknown)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// TestExamples: they are the renderer's bytes, each fits its response, and each
// code is in the response of its status, of its own, and in that of all.
func TestExamples(t *testing.T) {
	c := load(t)
	documents, validate := emit(t, c)
	for file, d := range documents {
		for name, response := range d.Components.Responses {
			content := response.Content["application/json"]
			schema := strings.TrimPrefix(content.Schema["$ref"], "#/components/schemas/")
			for code, reference := range content.Examples {
				if reference["$ref"] != "#/components/examples/"+code {
					t.Errorf("%s: %s: %q is %q", file, name, code, reference)
				}
				if err := validate(file, schema, d.Components.Examples[code].Value); err != nil {
					t.Errorf("%s: %s of %s: %v", file, code, name, err)
				}
			}
		}
		for _, e := range c.Errors {
			var compact bytes.Buffer
			if err := json.Compact(&compact, d.Components.Examples[e.Code].Value); err != nil {
				t.Fatal(err)
			}
			if want := example.Of(e).Body; !bytes.Equal(compact.Bytes(), want) {
				t.Errorf("%s: example is\n%s, the renderer writes\n%s", file, &compact, want)
			}
			for _, name := range []string{e.Name() + "Response", fmt.Sprintf("Response%d", e.Status), "ResponseDefault"} {
				if _, ok := d.Components.Responses[name].Content["application/json"].Examples[e.Code]; !ok {
					t.Errorf("%s: %s is not in %s", file, e.Code, name)
				}
			}
		}
	}
}

// TestHeaders: the headers of responses are those that live ones have.
func TestHeaders(t *testing.T) {
	c := load(t)
	documents, _ := emit(t, c)
	for file, d := range documents {
		for _, live := range livetest.Responses(t) {
			for name := range d.Components.Headers {
				e := c.Lookup(string(live.Code))
				_, declared := d.Components.Responses[e.Name()+"Response"].Headers[name]
				sent := live.Header.Get(name) != ""
				if name == "Allow" {
					sent = sent && live.Status == 405 // the server of the test sets it always
				}
				if sent && !declared || declared && !sent && name != "Retry-After" {
					t.Errorf("%s: %s of %s is declared: %v, sent: %v", file, name, live.Code, declared, sent)
				}
				if _, ok := d.Components.Responses[fmt.Sprintf("Response%d", live.Status)].Headers[name]; declared && !ok {
					t.Errorf("%s: %s of %s is not declared with its status", file, name, live.Code)
				}
			}
		}
	}
}

// TestReferences: each leads to something in the same document.
func TestReferences(t *testing.T) {
	files, err := openapi.Emit(load(t))
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range files {
		var root any
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		var followed int
		var walk func(v any)
		walk = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, each := range v {
					walk(each)
				}
			case map[string]any:
				for key, each := range v {
					if reference, ok := each.(string); ok && (key == "$ref" || strings.HasPrefix(reference, "#/")) {
						followed++
						at := root
						for _, step := range strings.Split(reference, "/")[1:] {
							at, _ = at.(map[string]any)[step]
						}
						if at == nil {
							t.Errorf("%s: nothing is at %s", file, reference)
						}
					}
					walk(each)
				}
			}
		}
		walk(root)
		if followed < 300 {
			t.Errorf("%s: followed %d references", file, followed)
		}
		if again, err := openapi.Emit(load(t)); err != nil || !bytes.Equal(again[file], text) {
			t.Errorf("%s differs from run to run (%v)", file, err)
		}
	}
}

func TestHostileTexts(t *testing.T) {
	const text = "</script> \"quoted\" `back` */ {{x}} ${y} \u2028 \x01 漢字 😀"
	e := &model.Error{
		Code: "odd", Status: 503, Title: model.Text{Value: text}, DocURL: model.Text{Value: "https://docs.example.com/odd"},
		Message:    model.Message{Text: text, Segments: []model.Segment{{Literal: text}}},
		Details:    []model.Field{{Name: "a/b~c", Type: "string", Example: text, Doc: model.Phrase{Text: text}}},
		Deprecated: &model.Deprecated{},
	}
	documents, validate := emit(t, &model.Catalog{File: text + ".yaml", Domain: model.Text{Value: text}, Errors: []*model.Error{e}})
	for file, d := range documents {
		if got := d.Components.Examples["odd"]; got.Summary != text || validate(file, "Status503", got.Value) != nil {
			t.Errorf("%s: example is %s", file, got.Value)
		}
		schema := d.Components.Schemas["OddError"].(map[string]any)
		if schema["title"] != text || schema["deprecated"] != true {
			t.Errorf("%s: schema is %v", file, schema)
		}
		detail := d.Components.Schemas["OddDetail"].(map[string]any)["properties"].(map[string]any)["a/b~c"].(map[string]any)
		if detail["description"] != text {
			t.Errorf("%s: field is %v", file, detail)
		}
	}
}
