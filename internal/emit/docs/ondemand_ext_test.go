package docs_test

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
)

// TestOnDemand reads, in any order, what a site has.
func TestOnDemand(t *testing.T) {
	for _, opts := range []*docs.SiteOptions{nil, {Live: "/-/events?since=7"}, {Shared: true}} {
		want, err := docs.Site(parse(t, dated), opts)
		if err != nil {
			t.Fatal(err)
		}
		files, err := docs.OnDemand(parse(t, dated), opts)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range want {
			for range 2 {
				if got, err := fs.ReadFile(files, name); err != nil || !bytes.Equal(got, text) {
					t.Errorf("%s is %.60q (%v), want %.60q", name, got, err, text)
				}
			}
		}
		for _, name := range []string{"nothing", "nothing/index.html", "nothing.html", ".", "old_one", "/index.html"} {
			if _, err := fs.ReadFile(files, name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q is there: %v", name, err)
			}
		}
	}
}

// BenchmarkEdit is what a writer waits for who has changed one page of a
// catalog as large as ours, in turn with what it takes to make them all.
func BenchmarkEdit(b *testing.B) {
	for name, one := range map[string]bool{"one page": true, "all pages": false} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				c := load(b, "../../../catalog.yaml")
				if !one {
					site(b, c)
					continue
				}
				files, err := docs.OnDemand(c, nil)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := fs.ReadFile(files, "key_not_found/index.html"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
