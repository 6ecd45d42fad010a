package catalogref_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzSchema gives the schema whatever the loader accepts.
func FuzzSchema(f *testing.F) {
	schema := compile(f)
	archive, err := txtar.ParseFile(fixtures + "/good.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".yaml") {
			f.Add(file.Data)
		}
	}
	for _, name := range []string{fixtures + "/minimal.yaml", fixtures + "/full.yaml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(strings.Replace(string(text), "extends:\n  - ./minimal.yaml\n", "", 1)))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		catalog, err := catalogfile.Parse("none/catalog.yaml", text, nil)
		if err != nil {
			return
		}
		value, ok := read(text)
		if !ok {
			t.Fatalf("%s is no YAML", catalog.File)
		}
		if value.(map[string]any)["catalog"] == json.Number("1") {
			return // a schema is for the format that people write
		}
		if err := schema.Validate(value); err != nil {
			t.Error(err)
		}
	})
}
