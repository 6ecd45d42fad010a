package diff_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/edit"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestNews: the news of every kind of change make a catalog that can be read and
// has none left, and those of wording are none.
func TestNews(t *testing.T) {
	quiet := map[string]bool{
		"wording-changed": true, "parameter-added": true, "page-changed": true, "page-removed": true, "go-name-changed": true,
		"deprecated": true,
		// Nothing is left to write it at.
		"code-removed": true, "code-retired": true, "code-retired-unannounced": true, "retired-forgotten": true, "role-changed": true,
	}
	for _, rule := range diff.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			path, err := filepath.Abs(filepath.Join("testdata", rule.ID+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			before, after := unpack(t, archive)
			news := diff.Judge(before, after).News(before, after)
			for code, note := range news.Changed {
				t.Logf("%s: %s", code, note)
			}
			if len(news.Added)+len(news.Changed) == 0 {
				if !quiet[rule.ID] {
					t.Error("there are no news")
				}
				return
			}
			if quiet[rule.ID] {
				t.Errorf("there are news: %v", news)
			}
			text, err := edit.Stamp(after, edit.Release{Day: "2026-11-30", Added: news.Added, Changed: news.Changed})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(after.File, text, 0o600); err != nil {
				t.Fatal(err)
			}
			stamped, err := catalogfile.Load(after.File, nil)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if again := diff.Judge(before, stamped).News(before, stamped); len(again.Added)+len(again.Changed) > 0 {
				t.Errorf("news are left: %v", again)
			}
		})
	}
}
