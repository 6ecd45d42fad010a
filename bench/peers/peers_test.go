package main

import (
	"encoding/xml"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"strings"
	"testing"
	"time"
)

// TestRun measures everything, too shortly to mean anything, and looks at the
// report.
func TestRun(t *testing.T) {
	r, err := run(plan{rounds: 3, slice: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	text := r.markdown()
	for _, p := range peers() {
		if !strings.Contains(text, "| "+p.name+" |") {
			t.Errorf("%s is not in the report", p.name)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(r.svg())); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the plot is not XML: %v", err)
		}
	}
}

// TestEncoder compares the declaration of render's encoder here with the one
// there, since the linker does not.
func TestEncoder(t *testing.T) {
	here, there := signature(t, "encoder.go"), signature(t, "../../render/envelope.go")
	if strings.ReplaceAll(here, "render.", "") != there {
		t.Errorf("appendEnvelope is %s here and %s in render", here, there)
	}
}

func signature(t *testing.T, file string) string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range parsed.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "appendEnvelope" {
			var b strings.Builder
			if err := format.Node(&b, token.NewFileSet(), f.Type); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("%s declares no appendEnvelope", file)
	return ""
}
