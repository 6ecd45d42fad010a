package docs_test

import (
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// TestLinks follows the links of a site: each leads to a page, and to a heading
// that is there.
func TestLinks(t *testing.T) {
	linked := parsePages(t, sample, map[string]string{
		"gone_soon":  "See [there](fresh_code.md#quick-fix), [here](#learn-more), and [that](#see-also).\n\n## Learn more\n\nx\n\n## See also\n\n- [fresh_code](fresh_code.md)",
		"fresh_code": "See [gone](gone_soon.md#learn-more), or [what else](gone_soon.md#see-also).\n\n## Quick fix\n\n1. x",
	})
	for name, c := range map[string]*model.Catalog{"ours": ours(t), "retired": parse(t, sample), "linked": linked} {
		files := site(t, c)
		anchors, links := map[string]map[string]bool{}, map[string][]string{}
		for file, data := range files {
			switch path.Ext(file) {
			case ".html":
				anchors[file], links[file] = ofHTML(t, file, data)
			case ".md":
				anchors[file], links[file] = ofMarkdown(data)
			}
		}
		n := 0
		for file, dests := range links {
			for _, dest := range dests {
				if leads(t, c, files, anchors, file, dest) {
					n++
				}
			}
		}
		if n < 3*len(links) {
			t.Errorf("%s: %d links in %d pages; were they seen?", name, n, len(links))
		}
	}
}

func ofHTML(t *testing.T, name string, page []byte) (anchors map[string]bool, links []string) {
	anchors = map[string]bool{}
	list, _ := elements(t, name, page)
	for _, e := range list {
		anchors[e.attrs["id"]] = true
		for _, attr := range []string{"href", "src"} {
			if dest, found := e.attrs[attr]; found && e.attrs["rel"] != "icon" && e.name != "base" {
				links = append(links, dest)
			}
		}
	}
	return anchors, links
}

func ofMarkdown(page []byte) (anchors map[string]bool, links []string) {
	anchors = map[string]bool{}
	p := goldmark.New(goldmark.WithParserOptions(parser.WithAutoHeadingID())).Parser()
	_ = ast.Walk(p.Parse(text.NewReader(page)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			if id, found := n.AttributeString("id"); found {
				anchors[string(id.([]byte))] = true
			}
		case *ast.Link:
			if entering {
				links = append(links, string(n.Destination))
			}
		}
		return ast.WalkContinue, nil
	})
	return anchors, links
}

// leads reports whether a link leads to a place of the site, and complains
// where that is not there.
func leads(t *testing.T, c *model.Catalog, files docs.Files, anchors map[string]map[string]bool, from, dest string) bool {
	t.Helper()
	if local, ours := strings.CutPrefix(dest, c.DocsBaseURL.Value); ours {
		from, dest = "index.html", local
	}
	u, err := url.Parse(dest)
	if err != nil {
		t.Errorf("%s links to %q", from, dest)
		return false
	}
	if u.Scheme != "" {
		return false // another site
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	} else if dest == "" {
		target = "index.html"
	}
	if files[target] == nil {
		target = path.Join(target, "index.html")
	}
	if files[target] == nil || u.Fragment != "" && u.Fragment != "search" && !anchors[target][u.Fragment] {
		t.Errorf("%s links to %q, which is not there", from, dest)
	}
	return true
}

// TestDocURLsOfOurCatalog goes from each doc_url to the page that a server has
// there, and back: the page says that this is its address.
func TestDocURLsOfOurCatalog(t *testing.T) {
	for _, c := range []*model.Catalog{ours(t), parse(t, sample)} {
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
			if !own || name != code || !strings.Contains(page, `<link rel="canonical" href="`+address+`/">`) || !strings.Contains(page, code) {
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
