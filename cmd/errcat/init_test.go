package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInitGoFile: generate.go is of a package that compiles, whatever the module
// is called.
func TestInitGoFile(t *testing.T) {
	for module, want := range map[string]string{
		"example.com/orders":    "orders",
		"example.com/orders/v2": "orders",
		"example.com/type":      "typeerr",
		"example.com/go":        "goerr",
		"main":                  "mainerr",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+module+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		if status := run([]string{"init", "-dir", dir}, nil, &stdout, &stderr); status != exitOK {
			t.Fatalf("%s: status %d: %s", module, status, &stderr)
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "generate.go"), nil, parser.SkipObjectResolution)
		if err != nil || file.Name.Name != want {
			t.Errorf("%s: package %v, %v, want %s", module, file.Name, err, want)
		}
	}
}
