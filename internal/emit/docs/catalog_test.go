package docs_test

import (
	"encoding/xml"
	"io"
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
	const head = `catalog: 1
domain: test
package: testerr
docs_base_url: https://docs.example.com/errors/
roles: {internal: internal_error}
categories: {here: Here, there: There}
retired: {old_code: "Use internal_error, since *May*."}
errors:
  internal_error: {status: 500, category: there, title: Internal Error, message: Something went wrong.}
`
	c, err := catalogfile.Parse("test.yaml", []byte(head+entries), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
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
	void := []string{"meta", "link", "input", "br", "hr"}
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
