package docs_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/nginx"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// printed returns the code blocks in a language of one of our documents.
func printed(t *testing.T, document, language string) []string {
	t.Helper()
	source, err := os.ReadFile("../../../docs/" + document)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	_ = ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if block, ok := n.(*ast.FencedCodeBlock); ok && entering && string(block.Language(source)) == language {
			blocks = append(blocks, string(block.Lines().Value(source)))
		}
		return ast.WalkContinue, nil
	})
	return blocks
}

const server = `
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	server {
		listen {{listen "docs"}};
		root {{.Root}};
		{{.Lines}}
	}
`

// TestNginx serves the site as docs/hosting.md says, and follows every link of
// every page, with and without a slash at the end of its address.
func TestNginx(t *testing.T) {
	lines := printed(t, "hosting.md", "nginx")
	if len(lines) != 2 {
		t.Fatalf("docs/hosting.md has %d configurations of nginx", len(lines))
	}
	const base = "/reference/errors/"
	c := ours(t)
	below := ours(t) // the same, for another place
	below.DocsBaseURL.Value = "https://example.com/preview/x/"
	for _, e := range below.Errors {
		e.DocURL.Value = below.DocsBaseURL.Value + e.Code
	}
	moved := strings.NewReplacer(base, "/preview/x/")
	for _, test := range []struct {
		name, lines string
		catalog     *model.Catalog
		hops        int // redirects from doc_url to the page
	}{
		{"stock", lines[0], c, 1},
		{"try_files", lines[1], c, 0},
		{"sub-path", moved.Replace(lines[0]), below, 1},
		{"sub-path, try_files", moved.Replace(lines[1]), below, 0},
	} {
		for kind, opts := range map[string]*docs.SiteOptions{"": nil, ", shared": {Shared: true}} {
			t.Run(test.name+kind, func(t *testing.T) {
				files, err := docs.Site(test.catalog, opts)
				if err != nil {
					t.Fatal(err)
				}
				public, err := url.Parse(test.catalog.DocsBaseURL.Value)
				if err != nil {
					t.Fatal(err)
				}
				root := t.TempDir()
				for name, data := range files {
					write(t, filepath.Join(root, filepath.FromSlash(path.Join(public.Path, name))), string(data))
				}
				s := nginx.Start(t, server, map[string]string{"Root": root, "Lines": test.lines})
				crawl(t, test.catalog, files, s, test.hops)
			})
		}
	}
}

func crawl(t *testing.T, catalog *model.Catalog, files docs.Files, s *nginx.Server, hops int) {
	public, err := url.Parse(catalog.DocsBaseURL.Value)
	if err != nil {
		t.Fatal(err)
	}
	home := *public
	home.Scheme, home.Host = "http", s.Addr("docs")
	transport := s.Transport()
	defer transport.CloseIdleConnections()
	c := &crawler{t: t, client: &http.Client{Transport: transport}, home: &home, public: public.String(), seen: map[string]*answer{}}

	pages, links := []string{"", "index.html", "index.md", "404.html"}, 0
	for _, e := range catalog.Errors {
		pages = append(pages, e.Code, e.Code+"/", e.Code+"/index.html", e.Code+".md")
		address := home.String() + strings.TrimPrefix(e.DocURL.Value, public.String())
		if a := c.get(address); a.hops != hops || a.status != http.StatusOK {
			t.Errorf("%s ends with %d after %d redirects, want %d", address, a.status, a.hops, hops)
		}
	}
	pages = append(pages, strings.TrimSuffix(home.String(), "/")) // the index
	for _, name := range pages {
		address := home.String() + name
		if strings.Contains(name, "://") {
			address = name
		}
		a := c.get(address)
		if a.status != http.StatusOK || a.charset != "utf-8" {
			t.Errorf("%s answers %d, %s; charset=%s", address, a.status, a.kind, a.charset)
		}
		links += c.follow(address)
	}
	if links < 50*len(catalog.Errors) {
		t.Errorf("%d links in %d pages; were they seen?", links, len(pages))
	}
	t.Logf("%d links in %d pages, %d addresses", links, len(pages), len(c.seen))

	for _, name := range []string{"nothing", "nothing/", "nothing/at/all"} {
		if a := c.get(home.String() + name); a.status != http.StatusNotFound || c.follow(home.String()+name) < len(catalog.Errors) {
			t.Errorf("%s answers %d with %d links", name, a.status, len(a.links))
		}
	}
	for name, kind := range map[string]string{"key_not_found.md": "text/markdown", "llms.txt": "text/plain", "index.html": "text/html"} {
		if a := c.get(home.String() + name); a.kind != kind || a.charset != "utf-8" {
			t.Errorf("%s is %s; charset=%s", name, a.kind, a.charset)
		}
	}

	// What search engines are told is answered without a redirect.
	var sitemap struct {
		Loc []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	if len(sitemap.Loc) <= len(catalog.Errors) {
		t.Errorf("sitemap.xml has %d addresses", len(sitemap.Loc))
	}
	for _, loc := range sitemap.Loc {
		address := home.String() + strings.TrimPrefix(loc, public.String())
		if a := c.get(address); a.hops != 0 || a.status != http.StatusOK {
			t.Errorf("%s of the sitemap answers %d after %d redirects", loc, a.status, a.hops)
		}
		code := path.Base(address)
		if page := string(files[code+"/index.html"]); page != "" && !strings.Contains(page, `<link rel="canonical" href="`+loc+`">`) {
			t.Errorf("the page of %s has another canonical address than %s", code, loc)
		}
	}
}

// TestCloudFront runs the function of docs/hosting.md.
func TestCloudFront(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		const message = "node is not installed: apt-get install nodejs"
		if os.Getenv("CI") == "true" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	functions := printed(t, "hosting.md", "js")
	if len(functions) != 1 {
		t.Fatalf("docs/hosting.md has %d functions", len(functions))
	}
	files := site(t, ours(t))
	const prefix = "/reference/errors/"
	want := map[string]string{prefix: "index.html", prefix[:len(prefix)-1]: "index.html"}
	for name := range files {
		want[prefix+name] = name
		if code, ok := strings.CutSuffix(name, "/index.html"); ok {
			want[prefix+code], want[prefix+code+"/"] = name, name
		}
	}
	cmd := exec.Command(node, "-e", functions[0]+`
const requests = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const uri in requests) { requests[uri] = handler({request: {uri}}).uri; }
process.stdout.write(JSON.stringify(requests));
`)
	input, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for uri, name := range want {
		if got[uri] != prefix+name {
			t.Errorf("%s becomes %s, want %s", uri, got[uri], prefix+name)
		}
	}
}
