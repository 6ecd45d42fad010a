package edit

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ours copies the shared catalog with its pages to a directory, and loads it.
func ours(t *testing.T) *model.Catalog {
	t.Helper()
	dir := t.TempDir()
	text, err := os.ReadFile("../../catalog.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "catalog.yaml"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "docs/errors"), os.DirFS("../../docs/errors")); err != nil {
		t.Fatal(err)
	}
	return load(t, filepath.Join(dir, "catalog.yaml"), nil)
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func load(t fataler, name string, overlay map[string][]byte) *model.Catalog {
	t.Helper()
	c, err := catalogfile.Load(name, &catalogfile.Options{Overlay: overlay})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// overlay is what the files are by path once they have been written.
func overlay(c *model.Catalog, files []File) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range files {
		all[filepath.Join(filepath.Dir(c.File), f.Name)] = f.Text
		if f.From != "" {
			all[filepath.Join(filepath.Dir(c.File), f.From)] = nil
		}
	}
	return all
}

// newCode is a code that no text of ours has, with its place anywhere in the
// alphabet.
func newCode() *rapid.Generator[string] {
	return rapid.StringMatching(`[a-z]_zz[a-z0-9]{3}(_[a-z]{1,8})?`)
}

// Whatever code of ours is renamed to whatever name: the catalog loads, the old
// code is reserved, and nothing else says anything of it.
func TestEveryCode(t *testing.T) {
	c := ours(t)
	rapid.Check(t, func(r *rapid.T) {
		q := Request{
			Old:   rapid.SampledFrom(c.Errors).Draw(r, "old").Code,
			New:   newCode().Draw(r, "new"),
			Since: "2026-12-01",
		}
		files, err := Rename(c, q)
		if err != nil {
			r.Fatal(err)
		}
		all := overlay(c, files)
		now := load(r, c.File, all)
		kept := retired(now, q.Old)
		if kept == nil || kept.Successor.Value != q.New || now.Lookup(q.Old) != nil || len(now.Errors) != len(c.Errors) {
			r.Fatalf("%s is not retired for %s", q.Old, q.New)
		}
		for path, text := range all {
			if filepath.Base(path) == "catalog.yaml" {
				_, text, _ = bytes.Cut(text, []byte("\nerrors:"))
			}
			if at := bytes.Index(text, []byte(q.Old)); at >= 0 && (words{old: q.Old}).means(text[:at], text[at+len(q.Old):]) {
				r.Fatalf("%s still names %s", path, q.Old)
			}
		}
	})
}

// There and back gives the same bytes: of the catalog but for what is reserved,
// and of all pages. So nothing is moved, folded or requoted on the way.
func TestThereAndBack(t *testing.T) {
	c := ours(t)
	text, err := os.ReadFile(c.File)
	if err != nil {
		t.Fatal(err)
	}
	category := map[string]string{}
	for _, e := range c.Errors {
		category[e.Code] = e.Category.Value
	}
	rapid.Check(t, func(r *rapid.T) {
		src := text
		if rapid.Bool().Draw(r, "crlf") {
			src = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		}
		there := Request{Old: rapid.SampledFrom(c.Errors).Draw(r, "old").Code, New: newCode().Draw(r, "new")}
		category[there.New] = category[there.Old]
		back := Request{Old: there.New, New: there.Old}
		once := moved(r, src, there, category, c)
		if d := cmp.Diff(string(src), string(moved(r, once, back, category, c))); d != "" {
			r.Fatalf("%s to %s and back (-before +after):\n%s", there.Old, there.New, d)
		}
		full, err := reserved(once, there, "Alias")
		if err != nil {
			r.Fatal(err)
		}
		added := len(full) - len(once)
		at := 0
		for at < len(once) && full[at] == once[at] {
			at++
		}
		if !bytes.Equal(full[at+added:], once[at:]) {
			r.Fatal("to reserve the code changes more than it adds")
		}
		for _, e := range c.Errors {
			page, err := os.ReadFile(e.Page.File)
			if err != nil {
				r.Fatal(err)
			}
			a, b := words{there.Old, there.New, c.DocsBaseURL.Value}, words{back.Old, back.New, c.DocsBaseURL.Value}
			if d := cmp.Diff(string(page), string(b.retitle(b.replace(a.retitle(a.replace(page, nil)), nil)))); d != "" {
				r.Fatalf("%s (-before +after):\n%s", e.Page.File, d)
			}
		}
	})
}

func moved(t fataler, text []byte, q Request, category map[string]string, c *model.Catalog) []byte {
	t.Helper()
	text, err := renamed(text, q, words{q.Old, q.New, c.DocsBaseURL.Value})
	if err != nil {
		t.Fatal(err)
	}
	text, err = placed(text, q, category)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestReplace(t *testing.T) {
	for _, tt := range []struct{ old, text, want string }{
		{"key_gone", "key_gone, (key_gone) `key_gone`.", "NEW, (NEW) `NEW`."},
		{"key_gone", "my_key_gone key_gone_now key_gones ékey_gone", "my_key_gone key_gone_now key_gones ékey_gone"},
		{"key_gone", "[key_gone](key_gone.md#quick-fix)", "[NEW](NEW.md#quick-fix)"},
		{"key_gone", "https://docs.example.com/errors/key_gone and https://blog.example.com/key_gone", "https://docs.example.com/errors/NEW and https://blog.example.com/key_gone"},
		{"key_gone", "{facts.key_gone} {links.key_gone} {key_gone}", "{facts.key_gone} {links.key_gone} {NEW}"},
		{"conflict", "A conflict is `conflict`, [conflict](conflict.md), [this](conflict.md#quick-fix) or \"conflict\".", "A conflict is `NEW`, [NEW](NEW.md), [this](NEW.md#quick-fix) or \"NEW\"."},
		{"conflict", "conflict", "conflict"},
		{"key_gone", "", ""},
	} {
		w := words{tt.old, "NEW", "https://docs.example.com/errors/"}
		if got := string(w.replace([]byte(tt.text), nil)); got != tt.want {
			t.Errorf("replace %q in %q gives %q, want %q", tt.old, tt.text, got, tt.want)
		}
	}
}

func TestChangelog(t *testing.T) {
	line := "- Rename the code `a` to `b`.\n"
	for _, tt := range []struct{ name, text, want string }{
		{"end of the list", "# Changelog\n\n## [Unreleased]\n\n- One.\n  More.\n\n## 1.0\n\n- Old.\n", "# Changelog\n\n## [Unreleased]\n\n- One.\n  More.\n" + line + "\n## 1.0\n\n- Old.\n"},
		{"the part Changed", "## [Unreleased]\n\n### Changed\n\n- One.\n\n### Fixed\n\n- Two.\n", "## [Unreleased]\n\n### Changed\n\n- One.\n" + line + "\n### Fixed\n\n- Two.\n"},
		{"nothing yet", "## [Unreleased]\n", "## [Unreleased]\n\n" + line},
		{"stars and CRLF", "## [Unreleased]\r\n\r\n* One.\r\n", "## [Unreleased]\r\n\r\n* One.\r\n* Rename the code `a` to `b`.\r\n"},
		{"no line break", "## [Unreleased]\n\n- One.", "## [Unreleased]\n\n- One.\n" + line},
		{"nothing unreleased", "# Changelog\n\n## 1.0\n", ""},
	} {
		got, ok := logged([]byte(tt.text), Request{Old: "a", New: "b"})
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Each place where a catalog file can name a code or tell of one is either
// renamed or left alone, on purpose: a key that the format gets later has to
// be put into one of the two lists.
func TestPlaces(t *testing.T) {
	left := strings.Fields(`catalog package domain docs_base_url pages extends outputs categories reproduce
		breaks/code breaks/rule breaks/field breaks/since lint/rule retired/go_alias
		errors/status errors/title errors/category errors/retry errors/effect errors/concealed errors/example
		errors/reproduce errors/changed errors/challenge errors/oauth errors/level errors/pass_upstream errors/go_name errors/since errors/aliases
		errors/overrides errors/deprecated/since errors/params/type errors/params/expose
		errors/details/type errors/details/optional errors/details/sensitive errors/details/sensitive_when errors/details/example`)
	known := map[string]bool{}
	for _, name := range left {
		known[name] = true
	}
	for _, pattern := range append(references(), proses()...) {
		name := strings.Join(strings.FieldsFunc(pattern, func(r rune) bool { return r == '/' }), "/")
		known[strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(name, "/[^#]*"), "/*"), "/*/", "/")] = true
	}
	check := func(prefix string, o format.Object, groups ...string) {
		for _, k := range o.Keys {
			name := prefix + k.Name
			covered := known[name]
			for _, g := range groups {
				covered = covered || k.Name == g
			}
			if !covered {
				t.Errorf("key %s is neither renamed nor left alone", name)
			}
		}
	}
	check("", format.Catalog(), "errors", "breaks", "lint")
	check("retired/", format.Retired())
	check("breaks/", format.Break())
	check("lint/", format.Exception())
	check("errors/", format.Entry(), "params", "details", "deprecated")
	check("errors/deprecated/", format.Deprecated())
	check("errors/params/", format.Param())
	check("errors/details/", format.Field())
}
