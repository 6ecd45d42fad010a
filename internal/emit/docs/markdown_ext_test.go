package docs_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
)

var update = flag.Bool("update", false, "write the golden files")

// TestMarkdown shows a page with everything that Markdown could take for
// something else.
func TestMarkdown(t *testing.T) {
	c := parsePages(t, special, map[string]string{"special_text": specialPage})
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	got := book.Markdown(docs.PlainMarkdown())["special_text.md"]
	const golden = "testdata/special_text.md"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the page differs from %s; run the test with -update and look at the difference\n%s", golden, got)
	}
}

const special = `
  special_text:
    status: 400
    category: here
    title: Special Text
    message: "Braces are not allowed."
    affects: everything
    since: 2026-03
    aliases: [SPECIAL, 17]
    details:
      issue: {type: string, example: odd, values: {odd: "It is *odd*.", even: It is even.}}
      kind: {type: string, example: a, values: [a, b], doc: Which kind.}
`

const specialPage = "Use \\<id> or {id}, not $5 & #1; see internal_error.\n" + `
## What this means

import x from y

export is a word, \<b>bold\</b> is text.

1\) not a list

- a list

  with two *paragraphs*
- and a [link](https://example.com/a_(b)?x=y)

3. three
4. four

| a | b |
|---|---|
| 1 | x\|y |

> quoted _text_

` + "```go\nx := `{{< y >}}`\n```" + `

## When you'll see this

- \# no heading
- \+ no list
- a_b_c and *em*, [below](#see-also)
- ` + "`{{< shortcode >}}` and `{braces}`" + `

## Recovery pattern

` + "```python A {title}\nprint({1: 2})\n```" + `

## See also

- [internal_error](internal_error.md)
`

// TestMarkdownRoundTrip reads what we wrote as Markdown: the text must be the
// same as that of the source.
func TestMarkdownRoundTrip(t *testing.T) {
	first, err := docs.NewBook(parsePages(t, special, map[string]string{"special_text": specialPage}))
	if err != nil {
		t.Fatal(err)
	}
	page := string(first.Markdown(docs.PlainMarkdown())["special_text.md"])
	_, rest, _ := strings.Cut(page, "## What this means\n\n")
	meaning, _, _ := strings.Cut(rest, "\n## When")

	head, rest, _ := strings.Cut(specialPage, "## What this means\n\n")
	_, tail, _ := strings.Cut(rest, "\n## When")
	second, err := docs.NewBook(parsePages(t, special, map[string]string{"special_text": head + "## What this means\n\n" + meaning + "\n## When" + tail}))
	if err != nil {
		t.Fatal(err)
	}
	before := strings.ReplaceAll(first.Text(first.Page("special_text"), nil), "(b)", "%28b%29") // the same address
	if after := second.Text(second.Page("special_text"), nil); after != before {
		t.Errorf("written as Markdown and read again:\n%s\nwant:\n%s", after, before)
	}
}
