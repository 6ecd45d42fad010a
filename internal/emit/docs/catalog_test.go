package docs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

// ours is the catalog of this module.
func ours(t testing.TB) *model.Catalog {
	t.Helper()
	return load(t, "../../../catalog.yaml")
}

func load(t testing.TB, path string) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// parse reads a catalog that has what every catalog needs besides the given
// entries.
func parse(t testing.TB, entries string) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Parse("test.yaml", []byte(head+entries), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const head = `catalog: 2
domain: test
package: testerr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
categories: {here: Here, there: There}
retired: {old_code: "Use internal_error, since *May*.", older_code: {note: Renamed in *May*., successor: internal_error}}
errors:
  internal_error: {status: 500, category: there, title: Internal Error, message: Something went wrong.}
`

// parsePages is parse for a catalog with pages: those that are given, by code,
// without their titles, and a line for each other code.
func parsePages(t testing.TB, entries string, pages map[string]string) *model.Catalog {
	t.Helper()
	c, err := loadPages(t, entries, pages)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func loadPages(t testing.TB, entries string, pages map[string]string) (*model.Catalog, error) {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "test.yaml"), strings.Replace(head, "\n", "\npages: pages\n", 1)+entries)
	for _, e := range parse(t, entries).Errors {
		text, found := pages[e.Code]
		if !found {
			text = "It is what it is."
		}
		write(t, filepath.Join(dir, "pages", e.Code+".md"), "# "+e.Title.Value+"\n\n"+text+"\n")
	}
	return catalogfile.Load(filepath.Join(dir, "test.yaml"), nil)
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func site(t testing.TB, c *model.Catalog) docs.Files {
	t.Helper()
	files, err := docs.Site(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return files
}
