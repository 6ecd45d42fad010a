package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/nginx"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// places has one site at several paths: the one that it was made for, and
// others, some with redirects to the slash and some without.
const places = `
	include /etc/nginx/mime.types;
	server {
		listen {{listen "docs"}};
		root {{.}};
		location / { error_page 404 /some/where/404.html; }
		location /reference/errors/ { try_files $uri $uri/index.html =404; error_page 404 /reference/errors/404.html; }
		location /preview/shared/ { try_files $uri $uri/index.html =404; }
		location /preview/x/ { try_files $uri $uri/index.html =404; error_page 404 /preview/x/404.html; }
	}
`

// located serves the site at all places, and returns their host and root.
func located(t *testing.T) (host, root string) {
	t.Helper()
	root = t.TempDir()
	whole, shared := written(t, nil), written(t, &docs.SiteOptions{Shared: true})
	for place, dir := range map[string]string{"reference/errors": whole, "some/where": whole, "preview/x": whole, "preview/shared": shared} {
		path := filepath.Join(root, filepath.FromSlash(place))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(dir, path); err != nil {
			t.Fatal(err)
		}
	}
	return "http://" + nginx.Start(t, places, root).Addr("docs"), root
}

// TestPlaces looks where the links of pages lead, as the browser resolves them:
// those of a few, and of all where a page has most to do for that.
func TestPlaces(t *testing.T) {
	host, root := located(t)
	p := open(t)
	few := []string{"", "index.html"}
	for _, code := range []string{"key_not_found", "validation_error", "burst_limit_exceeded"} {
		few = append(few, code, code+"/", code+"/index.html")
	}
	all := few
	for _, e := range catalog(t).Errors {
		all = append(all, e.Code)
	}
	for place, names := range map[string][]string{"/reference/errors/": few, "/some/where/": few, "/preview/shared/": few, "/preview/x/": all} {
		links := 0
		for _, name := range names {
			p.do(chromedp.Navigate(host + place + name))
			links += p.leads(host+place, root+place)
		}
		if links < 20*len(names) {
			t.Errorf("%d links at %s; were they seen?", links, place)
		}
		t.Logf("%d links in %d pages at %s", links, len(names), place)
	}
	p.quiet("") // no request failed
}

// leads makes sure that the links of the page lead to files of the site, and
// those to its own headings to the page itself. It returns their number.
func (p *page) leads(place, dir string) int {
	p.t.Helper()
	var got struct {
		At         string
		Links, Own []string
	}
	text := eval[string](p, `JSON.stringify({
		at: location.href,
		links: [...document.querySelectorAll("a[href], link[href]:not([rel=icon], [rel=canonical]), script[src]")].map(x => x.href || x.src),
		own: [...document.querySelectorAll("a[href^='#']")].map(x => x.href)})`)
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		p.t.Fatal(err)
	}
	if !strings.HasSuffix(got.At, "/") && !strings.HasSuffix(got.At, ".html") {
		p.t.Errorf("%s has no slash at its end", got.At)
	}
	for _, link := range got.Own {
		if before, _, _ := strings.Cut(link, "#"); before != got.At {
			p.t.Errorf("%s links to its own heading as %s", got.At, link)
		}
	}
	n := 0
	for _, link := range got.Links {
		name, ours := strings.CutPrefix(link, place)
		if !ours && (strings.HasPrefix(link, "https:") && !strings.HasPrefix(link, "https://docs.asterwise.com/") || strings.HasPrefix(link, "mailto:")) {
			continue // another site
		}
		name, _, _ = strings.Cut(name, "#")
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !ours || err != nil || info.IsDir() && name != "" && !strings.HasSuffix(name, "/") {
			p.t.Errorf("%s links to %s (%v)", got.At, link, err)
		}
		n++
	}
	return n
}

// TestFragmentStays follows a link to a heading where the address has no slash:
// the page is not loaded again.
func TestFragmentStays(t *testing.T) {
	host, _ := located(t)
	p := open(t)
	for _, place := range []string{"/reference/errors/", "/preview/x/"} {
		p.do(chromedp.Navigate(host + place + "key_not_found?from=log#quick-fix"))
		want(p, `location.pathname + location.search + location.hash`, place+"key_not_found/?from=log#quick-fix")
		p.do(chromedp.Evaluate(`window.same = true; document.querySelector(".toc a[href='#example-response']").click()`, nil))
		want(p, `location.pathname + location.hash`, place+"key_not_found/#example-response")
		want(p, `window.same`, true)
	}
	p.quiet(host)
}

// TestLostElsewhere opens the page for addresses that have none.
func TestLostElsewhere(t *testing.T) {
	host, root := located(t)
	p := open(t)
	dir := root + "/preview/x"
	for _, test := range []struct{ at, place string }{
		{host + "/reference/errors/key_not_fond", host + "/reference/errors/"},
		{host + "/reference/errors/a/b/c", host + "/reference/errors/"},
		{host + "/preview/x/key_not_fond", host + "/preview/x/"},
		{host + "/preview/x/key_not_fond/", host + "/preview/x/"},
		{host + "/preview/x/key_not_fond/index.html", host + "/preview/x/"},
		{host + "/preview/x/404.html", host + "/preview/x/"},
		{"file://" + dir + "/404.html", "file://" + dir + "/"},
	} {
		p.do(chromedp.Navigate(test.at))
		want(p, `document.querySelector(".brand").href`, test.place+"index.html")
		want(p, `[...document.querySelectorAll(".rows a")].filter(a => !a.href.startsWith("`+test.place+`")).length`, 0)
		if strings.HasSuffix(strings.TrimSuffix(test.at, "/"), "fond") {
			want(p, `document.querySelector("#lost a").href`, test.place+"key_not_found/index.html")
		}
	}
}

// TestSlashWithoutJavaScript goes on from a page that has no slash at the end of
// its address.
func TestSlashWithoutJavaScript(t *testing.T) {
	host, _ := located(t)
	p := open(t)
	p.do(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(host+"/reference/errors/key_not_found"))
	p.shows(true, `#example-response`, `.crumbs a`)
	p.click(`.crumbs a`)
	p.shows(true, `.chips`)
	var at string
	p.do(chromedp.Location(&at))
	if at != host+"/reference/errors/index.html" {
		t.Errorf("the link to the index leads to %s", at)
	}
	p.quiet(host)
}
