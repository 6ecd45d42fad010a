package deps

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// runTime are the internal packages that services link: each as light as one of
// the standard library.
var runTime = []string{"internal/errtree", "internal/jsontext", "internal/limits", "internal/plaintext", "internal/requestid"}

// What a service links: a module of its own, outside of this one, that
// imports some of our packages.
func TestConsumer(t *testing.T) {
	for _, tt := range []struct {
		imports []string
		modules []string // linked, besides ours and the standard library
		atLeast bool     // and those that they need
	}{
		{[]string{"catalog"}, nil, false},
		{[]string{"catalog/apierr"}, nil, false},
		{[]string{"render", "catalog/apierr"}, []string{uuid}, false},
		{[]string{"middleware"}, []string{uuid}, false},
		{[]string{"middleware", "render", "catalog/apierr"}, []string{uuid}, false},
		{[]string{"middleware/echov4"}, []string{uuid, echo}, true},
		{[]string{"render/rendertest"}, []string{uuid}, false},
	} {
		t.Run(strings.Join(tt.imports, "+"), func(t *testing.T) {
			var linked []string
			for _, p := range list(t, consumer(t, tt.imports), "-mod=mod", "-deps", ".") {
				if p.Standard || p.Module == nil {
					continue
				}
				if name, ours := room(p.ImportPath); ours {
					if !slices.Contains(runTime, name) && !strings.HasPrefix(name, "catalog") && !strings.HasPrefix(name, "render") && !strings.HasPrefix(name, "middleware") {
						t.Errorf("the service links %s", p.ImportPath)
					}
					continue
				}
				if path := p.Module.Path; path != "example.com/consumer" && !slices.Contains(linked, path) {
					linked = append(linked, path)
				}
			}
			for _, path := range tt.modules {
				if !slices.Contains(linked, path) {
					t.Errorf("the service does not link %s: is this test looking at the right thing?", path)
				}
			}
			if !tt.atLeast && len(linked) != len(tt.modules) || slices.Contains(linked, yaml) {
				t.Errorf("the service links the modules %q, want %q", linked, tt.modules)
			}
		})
	}
}

// consumer writes a module that imports packages of ours, and returns its
// directory.
func consumer(t *testing.T, packages []string) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var source strings.Builder
	source.WriteString("package main\n\n")
	for _, name := range packages {
		fmt.Fprintf(&source, "import _ %q\n", module+"/"+name)
	}
	source.WriteString("\nfunc main() {}\n")
	for name, text := range map[string]string{
		"go.mod":  fmt.Sprintf("module example.com/consumer\n\ngo 1.24.0\n\nrequire %s v0.0.0\n\nreplace %s => %q\n", module, module, root),
		"go.sum":  string(sum),
		"main.go": source.String(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
