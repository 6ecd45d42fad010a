// Package witness holds the rules of errcat diff to what they are about. A
// witness is what somebody has built on contract §6: a program that uses the
// client generated from the old catalog, in Go, TypeScript or Python. It is run
// against what a service answers that has the new catalog. Where a change breaks
// something a witness has to fail; where it is compatible none may.
//
// There is one program for each language, in testdata. It knows no rule. For
// each failure that a service could tell by its old catalog (a call) it gets the
// answer of the new one, and says what does not hold any more. Everything here is
// a test.
package witness

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
	"github.com/rogpeppe/go-internal/txtar"
)

// A pair is an old and a new catalog.
type pair struct {
	name          string // "status-changed", "status-changed, undone" or "status-changed, unchanged"
	before, after *model.Catalog
}

// pairs returns those of the rules, and some more for rules with several faces.
// Each is there three times: as it is, undone, and with the old catalog on both
// sides.
func pairs(t *testing.T) []pair {
	t.Helper()
	var all []pair
	for _, pattern := range []string{"../testdata/*.txtar", "testdata/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			name := strings.TrimSuffix(filepath.Base(path), ".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, f := range archive.Files {
				write(t, filepath.Join(dir, f.Name), f.Data)
			}
			before, after := load(t, dir, "before"), load(t, dir, "after")
			all = append(all, pair{name, before, after}, pair{name + ", undone", after, before}, pair{name + ", unchanged", before, before})
		}
	}
	return all
}

func load(t *testing.T, dir, side string) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load(filepath.Join(dir, side, "catalog.yaml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
