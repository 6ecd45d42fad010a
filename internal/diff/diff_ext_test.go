package diff_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found into the fixtures")

// TestRules: each rule has a pair of catalogs, testdata/RULE.txtar, of which it
// is what clients care about most.
func TestRules(t *testing.T) {
	for _, rule := range diff.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			path, err := filepath.Abs(filepath.Join("testdata", rule.ID+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("a rule needs a pair of catalogs: %v", err)
			}
			before, after := unpack(t, archive)
			changes := diff.Compare(before, after)
			var got strings.Builder
			for _, c := range changes {
				fmt.Fprintf(&got, "%s: %s: %s [%s]\n", c.Pos, c.Severity(), c.What, c.Key())
			}
			if len(changes) == 0 || changes[0].Rule != rule.ID {
				t.Errorf("the worst is not a %s:\n%s", rule.ID, &got)
			}
			if i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" }); *update {
				archive.Files[i].Data = []byte(got.String())
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(string(archive.Files[i].Data), got.String()); d != "" {
				t.Errorf("changes differ (-want +got):\n%s", d)
			}
			if same := diff.Compare(after, after); len(same) != 0 {
				t.Errorf("a catalog differs from itself: %v", same)
			}
		})
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if _, ok := diff.Lookup(strings.TrimSuffix(filepath.Base(path), ".txtar")); !ok {
			t.Errorf("%s is of no rule", path)
		}
	}
}

// unpack loads the two catalogs of a fixture. Positions have relative names.
func unpack(t *testing.T, archive *txtar.Archive) (before, after *model.Catalog) {
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
	load := func(name string) *model.Catalog {
		c, err := catalogfile.Load(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	return load("before/catalog.yaml"), load("after/catalog.yaml")
}

// TestRulesSayAll: a rule without its reasons is none.
func TestRulesSayAll(t *testing.T) {
	seen := map[string]bool{}
	last := diff.Breaking
	for _, r := range diff.Rules() {
		if seen[r.ID] || r.ID == "" || r.Title == "" || r.Why == "" || r.Clients == "" {
			t.Errorf("rule %q is there twice, or says too little: %+v", r.ID, r)
		}
		if r.Severity == diff.Breaking && r.Instead == "" {
			t.Errorf("rule %q does not say what to do instead", r.ID)
		}
		if r.Severity > last {
			t.Errorf("rule %q stands behind a less severe one", r.ID)
		}
		seen[r.ID], last = true, r.Severity
	}
}

// TestBaseURL: when all pages move that is one change, which one item accepts. A
// page that moves by itself is another.
func TestBaseURL(t *testing.T) {
	catalog := func(base, own string) *model.Catalog {
		return &model.Catalog{
			DocsBaseURL: model.Text{Value: base, Pos: diag.Pos{File: "catalog.yaml", Line: 4, Col: 16}},
			Errors: []*model.Error{
				{Code: "key_gone", DocURL: model.Text{Value: base + "key_gone"}},
				{Code: "key_lost", DocURL: model.Text{Value: base + "key_lost"}},
				{Code: "key_old", DocURL: model.Text{Value: own}},
			},
		}
	}
	before, after := catalog("https://a.example.com/", "https://own.example.com/1"), catalog("https://b.example.com/", "https://own.example.com/2")
	after.Breaks = []model.Accepted{{Rule: "doc-url-changed", Reason: "The old pages redirect."}}
	v := diff.Judge(before, after)
	var got strings.Builder
	for _, c := range v.Changes {
		_, accepted := v.Accepted[c.Key()]
		fmt.Fprintf(&got, "%s|%v|%s\n", c.Key(), accepted, c.What)
	}
	const want = "doc-url-changed|true|docs_base_url, and with it the doc_url of codes, changed from https://a.example.com/ to https://b.example.com/\n" +
		"doc-url-changed key_old|false|doc_url of \"key_old\" changed from https://own.example.com/1 to https://own.example.com/2\n"
	if d := cmp.Diff(want, got.String()); d != "" || len(v.Problems) > 0 {
		t.Errorf("changes differ (-want +got):\n%s%v", d, v.Problems)
	}
}
