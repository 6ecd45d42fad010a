package docs_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

const dated = `
  old_one:
    status: 404
    category: here
    message: Old.
    since: 2025-03-01
    changed: {2025-04-01: "The ` + "`details`" + ` are empty now.", 2026-01-15: "Says ` + "`<more>`" + ` & more."}
    deprecated: {since: 2026-01-15, use: new_one}
  new_one: {status: 410, category: here, message: New., since: 2026-01-15}
  versioned: {status: 409, category: here, message: Versioned., since: 4, deprecated: {since: "5.0"}}
`

// A feed is what a reader of feeds makes of one.
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Link    []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entry []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Summary string `xml:"summary"`
	} `xml:"entry"`
}

// TestFeed: what the catalog has days for, the newest first, with IDs of its
// own (RFC 4287).
func TestFeed(t *testing.T) {
	var f feed
	if err := xml.Unmarshal(site(t, parse(t, dated))["feed.atom"], &f); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range f.Entry {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
		got = append(got, e.Updated[:10]+" "+e.Title+", "+e.ID+", "+e.Link.Href+", "+e.Summary)
	}
	const base = "https://docs.example.com/errors/"
	want := []string{
		"2026-01-15 new_one: new, tag:docs.example.com,2026-01-15:new_one/new, " + base + "new_one, New.",
		"2026-01-15 old_one: changed, tag:docs.example.com,2026-01-15:old_one/changed, " + base + "old_one, Says <more> & more.",
		"2026-01-15 old_one: deprecated, tag:docs.example.com,2026-01-15:old_one/deprecated, " + base + "old_one, Deprecated since 2026-01-15: new versions of the API answer with new_one instead. Look for both for now.",
		"2025-04-01 old_one: changed, tag:docs.example.com,2025-04-01:old_one/changed, " + base + "old_one, The details are empty now.",
		"2025-03-01 old_one: new, tag:docs.example.com,2025-03-01:old_one/new, " + base + "old_one, Old.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries differ (-want +got):\n%s", diff)
	}
	if f.ID != base || f.Title != "Test error reference" || f.Author != "Test" || f.Updated != "2026-01-15T00:00:00Z" {
		t.Errorf("feed is %+v", f)
	}
	if len(f.Link) != 2 || f.Link[0].Rel != "self" || f.Link[0].Href != base+"feed.atom" || f.Link[1].Rel != "alternate" || f.Link[1].Href != base {
		t.Errorf("links of the feed are %+v", f.Link)
	}
}

// TestFeedIsLinked: pages lead to a feed that is there, and to none that is
// not.
func TestFeedIsLinked(t *testing.T) {
	for entries, want := range map[string]bool{dated: true, sample: false} {
		files := site(t, parse(t, entries))
		if (files["feed.atom"] != nil) != want {
			t.Errorf("the site has a feed: %t, want %t", !want, want)
		}
		for name, page := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			list, _ := elements(t, name, page)
			links := 0
			for _, e := range list {
				if strings.HasSuffix(e.attrs["href"], "feed.atom") {
					links++
				}
			}
			if (links == 2) != want || !want && links > 0 {
				t.Errorf("%s has %d links to the feed", name, links)
			}
		}
	}
}

// TestLastMod: pages with an event have its day, others none.
func TestLastMod(t *testing.T) {
	var sitemap struct {
		URL []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(site(t, parse(t, dated))["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, u := range sitemap.URL {
		got[strings.TrimSuffix(strings.TrimPrefix(u.Loc, "https://docs.example.com/errors/"), "/")] = u.LastMod
	}
	want := map[string]string{"": "2026-01-15", "old_one": "2026-01-15", "new_one": "2026-01-15", "versioned": "", "internal_error": "", "old_code": "", "older_code": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("days differ (-want +got):\n%s", diff)
	}
}

// TestChangesOnThePage lists them, the newest first.
func TestChangesOnThePage(t *testing.T) {
	_, text := elements(t, "old_one", site(t, parse(t, dated))["old_one/index.html"])
	first, second := strings.Index(text, "2026-01-15: Says <more> & more."), strings.Index(text, "2025-04-01: The details are empty now.")
	if first < 0 || second < first {
		t.Errorf("the changes are not on the page:\n%s", text)
	}
}

// linkedData returns the JSON-LD of a page, nil where it has none.
func linkedData(t *testing.T, page []byte) (graph []map[string]any) {
	t.Helper()
	for n := range tree(page).Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || attr(n, "type") != "application/ld+json" {
			continue
		}
		var data struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(textOf(n)), &data); err != nil || data.Context != "https://schema.org" || graph != nil {
			t.Fatalf("%v: %s", err, textOf(n))
		}
		graph = data.Graph
	}
	return graph
}

