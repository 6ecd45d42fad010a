package docs_test

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A crawler follows the links of a site as a link checker does: it honours
// <base> and runs no scripts.
type crawler struct {
	t      *testing.T
	client *http.Client
	home   *url.URL // what is below is our site
	public string   // the address that the site is made for: answered by home
	seen   map[string]*answer
}

// An answer is what a server has at an address.
type answer struct {
	status  int
	hops    int      // redirects before it
	at      *url.URL // where they ended
	kind    string   // media type
	charset string   // as the header says
	ids     map[string]bool
	links   []string
}

// get follows redirects. Each address is asked for once.
func (c *crawler) get(address string) *answer {
	c.t.Helper()
	if a := c.seen[address]; a != nil {
		return a
	}
	a := &answer{}
	client := *c.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { a.hops++; return nil }
	resp, err := client.Get(address)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	kind, params, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	a.status, a.at, a.kind, a.charset = resp.StatusCode, resp.Request.URL, kind, params["charset"]
	switch kind {
	case "text/html":
		a.read(c.t, body)
	case "text/markdown":
		a.ids, a.links = ofMarkdown(body)
		a.resolve(c.t, a.at)
	}
	c.seen[address] = a
	return a
}

// read collects the anchors and links of a page.
func (a *answer) read(t *testing.T, page []byte) {
	a.ids = map[string]bool{}
	base := a.at
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		attrs := map[string]string{}
		for _, attr := range n.Attr {
			attrs[attr.Key] = attr.Val
		}
		a.ids[attrs["id"]] = true
		href, linked := attrs["href"]
		switch {
		case n.Data == "base":
			if base, err = a.at.Parse(href); err != nil {
				t.Fatal(err)
			}
		case n.Data == "meta" && attrs["property"] == "og:url":
			a.links = append(a.links, attrs["content"])
		case linked && attrs["rel"] != "icon":
			a.links = append(a.links, href)
		case attrs["src"] != "":
			a.links = append(a.links, attrs["src"])
		}
	}
	a.resolve(t, base)
}

func (a *answer) resolve(t *testing.T, base *url.URL) {
	for i, link := range a.links {
		u, err := base.Parse(link)
		if err != nil {
			t.Fatalf("%s links to %q: %v", a.at, link, err)
		}
		a.links[i] = u.String()
	}
}

// follow asks for every link of a page, and returns how many lead to places of
// the site, which have to be there.
func (c *crawler) follow(address string) int {
	c.t.Helper()
	n := 0
	page := c.get(address)
	for _, link := range page.links {
		if rest, ours := strings.CutPrefix(link, c.public); ours {
			link = c.home.String() + rest
		}
		u, err := url.Parse(link)
		if err != nil {
			c.t.Fatal(err)
		}
		if u.Host != c.home.Host {
			continue
		}
		n++
		if err := c.found(*u); err != nil {
			c.t.Errorf("%s links to %s: %v", address, link, err)
		}
	}
	return n
}

func (c *crawler) found(u url.URL) error {
	fragment := u.Fragment
	u.Fragment = ""
	a := c.get(u.String())
	switch {
	case !strings.HasPrefix(u.Path, c.home.Path):
		return fmt.Errorf("that is outside of the site")
	case a.status != http.StatusOK:
		return fmt.Errorf("status %d", a.status)
	case fragment != "" && !a.ids[fragment]:
		return fmt.Errorf("there is no #%s", fragment)
	}
	return nil
}
