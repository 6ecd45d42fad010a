package docs_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
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
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch name := v.Type().Field(i).Name; name {
			case "Code", "Pos", "StatusPos", "Category", "Kind", "Type", "Key", "SeeAlso", "Use", "Name", "Segments", "Param", "Extends", "Roles", "Outputs", "DocsBaseURL":
			default:
				fill(v.Field(i), text)
			}
		}
	case reflect.Interface:
		if !v.IsNil() {
			v.Set(reflect.ValueOf(text))
		}
	case reflect.String:
		v.SetString(text)
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
    params: {name: {type: string, expose: client, doc: x}}
    details: {field: {type: string, example: x, doc: x}}
    example: {name: x}
    docs:
      summary: x
      meaning: x
      when: [x]
      background: x
      quick_fix: [x]
      recovery: {advice: x, samples: [{language: python, title: x, code: x}, {language: curl, title: x, code: x}]}
      avoid: [x]
      see_also: [internal_error]
`

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
	tame := site(t, parse(t, everything))
	want := map[string]census{}
	for name, page := range tame {
		if strings.HasSuffix(name, ".html") {
			want[name] = count(t, name, page)
		}
	}
	for i, attack := range attacks() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			c := parse(t, everything)
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

// checkMarkdown makes sure that no flavor has text that its tool would run.
func checkMarkdown(t *testing.T, c *model.Catalog) {
	t.Helper()
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, flavor := range docs.Flavors() {
		for name, data := range book.Markdown(&flavor) {
			_, body, found := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
			if !found {
				t.Fatalf("%s/%s has no front matter", flavor.Name, name)
			}
			body = escapedInMarkdown.ReplaceAllString(codeInMarkdown.ReplaceAllString(strings.ReplaceAll(string(docs.WithoutFences([]byte(body))), "\\`", ""), ""), "")
			for _, bad := range []string{"<", "](javascript", "](vbscript", "](data:", "](file", "](//", "![", "{{", "${"} {
				if strings.Contains(body, bad) {
					t.Errorf("%s/%s has %q outside of code:\n%s", flavor.Name, name, bad, body)
				}
			}
		}
	}
}
