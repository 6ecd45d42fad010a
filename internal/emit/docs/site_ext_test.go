package docs_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

const sample = `
  gone_soon:
    status: 410
    category: here
    title: Gone Soon
    message: "Ask again in {retry_after} seconds for {name}."
    affects: the old endpoints
    retry: {after: 90s}
    deprecated: {since: "2026-01", use: fresh_code}
    params: {name: {type: string, expose: client, doc: "What was *asked* for."}, secret: {type: string, expose: log}}
    example: {name: "a <b> & c", secret: hunter2}
  fresh_code:
    status: 429
    category: here
    title: Fresh Code
    message: Too much.
    retry: backoff
    details:
      loc: {type: path, doc: Where.}
      n: {type: integer, optional: true}
      token: {type: string, sensitive: true}
  conflict: {status: 409, category: there, title: Conflict, message: Conflict.}
  key_missing: {status: 401, category: there, title: Key Missing, message: No key., challenge: 'Bearer realm="x"'}
`

// TestPolicy makes sure that the policy of a page allows its own style sheet
// and scripts, and nothing else.
func TestPolicy(t *testing.T) {
	c := parse(t, sample)
	for _, live := range []string{"", "/events?since=1"} {
		files, err := docs.Site(c, &docs.SiteOptions{Live: live})
		if err != nil {
			t.Fatal(err)
		}
		for name, page := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			list, _ := elements(t, name, page)
			policy := ""
			for _, e := range list {
				if e.attrs["http-equiv"] == "Content-Security-Policy" {
					policy = e.attrs["content"]
				}
			}
			if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
				t.Fatalf("%s: policy %q", name, policy)
			}
			inline := inlineTexts(page)
			for _, text := range inline {
				sum := sha256.Sum256([]byte(text))
				if h := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, h) {
					t.Errorf("%s: the policy does not allow %.40q", name, text)
				}
			}
			if want := strings.Count(policy, "sha256-"); len(inline) != want {
				t.Errorf("%s: %d inline texts, policy has %d hashes", name, len(inline), want)
			}
			if strings.Contains(policy, "connect-src") != (live != "") {
				t.Errorf("%s: connect-src with live %q: %s", name, live, policy)
			}
		}
	}
}

// TestShared compares a site whose pages share style sheet and script with one
// whose pages have them.
func TestShared(t *testing.T) {
	c := ours(t)
	whole := site(t, c)
	files, err := docs.Site(c, &docs.SiteOptions{Shared: true})
	if err != nil {
		t.Fatal(err)
	}
	var before, after int
	for name, page := range files {
		before, after = before+len(whole[name]), after+len(page)
		inline := inlineTexts(page)
		switch {
		case name == "404.html":
			if !bytes.Equal(page, whole[name]) {
				t.Errorf("%s differs, but nobody knows where its style sheet would be", name)
			}
		case strings.HasSuffix(name, ".html"):
			root := strings.Repeat("../", strings.Count(name, "/"))
			for _, want := range []string{
				`<link rel="stylesheet" href="` + root + `style.css">`, `<script src="` + root + `script.js"></script>`,
				`default-src &#39;none&#39;; style-src &#39;self&#39;; script-src &#39;self&#39; &#39;sha256-`,
			} {
				if strings.Count(string(page), want) != 1 {
					t.Errorf("%s has not one %s", name, want)
				}
			}
			if len(inline) != 1 || !strings.Contains(inline[0], "location.pathname") {
				t.Errorf("%s has %d inline texts, want the one that finds the others", name, len(inline))
			}
		case name == "style.css" || name == "script.js" || name == "search.js":
			if !bytes.Contains(whole["index.html"], page) || len(page) < 1000 {
				t.Errorf("%s is not what the other site has in its pages", name)
			}
		case !bytes.Equal(page, whole[name]):
			t.Errorf("%s differs", name)
		}
	}
	if len(files) != len(whole)+3 || after > before*3/4 {
		t.Errorf("%d files with %d bytes in place of %d with %d", len(files), after, len(whole), before)
	}
}

