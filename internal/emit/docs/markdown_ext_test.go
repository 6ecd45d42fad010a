package docs_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
)

var update = flag.Bool("update", false, "write the golden files")

var codeInMarkdown = regexp.MustCompile("``.+?``|`[^`\n]*`")

var escapedInMarkdown = regexp.MustCompile("\\\\[\\\\`*_{}\\[\\]#+.)>=-]")

// TestFlavors shows what each tool gets for one page.
func TestFlavors(t *testing.T) {
	c := parse(t, flavored)
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, flavor := range docs.Flavors() {
		for name, got := range book.Markdown(&flavor) {
			if !strings.HasPrefix(name, "special_text.") {
				continue
			}
			golden := filepath.Join("testdata", "flavors", flavor.Name+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("%s differs from %s; run the test with -update and look at the difference\n%s", name, golden, got)
			}
		}
	}
}

const flavored = `
  special_text:
    status: 400
    category: here
    title: Special Text
    message: "Braces are not allowed."
    affects: everything
    docs:
      summary: "Use <id> or {id}, not $5 & #1; see internal_error."
      meaning: "import x from y\n\nexport is a word, <b>bold</b> is text.\n\n1) not a list\n\n- a list\n\n  with two *paragraphs*\n- and a [link](https://example.com/a_(b)?x={y})\n\n| a | b |\n|---|---|\n| 1 | x|y |\n\n> quoted _text_\n\n` + "```go\\nx := `{{< y >}}`\\n```" + `"
      when: ["# no heading", "+ no list", "a_b_c and *em*", "` + "`{{< shortcode >}}` and `{braces}`" + `"]
      recovery:
        samples:
          - {language: python, title: "A {title}", code: "print({1: 2})\n"}
`

// TestMarkdownRoundTrip reads what we wrote as Markdown: the text must be the
// same as that of the source.
func TestMarkdownRoundTrip(t *testing.T) {
	c := parse(t, flavored)
	for _, e := range c.Errors {
		e.Docs.Summary = strings.TrimSpace(e.Docs.Summary)
	}
	first, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	flavor := docs.Flavors()[0]
	page := string(first.Markdown(&flavor)["special_text.md"])
	_, body, _ := strings.Cut(page, "## What this means\n\n")
	meaning, _, _ := strings.Cut(body, "\n## When")

	before := first.Text(first.Page("special_text"), nil)
	meaning = strings.NewReplacer("%28", "(", "%29", ")", "%7B", "{", "%7D", "}").Replace(meaning) // the same address
	c.Lookup("special_text").Docs.Meaning = meaning
	second, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	if after := second.Text(second.Page("special_text"), nil); after != before {
		t.Errorf("written as Markdown and read again:\n%s\nwant:\n%s", after, before)
	}
}
