package oasdiff

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	errdiff "github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/emit/openapi"
	"github.com/asterwise/errcat/internal/model"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"
	"github.com/rogpeppe/go-internal/txtar"
)

// A change is one that people make to catalogs.
type change struct {
	name     string
	breaking bool
	pairs    []string // of catalogs, by the names of their files
}

func changes() []change {
	return []change{
		{"code removed", true, []string{"code-removed", "code-added-beside, undone"}},
		{"status changed", true, []string{"status-changed"}},
		{"code added", false, []string{"code-added", "code-added-beside"}},
		{"meaning reversed", true, []string{"retry-changed", "effect-lost", "concealment-changed"}},
		{"other words", false, []string{"wording-changed"}},
		{"details removed or retyped", true, []string{"field-removed", "field-retyped", "value-removed"}},
	}
}

// TestTable holds both programs to what is in docs/diff.md.
func TestTable(t *testing.T) {
	page, err := os.ReadFile("../../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("| change | is | `errcat diff` | oasdiff | what oasdiff finds |\n|---|---|---|---|---|\n")
	for _, x := range changes() {
		for _, name := range x.pairs {
			before, after := pair(t, name)
			ours := verdict(slices.ContainsFunc(errdiff.Compare(before, after), func(c errdiff.Change) bool { return c.Severity() == errdiff.Breaking }))
			if ours != verdict(x.breaking) {
				t.Errorf("%s is %s, errcat diff calls %s %s", x.name, verdict(x.breaking), name, ours)
			}
			breaks, ids := compare(t, before, after)
			found := "nothing"
			if len(ids) > 0 {
				found = "`" + strings.Join(ids, "`, `") + "`"
			}
			fmt.Fprintf(&table, "| %s: `%s` | %s | %s | %s | %s |\n", x.name, name, verdict(x.breaking), ours, verdict(breaks), found)
		}
	}
	if !strings.Contains(strings.ReplaceAll(string(page), "\r\n", "\n"), table.String()) {
		t.Errorf("docs/diff.md does not have this table:\n%s", &table)
	}
}

func verdict(breaking bool) string {
	if breaking {
		return "breaking"
	}
	return "compatible"
}

// pair reads two catalogs. A name that ends in ", undone" turns them round.
func pair(t *testing.T, name string) (before, after *model.Catalog) {
	t.Helper()
	if name, undone := strings.CutSuffix(name, ", undone"); undone {
		after, before = pair(t, name)
		return before, after
	}
	path := filepath.Join("..", "testdata", name+".txtar")
	if beside := filepath.Join("..", "witness", "testdata", name+".txtar"); exists(beside) {
		path = beside
	}
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(side string) *model.Catalog {
		c, err := catalogfile.Load(filepath.Join(dir, side, "catalog.yaml"), nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	return read("before"), read("after")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// compare lets oasdiff compare the documents of two services that have one
// operation each, which answers with every code of the catalog. It reports
// whether that breaks clients, and the rules of oasdiff that found something.
func compare(t *testing.T, before, after *model.Catalog) (breaks bool, ids []string) {
	t.Helper()
	old, now := document(t, before), document(t, after)
	report, sources, err := diff.GetPathsDiff(diff.NewConfig(), []*load.SpecInfo{old}, []*load.SpecInfo{now})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), report, sources, checker.INFO) {
		breaks = breaks || c.GetLevel() == checker.ERR
		ids = append(ids, c.GetId())
	}
	return breaks, ids
}

var response = regexp.MustCompile(`^Response([1-5]\d\d)$`)

// document is that of a service: the components that errcat generates, and an
// operation that refers to the responses of all statuses.
func document(t *testing.T, c *model.Catalog) *load.SpecInfo {
	t.Helper()
	files, err := openapi.Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(files["errors-3.1-strict.json"], &doc); err != nil {
		t.Fatal(err)
	}
	responses := map[string]any{"204": map[string]any{"description": "Done."}}
	for name := range doc["components"].(map[string]any)["responses"].(map[string]any) {
		if m := response.FindStringSubmatch(name); m != nil {
			responses[m[1]] = map[string]any{"$ref": "#/components/responses/" + name}
		}
	}
	doc["paths"] = map[string]any{"/orders": map[string]any{"post": map[string]any{"operationId": "order", "responses": responses}}}
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	info, err := load.NewSpecInfo(openapi3.NewLoader(), load.NewSource(path))
	if err != nil {
		t.Fatal(err)
	}
	return info
}