func TestPageContent(t *testing.T) {
	files := site(t, parsePages(t, sample, map[string]string{
		"gone_soon": "Like fresh_code and `conflict`, not conflict.\n\n## See also\n\n- [fresh_code](fresh_code.md)",
	}))
	for _, test := range []struct{ page, want string }{
		{"gone_soon", `<strong>Deprecated</strong> since 2026-01`},
		{"gone_soon", `<a href="../fresh_code/index.html"><code>fresh_code</code></a> instead`},
		{"gone_soon", `After 90 seconds`},
		{"gone_soon", "Retry-After: 90\n"},
		{"gone_soon", `Ask again in 90 seconds for a \u003cb\u003e \u0026 c.`},
		{"gone_soon", `What was <em>asked</em> for.`},
		{"gone_soon", `<a href="../conflict/index.html"><code>conflict</code></a>, not conflict.`},
		{"fresh_code", `<a href="../gone_soon/index.html"><code>gone_soon</code></a>`}, // named there
		{"fresh_code", `Exponential backoff`},
		{"fresh_code", `Left out where there is none.`},
		{"key_missing", `WWW-Authenticate`},
		{"old_code", `since <em>May</em>`},
		{"old_code", `<a href="../internal_error/index.html"><code>internal_error</code></a>`},
	} {
		page := string(files[test.page+"/index.html"])
		if !strings.Contains(page, test.want) {
			if _, text := elements(t, test.page, []byte(page)); !strings.Contains(text, test.want) {
				t.Errorf("page of %s lacks %s", test.page, test.want)
			}
		}
	}
	for name, data := range files {
		if bytes.Contains(data, []byte("hunter2")) || bytes.Contains(data, []byte(`"secret"`)) {
			t.Errorf("%s shows a parameter that is for logs only", name)
		}
		if !strings.HasSuffix(name, ".css") && bytes.Contains(data, []byte("token")) && strings.HasPrefix(name, "fresh_code") {
			t.Errorf("%s shows a sensitive field", name)
		}
	}
}

func TestMachineReadable(t *testing.T) {
	c := ours(t)
	files := site(t, c)
	var list docs.List
	d := json.NewDecoder(bytes.NewReader(files["errors.json"]))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil || len(list.Errors) != len(c.Errors) {
		t.Errorf("errors.json has %d codes (%v), want %d", len(list.Errors), err, len(c.Errors))
	}
	var schema struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal(files["errors.schema.json"], &schema); err != nil || schema.ID != list.DocsURL+"errors.schema.json" {
		t.Errorf("errors.schema.json has the address %q, %v", schema.ID, err)
	}
	var sitemap struct {
		Loc []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(files["sitemap.xml"], &sitemap); err != nil || len(sitemap.Loc) != 1+len(c.Errors)+len(c.Retired) {
		t.Errorf("sitemap.xml has %d addresses (%v)", len(sitemap.Loc), err)
	}
	for _, e := range c.Errors {
		if !bytes.Contains(files["llms.txt"], []byte("- ["+e.Code+"]("+e.DocURL.Value+".md): ")) {
			t.Errorf("llms.txt does not name %s", e.Code)
		}
		if files[e.Code+".md"] == nil {
			t.Errorf("%s has no Markdown page", e.Code)
		}
	}
}

func TestSiteIsDeterministic(t *testing.T) {
	a, b := site(t, parse(t, sample+dated)), site(t, parse(t, sample+dated))
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestExternalCodes(t *testing.T) {
	base := parse(t, sample)
	c := parse(t, "")
	c.Domain.Value = "other"
	c.Extends = append(c.Extends, base)
	c.Errors[0].Page = &model.Page{Meaning: []*model.Node{{Kind: model.Paragraph, Kids: []*model.Node{
		{Kind: model.Words, Text: "Not "}, {Kind: model.CodeRef, Code: "gone_soon"}, {Kind: model.Words, Text: "."},
	}}}}
	page := string(site(t, c)["internal_error/index.html"])
	if want := `<a href="https://docs.example.com/errors/gone_soon"><code>gone_soon</code></a>`; !strings.Contains(page, want) {
		t.Errorf("no link to the code of another catalog in\n%s", page)
	}
}
