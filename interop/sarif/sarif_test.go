// Package sarif holds what errcat prints for code scanning to the format's own
// schema, and has another implementation read it.
package sarif

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const before = `catalog: 2
package: shoperr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
errors:
  internal_error: {status: 500, message: Something went wrong.}
  order_denied: {status: 403, message: You may not see this order.}
  order_gone: {status: 404, message: There is no such order.}
`

const after = `catalog: 2
package: shoperr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
breaks:
  - {rule: status-changed, code: order_denied, reason: Nobody has ever seen it., since: 2026-11-30}
  - {rule: code-added, code: order_gone, reason: A mistake., since: 2026-11-30}
errors:
  internal_error: {status: 500, message: Please try again.}
  order_denied: {status: 402, message: You may not see this order.}
  order_lost: {status: 404, message: "The order is gone; 100 % of it."}
`

func TestSarif(t *testing.T) {
	errcat := filepath.Join(t.TempDir(), "errcat")
	build := exec.Command("go", "build", "-o", errcat, "./cmd/errcat")
	build.Dir = "../.."
	build.Env = append(os.Environ(), "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"before.yaml": before, "after now.yaml": after} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	schema := compile(t)
	for _, tt := range []struct {
		name, catalog string
		args          []string
		want          []string // RULE LEVEL URI:LINE
	}{
		{"changes", "after now.yaml", []string{"diff", "-against", "before.yaml"}, []string{
			"break error after%20now.yaml:7",
			"category-changed warning after%20now.yaml:10",
			"code-added note after%20now.yaml:11",
			"code-removed error after%20now.yaml:1",
			"status-changed note after%20now.yaml:10",
			"wording-changed note after%20now.yaml:9",
		}},
		{"no changes", "before.yaml", []string{"diff", "-against", "before.yaml"}, nil},
		{"findings", "after now.yaml", []string{"lint"}, []string{
			"code-status error after%20now.yaml:10",
			"message-courtesy error after%20now.yaml:9",
			"retry-status error after%20now.yaml:10",
			"retry-status error after%20now.yaml:9",
		}},
		{"a file elsewhere", filepath.Join(dir, "after now.yaml"), []string{"lint"}, []string{
			"code-status error file://" + filepath.ToSlash(dir) + "/after%20now.yaml:10",
			"message-courtesy error file://" + filepath.ToSlash(dir) + "/after%20now.yaml:9",
			"retry-status error file://" + filepath.ToSlash(dir) + "/after%20now.yaml:10",
			"retry-status error file://" + filepath.ToSlash(dir) + "/after%20now.yaml:9",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.Command(errcat, append(tt.args, "-catalog", tt.catalog, "-format", "sarif")...)
			cmd.Dir = dir
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			var exit *exec.ExitError
			if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
				t.Fatalf("%v\n%s", err, &stderr)
			}
			instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(instance); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			delete(instance.(map[string]any)["runs"].([]any)[0].(map[string]any), "tool")
			if schema.Validate(instance) == nil {
				t.Error("the schema accepts a run without its tool: is it the right one?")
			}
			if got := read(t, out); !slices.Equal(got, tt.want) {
				t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// read returns the results, sorted. Each one's rule has to be described.
func read(t *testing.T, out []byte) []string {
	t.Helper()
	report, err := sarif.FromBytes(out)
	if err != nil || len(report.Runs) != 1 {
		t.Fatalf("%d runs, %v", len(report.Runs), err)
	}
	var all []string
	for _, r := range report.Runs[0].Results {
		if !slices.ContainsFunc(report.Runs[0].Tool.Driver.Rules, func(d *sarif.ReportingDescriptor) bool { return *d.ID == *r.RuleID }) {
			t.Errorf("rule %q is not described", *r.RuleID)
		}
		at := r.Locations[0].PhysicalLocation
		all = append(all, *r.RuleID+" "+r.Level+" "+*at.ArtifactLocation.URI+":"+strconv.Itoa(*at.Region.StartLine))
	}
	slices.Sort(all)
	return all
}

// compile compiles the schema of the standard, of which go-sarif has a copy.
func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, err := strconv.Unquote(file.Decls[0].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	const name = "https://example.com/sarif.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	delete(doc.(map[string]any), "id") // it would be resolved against
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
