package catalogref_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/catalogref"
	"github.com/asterwise/errcat/internal/format"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

const fixtures = "../../catalogfile/testdata"

// expressible are the rules that a schema can hold a file to: whoever breaks
// one sees it while typing.
func expressible() []string {
	return []string{
		"unknown-key", "missing-key", "type", "empty-value", "one-line", "space", "length", "name", "version", "domain", "package", "url",
		"output", "code", "file-name", "status", "challenge", "concealed", "retry", "effect", "when", "values", "level", "oauth", "go-name",
		"param", "detail", "date", "reproduce", "role", "role-internal", "bound-status",
	}
}

// inexpressible are the others, with the reason.
func inexpressible() map[string]string {
	const (
		text   = "a schema sees values, not how they are written"
		others = "it depends on other keys, by name"
		files  = "it depends on other files"
	)
	return map[string]string{
		"file-size": text, "encoding": text, "character": text, "syntax": text, "empty-file": text, "one-document": text, "alias": text,
		"merge-conflict": text, "lookalike-space": text, "tag": text, "depth": text, "duplicate-key": text, "key": text, "comment": text,
		"code-limit": "the case is made, not written", "extends": files, "category": others, "fact": others, "unused-fact": others,
		"code-alias": others, "retired-code": others, "code-collision": files, "code-reference": others, "placeholder": others,
		"unused-param": others, "example": others, "role-status": others, "role-collision": files,
		"link-name": others, "page": files, "heading": files, "section": files, "markdown": files, "code-block": files, "link": files,
	}
}

// exceptions are the cases of expressible rules that a schema cannot see.
func exceptions() map[string]string {
	const (
		notation = "the number is right, its notation is not"
		old      = "a word to YAML 1.2, a boolean to 1.1"
		others   = "it depends on other keys, by name"
		filled   = "it depends on what is filled in"
		duration = "durations are not compared"
	)
	return map[string]string{
		"type/signed-status":        notation,
		"type/underscore-status":    notation,
		"type/hex-status":           notation,
		"type/upper-true":           notation,
		"type/old-bool-title":       old,
		"example/item-any-yes":      old,
		"example/item-any-deep":     "what is inside of any value is not judged",
		"example/string-1":          others,
		"example/string-2":          others,
		"example/string-3":          others,
		"example/string-4":          others,
		"length/filled-message":     filled,
		"length/message-with-facts": filled,
		"length/title-with-facts":   filled,
		"output/other-same":         others,
		"url/page-of-another-code":  others,
		"output/pages-same":         others,
		"detail/flag-is-field":      others,
		"bound-status/other-status": others,
		"bound-status/deprecated":   others,
		"bound-status/parameters":   others,
		"role/deprecated":           others,
		"role/client-params":        others,
		"retry/too-long":            duration,
		"retry/zero":                duration,
		"space/no-break-space":      "editors know that it is a space; Go's expressions do not",
	}
}

// schemaURL is where the tests look the schema up: a relative path would be
// one of the file system, which may have any form.
const schemaURL = "https://example.com/catalog.schema.json"

func compile(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := catalogref.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURL, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(schemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// read returns a file as an editor sees it; false where it is no YAML.
func read(text []byte) (any, bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil || len(doc.Content) == 0 {
		return nil, false
	}
	return catalogref.JSONOf(doc.Content[0]), true
}

// TestRulesAreSorted finds each rule in one of the two lists.
func TestRulesAreSorted(t *testing.T) {
	lists := map[string]int{}
	for _, name := range expressible() {
		lists[name]++
	}
	for name := range inexpressible() {
		lists[name]++
	}
	for _, rule := range catalogfile.Rules() {
		if lists[rule.Name] != 1 {
			t.Errorf("rule %q is in %d of the two lists, want 1", rule.Name, lists[rule.Name])
		}
		delete(lists, rule.Name)
	}
	for name := range lists {
		t.Errorf("rule %q does not exist", name)
	}
}

// TestSchemaRefuses holds the schema to the cases of the loader's problems.
func TestSchemaRefuses(t *testing.T) {
	schema := compile(t)
	minimal, err := os.ReadFile(fixtures + "/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	archives, err := filepath.Glob(fixtures + "/problems/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no cases: ", err)
	}
	unused := exceptions()
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			dir, file, _ := strings.Cut(f.Name, "/")
			text := f.Data
			switch file {
			case "entry.yaml":
				text = append(bytes.Clone(minimal), text...)
			case "catalog.yaml":
			default:
				continue
			}
			id := strings.TrimSuffix(filepath.Base(name), ".txtar") + "/" + dir
			broken := brokenRules(t, text)
			value, ok := read(text)
			if !ok {
				continue
			}
			refused := schema.Validate(value) != nil
			reason, excepted := unused[id]
			delete(unused, id)
			switch {
			case broken && !refused && !excepted:
				t.Errorf("%s: the schema accepts what the loader refuses", id)
			case excepted && (!broken || refused):
				t.Errorf("%s: is no exception any more (%s)", id, reason)
			}
		}
	}
	for id := range unused {
		t.Errorf("there is no case %s", id)
	}
}

// brokenRules reports whether the loader finds a problem in the file itself
// that a schema can express.
func brokenRules(t *testing.T, text []byte) bool {
	t.Helper()
	_, err := catalogfile.Parse("none/catalog.yaml", text, nil)
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		t.Fatal(err)
	}
	return slices.ContainsFunc(list, func(p diag.Problem) bool {
		return p.Pos.File == "none/catalog.yaml" && slices.Contains(expressible(), p.Rule)
	})
}

// TestSchemaAccepts gives the schema what the loader accepts.
func TestSchemaAccepts(t *testing.T) {
	schema := compile(t)
	accept := func(name string, text []byte) {
		value, ok := read(text)
		if !ok {
			t.Errorf("%s is no YAML", name)
			return
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{fixtures + "/minimal.yaml", fixtures + "/full.yaml"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		accept(name, text)
	}
	archive, err := txtar.ParseFile(fixtures + "/good.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".yaml") {
			accept(f.Name, f.Data)
		}
	}
	accept("the smallest catalog", []byte(format.Smallest))
}

// TestExamples holds the example of each key to the key's own schema.
func TestExamples(t *testing.T) {
	text, err := catalogref.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURL, doc); err != nil {
		t.Fatal(err)
	}
	for _, o := range format.Objects() {
		at := "#/definitions/" + o.Name
		if o.Path == "" {
			at = "#"
		}
		for _, k := range o.Keys {
			schema, err := c.Compile(schemaURL + at + "/properties/" + k.Name)
			if err != nil {
				t.Fatal(err)
			}
			value, ok := read([]byte(k.Example))
			example, found := value.(map[string]any)[k.Name]
			if !ok || !found {
				t.Errorf("%s%s: the example %q is none", o.Path, k.Name, k.Example)
				continue
			}
			if err := schema.Validate(example); err != nil {
				t.Errorf("%s%s: %v", o.Path, k.Name, err)
			}
		}
	}
}
