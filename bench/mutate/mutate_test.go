package main

import (
	"errors"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const root = "../.."

// TestFaultsApply keeps the list in step with the sources: each fault applies,
// changes something, and leaves files that parse.
func TestFaultsApply(t *testing.T) {
	names := map[string]bool{}
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			if names[f.name] || f.breaks == "" {
				t.Error("a fault needs a name of its own, and a word on what it breaks")
			}
			names[f.name] = true
			tree := t.TempDir()
			for _, e := range f.edits {
				data, err := os.ReadFile(filepath.Join(root, e.file))
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(tree, e.file)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			before, err := f.apply(tree)
			if err != nil {
				t.Fatal(err)
			}
			for path, data := range before {
				if changed, err := os.ReadFile(path); err != nil || string(changed) == string(data) {
					t.Errorf("%s is as it was (%v)", path, err)
				}
				if _, err := parser.ParseFile(token.NewFileSet(), path, nil, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if len(names) < 20 {
		t.Errorf("%d faults, want at least 20", len(names))
	}
}

// TestSuite runs the program's own judgement over a module that passes, one
// that fails and one that does not compile.
func TestSuite(t *testing.T) {
	for _, c := range []struct {
		name, body, by string
		err            error
	}{
		{"passes", "func TestA(t *testing.T) {}", "", nil},
		{"fails", `func TestA(t *testing.T) { t.Run("inner", func(t *testing.T) { t.Error("x") }) }`, "sample.TestA/inner", nil},
		{"dies", `func TestA(t *testing.T) { go panic("x"); select {} }`, "sample", nil},
		{"does not compile", "func TestA(t *testing.T) { x := 1 }", "", errBuild},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{"go.mod": "module example.com/sample\n\ngo 1.24\n", "a_test.go": "package sample\n\nimport \"testing\"\n\n" + c.body + "\n"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			by, err := suite{"sample", ".", []string{"./..."}}.run(t.Context(), dir, "^$", time.Minute)
			if by != c.by || !errors.Is(err, c.err) {
				t.Errorf("caught by %q, error %v; want %q, %v", by, err, c.by, c.err)
			}
		})
	}
}
