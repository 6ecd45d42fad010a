package catalogfile_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzParse reads arbitrary files: no panic, no file that takes long, either
// a catalog that satisfies the invariants or problems that are well formed.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/minimal.yaml", "testdata/full.yaml"} {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, rule := range []string{"syntax", "alias", "tag", "type", "placeholder", "example", "character", "role", "fact", "unused-fact"} {
		archive, err := txtar.ParseFile("testdata/problems/" + rule + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".yaml") {
				f.Add(file.Data)
			}
		}
	}
	rules := map[string]bool{}
	for _, rule := range catalogfile.Rules() {
		rules[rule.Name] = true
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var catalog *model.Catalog
		var err error
		for attempt := 1; ; attempt++ { // the machine may be what takes long
			start := time.Now()
			catalog, err = catalogfile.Parse("none/catalog.yaml", src, nil)
			took := time.Since(start)
			if took < 5*time.Second {
				break
			}
			if attempt == 10 {
				t.Fatalf("parsing %d bytes took %v, ten times", len(src), took)
			}
		}
		if err == nil {
			checkInvariants(t, catalog)
			return
		}
		var list diag.List
		if !errors.As(err, &list) || len(list) == 0 || catalog != nil {
			t.Fatalf("Parse returned %v and %v", catalog, err)
		}
		lines := strings.Count(string(src), "\n") + 1
		for _, p := range list {
			if !rules[p.Rule] || p.Message == "" || strings.Contains(p.String(), "\n") {
				t.Errorf("problem is %q", p)
			}
			if p.Pos.File != "none/catalog.yaml" || p.Pos.Line < 1 && p.Rule != "file-size" || p.Pos.Line > lines || p.Pos.Line > 0 && p.Pos.Col < 1 {
				t.Errorf("problem %q is at a position that the file does not have", p)
			}
		}
	})
}
