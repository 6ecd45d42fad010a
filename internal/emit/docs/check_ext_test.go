package docs_test

import (
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