// TestLinkedData: each page of a code says what it is and where it stands.
func TestLinkedData(t *testing.T) {
	page := site(t, parse(t, dated))["old_one/index.html"]
	address := ""
	list, _ := elements(t, "old_one", page)
	for _, e := range list {
		if e.attrs["rel"] == "canonical" {
			address = e.attrs["href"]
		}
	}
	graph := linkedData(t, page)
	want := []map[string]any{
		{
			"@type": "TechArticle", "headline": "Old One (old_one)", "description": "Old.", "url": address, "inLanguage": "en",
			"keywords": []any{"old_one"}, "datePublished": "2025-03-01", "dateModified": "2026-01-15",
			"isPartOf": map[string]any{"@type": "WebSite", "name": "Test error reference", "url": "https://docs.example.com/errors/"},
			"author":   map[string]any{"@type": "Organization", "name": "Test"},
		}, {
			"@type": "BreadcrumbList", "itemListElement": []any{
				map[string]any{"@type": "ListItem", "position": 1.0, "name": "Errors", "item": "https://docs.example.com/errors/"},
				map[string]any{"@type": "ListItem", "position": 2.0, "name": "Here", "item": "https://docs.example.com/errors/#category-here"},
				map[string]any{"@type": "ListItem", "position": 3.0, "name": "Old One", "item": address},
			},
		},
	}
	if diff := cmp.Diff(want, graph); diff != "" {
		t.Errorf("JSON-LD differs (-want +got):\n%s", diff)
	}
	files := site(t, ours(t))
	for _, e := range ours(t).Errors {
		if graph := linkedData(t, files[e.Code+"/index.html"]); len(graph) != 2 {
			t.Errorf("page of %s has JSON-LD with %d things", e.Code, len(graph))
		}
	}
}

// TestHostileLinkedData: no text ends the element it is in, and each arrives as
// it was written.
func TestHostileLinkedData(t *testing.T) {
	for _, attack := range attacks() {
		c := parse(t, dated)
		e := c.Lookup("old_one")
		e.Title.Value = attack
		graph := linkedData(t, site(t, c)["old_one/index.html"])
		if len(graph) != 2 || graph[0]["headline"] != attack+" (old_one)" {
			t.Errorf("%q arrives as %v", attack, graph)
		}
	}
}

// TestLLMsFull has all pages, each as it is beside it.
func TestLLMsFull(t *testing.T) {
	files := site(t, ours(t))
	pages := 0
	for name, page := range files {
		if !strings.HasSuffix(name, ".md") || name == "index.md" {
			continue
		}
		_, body, found := bytes.Cut(page, []byte("\n---\n"))
		if !found || !bytes.Contains(files["llms-full.txt"], bytes.TrimSpace(body)) {
			t.Errorf("llms-full.txt lacks %s", name)
		}
		pages++
	}
	if n := bytes.Count(files["llms-full.txt"], []byte("\nSource: <https://docs.asterwise.com/reference/errors/")); n != pages || pages < 54 {
		t.Errorf("llms-full.txt has %d sources for %d pages", n, pages)
	}
	if bytes.Contains(files["llms-full.txt"], []byte("http_status:")) || !bytes.Contains(files["llms.txt"], []byte("llms-full.txt")) {
		t.Error("llms-full.txt has front matter, or llms.txt does not name it")
	}
}
