package docs_test

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// A generator makes a site of our Markdown. The pages of errors are below
// reference/errors.
type generator struct {
	program, install string
	dialect          *docs.Dialect
	content          string            // where pages are
	files            map[string]string // what else is there
	args             []string
	out              string // where the site is
	nav              func(n *html.Node) bool
	main             func(n *html.Node) bool
}

func mkdocs(t *testing.T) generator {
	config := printed(t, "generators.md", "yaml")
	if len(config) != 1 {
		t.Fatalf("docs/generators.md has %d configurations of MkDocs", len(config))
	}
	// What most sites with Material have besides. It must not change our pages.
	more := strings.Replace(config[0], "markdown_extensions:\n", "markdown_extensions:\n  - attr_list\n  - md_in_html\n  - admonition\n  - footnotes\n  - def_list\n  - abbr\n  - pymdownx.details\n", 1)
	return generator{
		program: "mkdocs", install: "mkdocs mkdocs-material mkdocs-literate-nav",
		dialect: docs.MkDocs(), content: "docs/reference/errors", out: "site",
		files: map[string]string{"mkdocs.yml": more, "docs/index.md": "# Home\n"},
		args:  []string{"build", "--strict", "--quiet"},
		nav:   func(n *html.Node) bool { return n.Data == "nav" && hasClass(n, "md-nav--primary") },
		main:  func(n *html.Node) bool { return n.Data == "article" },
	}
}

