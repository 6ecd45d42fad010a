package catalogfile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

const good = "testdata/good.txtar"

// TestGood reads the catalogs of testdata/good.txtar and compares what a reader
// wants to know of each with <case>/want.
func TestGood(t *testing.T) {
	archive, err := txtar.ParseFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range cases(archive) {
		t.Run(dir, func(t *testing.T) {
			t.Chdir(t.TempDir())
			unpack(t, archive, dir, nil)
			catalog, err := catalogfile.Load("catalog.yaml", nil)
			if err != nil {
				t.Fatal(err)
			}
			checkInvariants(t, catalog)
			want := file(archive, dir+"/want")
			got := summary(catalog)
			if *update {
				want.Data = []byte(got)
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("catalog differs (-want +got):\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(good, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func summary(c *model.Catalog) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s of domain %s\n", c.Package.Value, c.Domain.Value)
	for _, category := range c.Categories {
		fmt.Fprintf(&b, "category %s: %s\n", category.Key, category.Title)
	}
	for _, r := range c.Roles {
		fmt.Fprintf(&b, "role %s: %s\n", r.Name, r.Code.Value)
	}
	for _, s := range c.Statuses {
		fmt.Fprintf(&b, "status %d: %s\n", s.Status, s.Code.Value)
	}
	for _, e := range c.Errors {
		fmt.Fprintf(&b, "%s: %d, %s, %s, retry %s, effect %s\n\t%s\n\t%s\n", e.Code, e.Status, e.Title.Value, e.Category.Value, e.Retry.Kind, e.Effect, e.Message.Text, e.DocURL.Value)
		if e.When != "" || e.Affects != "" {
			fmt.Fprintf(&b, "\twhen %s, affects %s\n", e.When, e.Affects)
		}
		for _, alias := range e.Aliases {
			fmt.Fprintf(&b, "\talias %s\n", alias)
		}
		for _, p := range e.Params {
			fmt.Fprintf(&b, "\tparameter %s %s %s\n", p.Name, p.Type, names(p.Values))
		}
		for _, d := range e.Details {
			fmt.Fprintf(&b, "\tfield %s %s %s %v\n", d.Name, d.Type, names(d.Values), d.Example)
		}
	}
	return b.String()
}

func names(values []model.Value) string {
	var all []string
	for _, v := range values {
		all = append(all, strings.TrimSpace(v.Name+" "+v.Doc.Text))
	}
	return strings.Join(all, "|")
}
