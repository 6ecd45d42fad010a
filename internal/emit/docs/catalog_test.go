package docs_test

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

var rawText = regexp.MustCompile(`(?s)<(style|script)>.*?</(?:style|script)>`)

// An element is a tag of a page with its attributes.
type element struct {
	name  string
	attrs map[string]string
}

// elements reads a page. It fails the test where tags are not balanced.
func elements(t *testing.T, name string, page []byte) (list []element, text string) {
	t.Helper()
	void := []string{"base", "meta", "link", "input", "br", "hr", "wbr"}
	d := xml.NewDecoder(strings.NewReader(rawText.ReplaceAllString(string(page), "<$1></$1>")))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var open []string
	var b strings.Builder
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice {
					t.Errorf("%s: <%s> has attribute %s twice", name, e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			list = append(list, e)
			if !slices.Contains(void, e.name) {
				open = append(open, e.name)
			}
		case xml.EndElement:
			if slices.Contains(void, token.Name.Local) {
				continue // the decoder closes <path/> and <br/> alike
			}
			last := len(open) - 1
			if last < 0 || open[last] != token.Name.Local {
				t.Fatalf("%s: </%s> closes %q", name, token.Name.Local, open)
			}
			open = open[:last]
		case xml.CharData:
			b.Write(token)
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %q are not closed", name, open)
	}
	return list, b.String()
}