// hugoPage is a theme in its shortest form: a menu of sections, and the page.
const hugoPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav>{{ with .Site.GetPage "/reference/errors" }}{{ range .Sections.ByWeight }}<h2>{{ .Title }}</h2>
<ul>{{ range .Pages.ByWeight }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}{{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
`

func hugo(*testing.T) generator {
	return generator{
		program: "hugo", install: "hugo",
		dialect: docs.Hugo(), content: "content/reference/errors", out: "public",
		files: map[string]string{
			"config.toml":                  "baseURL = \"https://docs.asterwise.com/\"\n[markup.goldmark.extensions]\ntypographer = false\n", // changes quotes on purpose
			"layouts/_default/single.html": hugoPage,
			"layouts/_default/list.html":   hugoPage,
		},
		args: []string{"--minify", "--panicOnWarning", "--quiet"},
		nav:  func(n *html.Node) bool { return n.Data == "nav" },
		main: func(n *html.Node) bool { return n.Data == "main" },
	}
}

// TestGenerators builds sites as docs/generators.md says, of our catalog and of
// one with all that a generator could take for something else.
func TestGenerators(t *testing.T) {
	for _, g := range []generator{mkdocs(t), hugo(t)} {
		for name, c := range map[string]*model.Catalog{"ours": ours(t), "hostile": misleading(t)} {
			t.Run(g.program+"/"+name, func(t *testing.T) {
				t.Parallel()
				book, err := docs.NewBook(c)
				if err != nil {
					t.Fatal(err)
				}
				dir := g.build(t, book)
				g.links(t, dir, book)
				plain := book.Markdown(docs.PlainMarkdown())
				for _, p := range append(slices.Clone(book.Pages), book.Retired...) {
					root := parseFile(t, filepath.Join(dir, "reference/errors", p.Code, "index.html"))
					g.sameText(t, p.Code, root, plain[p.Code+".md"])
					g.samples(t, root, p)
					tame(t, p.Code, root)
				}
				index := parseFile(t, filepath.Join(dir, "reference/errors/index.html"))
				g.groups(t, index, book)
				g.sameText(t, "the index", index, plain["README.md"])
			})
		}
	}
}

// build returns the directory of the site.
func (g generator) build(t *testing.T, book *docs.Book) string {
	t.Helper()
	program, err := exec.LookPath(g.program)
	if err != nil {
		message := g.program + " is not installed: apt-get install --no-install-recommends " + g.install
		if os.Getenv("CI") == "true" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	dir := t.TempDir()
	for name, text := range g.files {
		write(t, filepath.Join(dir, name), text)
	}
	for name, text := range book.Markdown(g.dialect) {
		write(t, filepath.Join(dir, g.content, name), string(text))
	}
	cmd := exec.Command(program, g.args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return filepath.Join(dir, g.out)
}

// links follows every link of the pages.
func (g generator) links(t *testing.T, dir string, book *docs.Book) {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	home, err := url.Parse(server.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	c := &crawler{t: t, client: server.Client(), home: home, public: "https://docs.asterwise.com/", seen: map[string]*answer{}}
	links, pages := 0, 0
	err = fs.WalkDir(os.DirFS(dir), "reference/errors", func(path string, d fs.DirEntry, err error) error {
		if filepath.Base(path) == "index.html" {
			pages++
			links += c.follow(server.URL + "/" + strings.TrimSuffix(path, "index.html"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages < len(book.Pages)+len(book.Retired)+1 || links < 10*pages {
		t.Errorf("%d links in %d pages; were they seen?", links, pages)
	}
	t.Logf("%d links in %d pages", links, pages)
}

// groups makes sure that the navigation has the codes below their categories.
func (g generator) groups(t *testing.T, root *html.Node, book *docs.Book) {
	t.Helper()
	var got []string
	for n := range first(t, root, g.nav).Descendants() {
		if text := strings.TrimSpace(n.Data); n.Type == html.TextNode && text != "" {
			got = append(got, text)
		}
	}
	all := "\n" + strings.Join(slices.Compact(got), "\n") + "\n"
	for _, chapter := range book.Chapters {
		want := "\n" + strings.Join(strings.Fields(chapter.Title), " ") + "\n"
		for _, p := range chapter.Pages {
			want += p.Code + "\n"
		}
		if !strings.Contains(all, want) {
			t.Fatalf("the navigation has no group%s\nbut%s", want, all)
		}
	}
}

// sameText compares a page with what a plain reader of Markdown makes of it:
// every piece of text is there, and code is the same to the last byte.
func (g generator) sameText(t *testing.T, name string, root *html.Node, markdown []byte) {
	t.Helper()
	_, body, found := strings.Cut(strings.TrimPrefix(string(markdown), "---\n"), "\n---\n")
	if !found {
		t.Fatalf("%s has no front matter", name)
	}
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(body), &b); err != nil {
		t.Fatal(err)
	}
	plain, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	main := first(t, root, g.main)
	wantCode, got := pieces(plain, "pre"), pieces(main, "pre")
	for i, code := range wantCode {
		if i >= len(got) || got[i] != code {
			t.Errorf("code %d of %s is\n%q\nwant\n%q", i, name, append(got, "")[min(i, len(got))], code)
		}
	}
	there := map[string]bool{}
	for _, text := range pieces(main, "p", "li", "td", "th", "h1", "h2", "h3") {
		there[strings.Join(strings.Fields(strings.ReplaceAll(text, "¶", "")), " ")] = true
	}
	for _, text := range pieces(plain, "p", "li", "td", "th", "h1", "h2", "h3") {
		if text = strings.Join(strings.Fields(text), " "); !there[text] && !languages[text] {
			t.Errorf("%s lacks %q", name, text)
		}
	}
}

// languages are the names of tabs, which are not paragraphs there.
var languages = map[string]bool{"Python": true, "TypeScript": true, "Go": true, "Bash": true}

// samples makes sure that several languages are tabs, where there are tabs.
func (g generator) samples(t *testing.T, root *html.Node, p *docs.Page) {
	t.Helper()
	var want, got []string
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			for _, sample := range block.Samples {
				want = append(want, sample.Label)
			}
		}
	}
	for n := range root.Descendants() {
		if n.Data == "div" && hasClass(n, "tabbed-labels") {
			got = append(got, pieces(n, "label")...)
		}
	}
	if g.program == "mkdocs" && len(want) > 1 && !slices.Equal(got, want) {
		t.Errorf("%s has the tabs %q, want %q", p.Code, got, want)
	}
}

// tame makes sure that no text of ours has become a program.
func tame(t *testing.T, name string, root *html.Node) {
	t.Helper()
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
				t.Errorf("%s has <%s %s=%q>", name, n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "script" && n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "alert(1)") {
			t.Errorf("%s runs %s", name, n.FirstChild.Data)
		}
	}
}

func parseFile(t *testing.T, path string) *html.Node {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func first(t *testing.T, root *html.Node, is func(*html.Node) bool) *html.Node {
	t.Helper()
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	t.Fatal("the page has no such element")
	return nil
}

// pieces returns the texts of elements that have one of the names, without those
// that hold others.
func pieces(root *html.Node, names ...string) []string {
	var list []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || !slices.Contains(names, n.Data) {
			continue
		}
		var b strings.Builder
		whole := true
		for kid := range n.Descendants() {
			switch {
			case kid.Type == html.TextNode:
				b.WriteString(kid.Data)
			case kid.Data == "br":
				b.WriteByte('\n') // minifiers drop the one behind it
			case kid.Data == "p" || kid.Data == "pre" || kid.Data == "ul" || kid.Data == "ol":
				whole = false
			}
		}
		if whole {
			list = append(list, b.String())
		}
	}
	return list
}

func hasClass(n *html.Node, class string) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && slices.Contains(strings.Fields(a.Val), class) {
			return true
		}
	}
	return false
}
