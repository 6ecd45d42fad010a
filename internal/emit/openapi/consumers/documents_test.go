package consumers

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

const (
	generated = "../../../../gen/openapi"
	clients   = "../../../../docs/clients.md"
)

func documents(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(generated + "/errors-*.json")
	if err != nil || len(files) != 3 {
		t.Fatalf("found %q (%v), want three documents", files, err)
	}
	return files
}

// validate holds a document to the schema of OpenAPI's own version, in Go.
func validate(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := libopenapi.NewDocument(text)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	v, problems := validator.NewValidator(d)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", path, problems)
	}
	if ok, problems := v.ValidateDocument(); !ok {
		for _, p := range problems {
			t.Errorf("%s: %s: %s", path, p.Message, p.Reason)
		}
	}
}

// TestDocuments: they are valid for three checkers, in Go and from npm.
func TestDocuments(t *testing.T) {
	for _, path := range documents(t) {
		validate(t, path)
		if err := bundle(t, path, filepath.Join(t.TempDir(), "out.json")); err != nil {
			t.Error(err)
		}
	}
}

// TestCheckersSee: the checkers are no rubber stamps.
func TestCheckersSee(t *testing.T) {
	text, err := os.ReadFile(documents(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	for old, broken := range map[string]string{
		`"required": true`:                       `"required": "yes"`,
		`#/components/schemas/KeyNotFoundError"`: `#/components/schemas/KeyGoneError"`,
	} {
		path := filepath.Join(t.TempDir(), "broken.json")
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(text), old, broken)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := bundle(t, path, filepath.Join(t.TempDir(), "out.json")); err == nil {
			t.Errorf("nobody minds %s", broken)
		}
	}
}

// yamlBlock finds the example of docs/clients.md.
var yamlBlock = regexp.MustCompile("(?s)```yaml\n(openapi: .*?)```")

// TestServiceOfTheDocs: the document that docs/clients.md shows to authors of
// services refers to components that are there, and is valid.
func TestServiceOfTheDocs(t *testing.T) {
	text, err := os.ReadFile(clients)
	if err != nil {
		t.Fatal(err)
	}
	found := yamlBlock.FindSubmatch(text)
	if found == nil {
		t.Fatalf("%s shows no document of a service", clients)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "openapi.yaml"), filepath.Join(dir, "out.json")
	if err := os.CopyFS(filepath.Join(dir, "errors"), os.DirFS(generated)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(in, found[1], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := bundle(t, in, out); err != nil {
		t.Fatal(err)
	}
	validate(t, out)
	bundled, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if refs := strings.Count(string(found[1]), "$ref:"); refs < 3 {
		t.Errorf("the document has %d references", refs)
	}
	if name := `"KeyNotFoundError": {`; !slices.Contains(strings.Split(string(bundled), "\n"), "      "+name) {
		t.Errorf("%s is not in the bundled document", name)
	}
}
