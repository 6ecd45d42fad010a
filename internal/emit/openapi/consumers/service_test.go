package consumers

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/asterwise/errcat/catalog/apierr"
)

// A row is a way to refer to the components.
type row struct {
	title    string // as docs/clients.md has it
	dir      string // for what is generated
	file     string
	version  string
	byStatus bool // the response of each status, and that of all; else that of all alone
}

func rows() []row {
	return []row{
		{"`errors-3.1-strict.json`", "strict", "errors-3.1-strict.json", "3.1.0", true},
		{"`errors-3.1-open.json`", "open", "errors-3.1-open.json", "3.1.0", true},
		{"`errors-3.2.json`", "by_default", "errors-3.2.json", "3.2.0", true},
		{"any, `ResponseDefault` alone", "alone", "errors-3.1-open.json", "3.1.0", false},
	}
}

// document writes the document of a service, bundled, and returns its path.
func (r row) document(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	errors, err := filepath.Abs(filepath.Join(generated, r.file))
	if err != nil {
		t.Fatal(err)
	}
	type object = map[string]any
	ref := func(name string) object { return object{"$ref": errors + "#/components/responses/" + name} }
	key := object{"description": "The key.", "content": object{"application/json": object{"schema": object{"type": "object", "required": []string{"name"}, "properties": object{"name": object{"type": "string"}}}}}}
	responses := object{"200": key, "default": ref("ResponseDefault")}
	if r.byStatus {
		for entry := range apierr.Catalog().All() {
			status := fmt.Sprint(entry.Status())
			responses[status] = ref("Response" + status)
		}
	}
	text, err := json.Marshal(object{
		"openapi": r.version,
		"info":    object{"title": "Keys", "version": "1"},
		"servers": []object{{"url": "https://api.example.com"}},
		"paths": object{"/v1/keys/{id}": object{"get": object{
			"operationId": "getKey",
			"parameters":  []object{{"name": "id", "in": "path", "required": true, "schema": object{"type": "string"}}},
			"responses":   responses,
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	in, out := filepath.Join(dir, "openapi.json"), filepath.Join(dir, "bundled.json")
	if err := os.WriteFile(in, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := bundle(t, in, out); err != nil {
		t.Fatal(err)
	}
	validate(t, out)
	return out
}
