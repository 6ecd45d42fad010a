package docs_test

import (
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
)

// TestMarkup holds every page of several sites to having no faults.
func TestMarkup(t *testing.T) {
	all := map[string]docs.Files{"ours": site(t, ours(t)), "sample": site(t, parse(t, sample)), "everything": site(t, whole(t))}
	for name, opts := range map[string]docs.SiteOptions{"shared": {Shared: true}, "live": {Live: "/-/events?since=1"}} {
		files, err := docs.Site(ours(t), &opts)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = files
	}
	broken, err := docs.Broken("catalog.yaml:1:1: it is <broken>", "/-/events?since=0")
	if err != nil {
		t.Fatal(err)
	}
	all["broken"] = docs.Files{"broken.html": broken}
	pages := 0
	for name, files := range all {
		for file, page := range files {
			if strings.HasSuffix(file, ".html") {
				pages++
				for _, fault := range faults(page) {
					t.Errorf("%s: %s: %s", name, file, fault)
				}
			}
		}
	}
	if pages < 3*54 {
		t.Errorf("only %d pages were read", pages)
	}
}

// TestFaults puts faults into a page without: each is found.
func TestFaults(t *testing.T) {
	const good = `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><main><h1>A</h1>%</main></body></html>`
	if got := faults([]byte(strings.Replace(good, "%", `<h2 id="b">B</h2><p>x</p><ul><li><a href="#b">b</a></li></ul>`, 1))); len(got) > 0 {
		t.Errorf("faults of a page without: %q", got)
	}
	for _, test := range []struct{ markup, want string }{
		{`<div>`, `</main> closes html, body, main, div`},
		{`<b><i></b></i>`, `</b> closes html, body, main, b, i`},
		{`<p><ul><li>x</li></ul></p>`, `browsers read`},
		{`<table><tr><th>x</th></tr></table>`, `browsers read`},
		{`<p class="a" class="b">x</p>`, `<p> has class twice`},
		{`<p id="a">x</p><p id="a">y</p>`, `id "a" is there 2 times`},
		{`<h1>B</h1>`, `there are 2 h1 elements, want 1`},
		{`<h3>B</h3>`, `h3 "B" comes after h1`},
		{`<a href="#x"></a>`, `a link to "#x" has the text ""`},
		{`<a>x</a>`, `a link to "" has the text "x"`},
		{`<input type="text">`, `<input> has no label`},
		{`<label for="q">Q</label><select id="p"></select>`, `for of <label> is "q", which is not there`},
		{`<section aria-labelledby="q">Q</section>`, `aria-labelledby of <section> is "q", which is not there`},
		{`<img src="x.png">`, `an image has no alt text`},
		{`<svg></svg>`, `a drawing is neither hidden nor named`},
		{`<button></button>`, `<button> is empty`},
		{`<nav><a href="x">x</a></nav>`, `<nav> has no name`},
		{`<div><li>x</li></div>`, `<li> is in <div>`},
	} {
		got := faults([]byte(strings.Replace(good, "%", test.markup, 1)))
		if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), test.want) {
			t.Errorf("faults of %s are %q, want %q among them", test.markup, got, test.want)
		}
	}
}
