package docs_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

func attacks() []string {
	return []string{
		`<script>alert(1)</script>`,
		`</script><script>alert(1)</script>`,
		`</style><script>alert(1)</script>`,
		`" onmouseover="alert(1)" x="`,
		`' onfocus='alert(1)' autofocus='`,
		`<img src=x onerror=alert(1)>`,
		`<svg/onload=alert(1)>`,
		`[x](javascript:alert(1))`,
		`[x](JaVaScRiPt:alert(1))`,
		`[x](java&#115;cript:alert&#40;1&#41;)`,
		`[x](javascript&colon;alert(1))`,
		"[x](<java\tscript:alert(1)>)",
		`[x](\javascript:alert(1))`,
		`[x](vbscript:x) [x](data:text/html,<script>alert(1)</script>) [x](file:///etc/passwd)`,
		`[x](//evil.example/) [x](https:evil)`,
		"[x]\n\n[x]: javascript:alert(1)",
		`<javascript:alert(1)> <data:text/html;base64,PHNjcmlwdD4=>`,
		`![x](https://evil.example/pixel.png) ![x](javascript:alert(1))`,
		`[x](https://example.com "t" onclick="alert(1)")`,
		"`</code><script>alert(1)</script>`",
		"```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
		"```html\n<script>alert(1)</script>\n```",
		`<!-- <script>alert(1)</script> -->`,
		`<![CDATA[<script>alert(1)</script>]]>`,
		`{{.Style}} {{template "head"}} ${alert(1)} %s %!d(x)`,
		"| a | b |\n|---|---|\n| <script>alert(1)</script> | \" onclick=x |",
		"# <script>\n\n<div onclick=alert(1)>x</div>\n\n&lt;script&gt;alert(1)&lt;/script&gt;",
		"a\u2028b\u2029c", // the loader refuses control and bidirectional characters
	}
}

// fill puts text into every string of a value, apart from those that are
// names by the format: the loader guarantees what they look like.
func fill(v reflect.Value, attack string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), attack)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), attack)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch name := v.Type().Field(i).Name; name {
			case "Code":
				if v.Type() == reflect.TypeFor[model.Sample]() {
					fill(v.Field(i), attack)
				}
			case "Language", "Dest", "Fragment", "Aliases", "Pos", "StatusPos", "Date", "Category", "Kind", "Type", "Key", "SeeAlso", "Use", "Successor", "GoAlias", "Name", "Segments", "Param", "Extends", "Roles", "Outputs", "DocsBaseURL":
			default:
				fill(v.Field(i), attack)
			}
		}
	case reflect.Interface:
		if !v.IsNil() {
			v.Set(reflect.ValueOf(attack))
		}
	case reflect.String:
		v.SetString(attack)
	}
}

const everything = `
  full_code:
    status: 401
    category: here
    title: T
    message: "M {name}"
    doc_url: https://example.com/x
    affects: x
    retry: {after: 5s}
    challenge: Bearer
    oauth: invalid_token
    deprecated: {since: x, use: internal_error}
    since: 2026-01-01
    changed: {2026-02-01: x}
    reproduce: curl -i http://127.0.0.1/x
    params: {name: {type: string, expose: client, doc: x}}
    details: {field: {type: string, example: x, doc: x}}
    example: {name: x}
`

const everyPart = `It is what it is.

## What this means

Words and ` + "`code`" + `.

## When you'll see this

- x

## Learn more

x

## Quick fix

1. x

## Recovery pattern

x

` + "```python A title\nx\n```\n\n```bash\nx\n```" + `

## Avoid this error by

- x

## See also

- [internal_error](internal_error.md)
`

// whole returns a catalog with an entry that has everything.
func whole(t *testing.T) *model.Catalog {
	t.Helper()
	return parsePages(t, everything, map[string]string{"full_code": everyPart})
}

// census counts what could do harm on a page.
type census struct{ scripts, styles, handlers, badLinks, loads int }

func count(t *testing.T, name string, page []byte) census {
	t.Helper()
	list, _ := elements(t, name, page)
	var c census
	for _, e := range list {
		switch e.name {
		case "script":
			c.scripts++
		case "style":
			c.styles++
		case "img", "iframe", "object", "embed", "base", "video", "audio", "form":
			c.loads++
		}
		for attr, value := range e.attrs {
			if strings.HasPrefix(attr, "on") || attr == "style" || attr == "srcdoc" {
				c.handlers++
			}
			if attr == "src" {
				c.loads++
			}
			if attr != "href" || e.attrs["rel"] == "icon" {
				continue
			}
			u, err := url.Parse(value)
			if err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" || u.Scheme == "" && u.Host != "" {
				if e.attrs["rel"] != "canonical" { // refused by the loader, inert in a browser
					t.Errorf("%s links to %q", name, value)
					c.badLinks++
				}
			}
		}
	}
	return c
}

func TestHostileText(t *testing.T) {
	tame := site(t, whole(t))
	want := map[string]census{}
	for name, page := range tame {
		if strings.HasSuffix(name, ".html") {
			want[name] = count(t, name, page)
		}
	}
	for i, attack := range attacks() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			c := whole(t)
			fill(reflect.ValueOf(c).Elem(), attack)
			for i := range c.Categories {
				c.Categories[i].Title = attack
			}
			c.Lookup("full_code").DocURL.Value = "https://example.com/" + attack
			files := site(t, c)
			for name, before := range want {
				if after := count(t, name, files[name]); after != before {
					t.Errorf("%s has %+v with %q in every text, %+v without", name, after, attack, before)
				}
			}
			checkMarkdown(t, c)
		})
	}
}

// checkMarkdown makes sure that text is text in Markdown, too: a parser finds
// no HTML, no images and no links with other schemes in it.
func checkMarkdown(t *testing.T, c *model.Catalog) {
	t.Helper()
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range book.Markdown(docs.PlainMarkdown()) {
		_, body, found := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		if !found {
			t.Fatalf("%s has no front matter", name)
		}
		err := ast.Walk(goldmark.DefaultParser().Parse(text.NewReader([]byte(body))), func(n ast.Node, _ bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.RawHTML, *ast.HTMLBlock, *ast.Image, *ast.LinkReferenceDefinition:
				t.Errorf("%s has a %s:\n%s", name, n.Kind(), body)
			case *ast.Link:
				if u, err := url.Parse(string(n.Destination)); err != nil || u.Scheme != "" && u.Scheme != "https" {
					t.Errorf("%s has a link to %s", name, n.Destination)
				}
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostilePages lets the loader read attacks as the text of a page: it
// refuses them, or they are harmless.
func TestHostilePages(t *testing.T) {
	before := count(t, "before", site(t, whole(t))["full_code/index.html"])
	refused := 0
	for _, attack := range attacks() {
		c, err := loadPages(t, everything, map[string]string{"full_code": strings.Replace(everyPart, "Words and `code`.", attack, 1)})
		if err != nil {
			refused++
			continue
		}
		if after := count(t, "full_code", site(t, c)["full_code/index.html"]); after != before {
			t.Errorf("%q: %+v before, %+v after", attack, before, after)
		}
		checkMarkdown(t, c)
	}
	if refused < 15 || refused == len(attacks()) {
		t.Errorf("%d attacks of %d were refused", refused, len(attacks()))
	}
}
