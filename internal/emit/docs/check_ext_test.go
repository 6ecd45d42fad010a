package docs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

func TestLinksOfOurSite(t *testing.T) {
	c := ours(t)
	if problems := docs.Check(c, site(t, c)); len(problems) > 0 {
		t.Error(problems)
	}
	c = parse(t, sample)
	if problems := docs.Check(c, site(t, c)); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestDocURLsOfOurCatalog goes from each doc_url to the page that a server has
// there, and back: the page says that this is its address.
func TestDocURLsOfOurCatalog(t *testing.T) {
	retired := parse(t, sample)
	for _, c := range []*model.Catalog{ours(t), retired} {
		files := site(t, c)
		urls := map[string]string{}
		for _, e := range c.Errors {
			urls[e.Code] = e.DocURL.Value
		}
		for _, r := range c.Retired { // answered with by older versions
			urls[r.Code] = c.DocsBaseURL.Value + r.Code
		}
		for code, address := range urls {
			name, own := strings.CutPrefix(address, c.DocsBaseURL.Value)
			page := string(files[name+"/index.html"])
			if !own || name != code || !strings.Contains(page, `<link rel="canonical" href="`+address+`">`) || !strings.Contains(page, code) {
				t.Errorf("%s of %q leads to no page that knows it", address, code)
			}
		}
		pages := 0
		for name := range files {
			if strings.HasSuffix(name, "/index.html") {
				pages++
			}
		}
		if pages != len(urls) || pages == 0 {
			t.Errorf("%d pages for %d codes", pages, len(urls))
		}
	}
}

var relative = regexp.MustCompile(`\]\(([^):#]+)(?:#[^)]*)?\)`)

// TestLinksOfMarkdown follows the links of pages that are read where they are
// stored: ours under docs/errors.
func TestLinksOfMarkdown(t *testing.T) {
	book, err := docs.NewBook(ours(t))
	if err != nil {
		t.Fatal(err)
	}
	files := book.Markdown(&docs.Flavors()[0])
	links := 0
	for name, text := range files {
		for _, m := range relative.FindAllSubmatch(docs.WithoutFences(text), -1) {
			links++
			if files[string(m[1])] == nil {
				t.Errorf("%s links to %s", name, m[1])
			}
		}
	}
	if links < len(files) {
		t.Errorf("%d links in %d pages; were they seen?", links, len(files))
	}
}

func TestCheckFindsFaults(t *testing.T) {
	for _, test := range []struct {
		name   string
		break_ func(c *model.Catalog, files docs.Files)
		want   string
	}{
		{"dead link", func(c *model.Catalog, _ docs.Files) { c.Lookup("conflict").Docs.Meaning = "[x](../nowhere/index.html)" }, `links to "../nowhere/index.html"`},
		{"dead anchor", func(c *model.Catalog, _ docs.Files) {
			c.Lookup("conflict").Docs.Meaning = "[x](../fresh_code/index.html#nothing)"
		}, `#nothing`},
		{"dead anchor of the page", func(c *model.Catalog, _ docs.Files) { c.Lookup("conflict").Docs.Meaning = "[x](#nothing)" }, `"#nothing"`},
		{"own public address", func(c *model.Catalog, _ docs.Files) {
			c.Lookup("conflict").Docs.Meaning = "[x](https://docs.example.com/errors/nowhere)"
		}, `errors/nowhere`},
		{"path from the root", func(c *model.Catalog, _ docs.Files) { c.Lookup("conflict").Docs.Meaning = "[x](/x)" }, `"/x"`},
		{"code without page", func(_ *model.Catalog, files docs.Files) { delete(files, "conflict/index.html") }, `code "conflict" has no page`},
		{"page without code", func(_ *model.Catalog, files docs.Files) { files["lost/index.html"] = []byte("x") }, `"lost/index.html" belongs to no code`},
		{"doc_url of another page", func(c *model.Catalog, _ docs.Files) {
			c.Lookup("conflict").DocURL.Value = "https://docs.example.com/errors/fresh_code"
		}, `not the page of the code`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, sample)
			test.break_(c, docs.Files{})
			files := site(t, c)
			test.break_(c, files)
			problems := docs.Check(c, files)
			if len(problems) == 0 || !strings.Contains(problems.Error(), test.want) {
				t.Errorf("got %q, want something about %s", problems, test.want)
			}
			// The site that is made for the check alone has the same faults.
			if book, err := docs.NewBook(c); err != nil {
				t.Error(err)
			} else if got, err := book.Check(); err != nil || !slices.Equal(got, docs.Check(c, site(t, c))) {
				t.Errorf("the book finds %q, %v; want what its site has", got, err)
			}
		})
	}
}

func TestCheckAllows(t *testing.T) {
	c := parse(t, sample)
	c.Lookup("conflict").Docs.Meaning = "[a](https://example.com/x#y) [b](mailto:a@example.com) [d](#example-response) [e](https://docs.example.com/errors/fresh_code)"
	if problems := docs.Check(c, site(t, c)); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestCheckKnowsCode tells markup from code that looks like it.
func TestCheckKnowsCode(t *testing.T) {
	c := parse(t, sample)
	e := c.Lookup("conflict")
	e.Docs.Recovery.Samples = []model.Sample{{Language: "python", Code: `page = '<a id="x" href="/nowhere"><img src="/none">'` + "\n"}}
	e.Docs.Meaning = "```python\nother = '<a id=\"y\" href=\"/nowhere\">'\n```"
	if problems := docs.Check(c, site(t, c)); len(problems) > 0 {
		t.Error(problems)
	}
	e.Docs.Background = "[x](#x) [y](#y)"
	if problems := docs.Check(c, site(t, c)); len(problems) != 4 { // and as many in Markdown
		t.Errorf("got %q, want that #x and #y are not there", problems)
	}
}
