package lint_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/lint"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found into the fixtures, and the rules into docs/lint.md")

// TestRules: each rule has a catalog, testdata/RULE.txtar, with findings of it
// and of no other rule, and that catalog mended.
func TestRules(t *testing.T) {
	for _, rule := range lint.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			path, err := filepath.Abs(filepath.Join("testdata", rule.ID+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("a rule needs a catalog that breaks it: %v", err)
			}
			unpack(t, archive)
			var got strings.Builder
			found := check(t, "bad/catalog.yaml")
			for _, f := range found {
				fmt.Fprintln(&got, f.Problem)
				if f.Rule != rule.ID {
					t.Errorf("a finding of another rule: %s", f.Problem)
				}
			}
			if len(found) == 0 {
				t.Error("nothing is found")
			}
			for _, f := range check(t, "mended/catalog.yaml") {
				t.Errorf("the mended catalog has a finding: %s", f.Problem)
			}
			if i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" }); *update {
				archive.Files[i].Data = []byte(got.String())
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(string(archive.Files[i].Data), got.String()); d != "" {
				t.Errorf("findings differ (-want +got):\n%s", d)
			}
		})
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if _, ok := lint.Lookup(strings.TrimSuffix(filepath.Base(path), ".txtar")); !ok {
			t.Errorf("%s is of no rule", path)
		}
	}
}

// unpack writes the files of a fixture. Positions have relative names.
func unpack(t *testing.T, archive *txtar.Archive) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range archive.Files {
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func check(t *testing.T, name string) []lint.Finding {
	t.Helper()
	c, err := catalogfile.Load(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return lint.Check(c)
}

// TestRulesSayAll: a rule without its reasons is none.
func TestRulesSayAll(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range lint.Rules() {
		if seen[r.ID] || r.ID == "" || r.Title == "" || r.Why == "" || r.Instead == "" {
			t.Errorf("rule %q is there twice, or says too little: %+v", r.ID, r)
		}
		if !strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Why, ".") || strings.HasSuffix(r.Instead, ".") {
			t.Errorf("rule %q: title and why are sentences, and instead is the end of one", r.ID)
		}
		seen[r.ID] = true
	}
}

// TestOurCatalog: the shared catalog has no findings.
func TestOurCatalog(t *testing.T) {
	for _, f := range check(t, "../../catalog.yaml") {
		t.Error(f.Problem)
	}
}
