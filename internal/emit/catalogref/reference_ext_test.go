package catalogref_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/catalogref"
	"github.com/asterwise/errcat/internal/format"
)

// TestGeneratedFiles compares the files of this module with the tables.
func TestGeneratedFiles(t *testing.T) {
	schema, err := catalogref.Schema()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{
		"../../../gen/jsonschema/catalog.schema.json": schema,
		"../../../docs/catalog-file.md":               catalogref.Reference(catalogfile.Rules()),
	} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), want) {
			t.Errorf("%s is stale; run go generate in the root of the module", name)
		}
	}
}

// TestReferenceIsComplete finds every key, word, role, OAuth code and rule in
// the reference and in the help texts.
func TestReferenceIsComplete(t *testing.T) {
	texts := map[string]string{
		"reference": string(catalogref.Reference(catalogfile.Rules())),
		"help":      catalogref.Help(catalogfile.Rules()),
	}
	for name, text := range texts {
		find := func(what string) {
			t.Helper()
			if !strings.Contains(strings.ReplaceAll(text, "`", ""), what) {
				t.Errorf("%s says nothing of %q", name, what)
			}
		}
		for _, o := range format.Objects() {
			for _, k := range o.Keys {
				find(k.Name)
				if example, _, _ := strings.Cut(k.Example, "\n"); o.Name != "roles" {
					find(example)
				}
			}
		}
		for _, words := range [][]format.Word{format.Levels(), format.Retries(), format.Effects(), format.Exposures(), format.FieldTypes(), format.OAuthCodes()} {
			for _, w := range words {
				find(w.Name)
			}
		}
		for _, r := range catalogfile.Rules() {
			find(r.Name)
		}
	}
	page := catalogref.PageHelp()
	for _, s := range format.Sections() {
		if !strings.Contains(page, s.Title) || !strings.Contains(texts["reference"], s.Title) {
			t.Errorf("the section %q is missing", s.Title)
		}
	}
}

// TestLinks follows the links inside the reference.
func TestLinks(t *testing.T) {
	text := string(catalogref.Reference(catalogfile.Rules()))
	anchors := map[string]bool{}
	for _, h := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		anchors[regexp.MustCompile(`[^a-z0-9_ -]`).ReplaceAllString(strings.ToLower(h[1]), "")] = true
	}
	links := regexp.MustCompile(`\]\(#([^)]*)\)`).FindAllStringSubmatch(text, -1)
	if len(links) == 0 {
		t.Fatal("the reference has no links")
	}
	for _, link := range links {
		if !anchors[link[1]] {
			t.Errorf("link to %q, which is no heading", link[1])
		}
	}
}

// TestTables counts the cells of each row.
func TestTables(t *testing.T) {
	cell := regexp.MustCompile(`(^|[^\\])\|`)
	columns := 0
	for line := range strings.Lines(string(catalogref.Reference(catalogfile.Rules()))) {
		n := len(cell.FindAllString(line, -1))
		switch {
		case !strings.HasPrefix(line, "|"):
			columns = 0
		case columns == 0:
			columns = n
		case n != columns:
			t.Errorf("row has %d bars, want %d: %s", n, columns, line)
		}
	}
}

// TestHelpFits keeps what is folded within a terminal; examples are as they
// are.
func TestHelpFits(t *testing.T) {
	for line := range strings.Lines(catalogref.Help(catalogfile.Rules())) {
		text := strings.TrimRight(strings.ReplaceAll(line, "\t", "        "), "\n")
		if n := utf8.RuneCountInString(text); n > 80 && !strings.Contains(text, "Example: ") && strings.Contains(strings.TrimSpace(text), " ") && !strings.Contains(text, "message:") {
			t.Errorf("line has %d columns: %s", n, text)
		}
	}
}
