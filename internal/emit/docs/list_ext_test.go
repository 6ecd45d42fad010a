package docs_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

// listSchema is the schema that a site has beside its errors.json.
func listSchema(t *testing.T, files docs.Files) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(files["errors.schema.json"]))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("https://example.com/errors.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("https://example.com/errors.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestListHasItsForm holds errors.json to its schema, and the schema to
// refusing what is not of this form.
func TestListHasItsForm(t *testing.T) {
	for name, c := range map[string]*model.Catalog{"ours": ours(t), "sample": parse(t, sample), "dated": parse(t, dated), "everything": whole(t)} {
		files := site(t, c)
		schema := listSchema(t, files)
		list, err := jsonschema.UnmarshalJSON(bytes.NewReader(files["errors.json"]))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(list); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for member, value := range map[string]any{"version": json.Number("2"), "more": "x"} {
			list.(map[string]any)[member] = value
			if schema.Validate(list) == nil {
				t.Errorf("%s: %s: %v passes", name, member, value)
			}
			list.(map[string]any)["version"] = json.Number("1")
			delete(list.(map[string]any), "more")
		}
	}
}

// TestListSaysAll looks at the entry of one code.
func TestListSaysAll(t *testing.T) {
	c := parsePages(t, dated, map[string]string{
		"old_one": "Lead.\n\n## When you'll see this\n\n- It `was` there.\n- It is *not*.\n\n## Quick fix\n\n1. Look.\n2. Use [new_one](new_one.md).",
	})
	c.Lookup("old_one").OAuth, c.Lookup("old_one").Reproduce = "invalid_grant", "curl x"
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range book.List().Errors {
		if e.Code != "old_one" {
			continue
		}
		got := map[string]any{"causes": e.Causes, "fixes": e.Fixes, "oauth": e.OAuth, "reproduce": e.Reproduce, "since": e.Since, "changed": e.Changed, "summary": e.Summary}
		want := map[string]any{
			"causes": []string{"It was there.", "It is not."}, "fixes": []string{"Look.", "Use new_one."}, "oauth": "invalid_grant", "reproduce": "curl x", "since": "2025-03-01",
			"changed": []docs.ListChange{{Date: "2026-01-15", Note: "Says <more> & more."}, {Date: "2025-04-01", Note: "The details are empty now."}}, "summary": "Lead.",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("entry differs (-want +got):\n%s", diff)
		}
		return
	}
	t.Error("old_one is not there")
}

// TestReproduceIsOptional: a catalog that names no commands shows none.
func TestReproduceIsOptional(t *testing.T) {
	book, err := docs.NewBook(parse(t, "  own: {status: 404, category: here, message: Own., reproduce: curl own}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{"own": "curl own\n", "internal_error": ""} {
		got := ""
		for _, s := range book.Page(code).Sections {
			if s.ID == "reproduce-it" {
				got = s.Blocks[len(s.Blocks)-1].Code.Text
			}
		}
		if got != want {
			t.Errorf("page of %s has the command %q, want %q", code, got, want)
		}
	}
}
