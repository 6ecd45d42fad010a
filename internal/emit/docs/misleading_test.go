package docs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// misleads are texts that one generator or another takes for something else.
func misleads() []string {
	return append([]string{
		"{{< shortcode >}}", "{{% shortcode %}}", "{{{< x", "a {{< b", "{{</* c */>}}", "<!--more-->",
		"{{ .Site.Title }} {% raw %} {{ page.title }} {{- x -}}",
		"{: .hidden }", "{#id}", "text {.hidden}", "{ .hidden data-x='y' }",
		"!!! note", "??? note", "???+ note \"title\"", "=== \"Tab\"", "/// note", "::: note", ":::note",
		"[^1]: a footnote[^1]", "*[HTML]: an abbreviation", ": a definition", "+++", "---", "***", "~~~", "```",
		"$x$ and $$y$$ and \\(z\\) and \\[z\\]", "~~gone~~ H~2~O x^2^ ==marked== ++key++", ":smile:",
		"[TOC]", "[[wiki]]", "| a | b |", "# heading", "> quote", "- item", "+ item", "1. item", "1) item", "= x", "=",
		"import x from 'y'", "<Component prop={x} />", "&amp; &lt; &#123; &copy;", "C:\\dir\\*", "__init__ and _x_ and a_b_c",
		"tab\there", "http://example.com and www.example.com",
	}, attacks()...)
}

// misleading returns a catalog with a code for each of these texts, which has it
// wherever a page has text.
func misleading(t *testing.T) *model.Catalog {
	t.Helper()
	var entries strings.Builder
	for i := range misleads() {
		fmt.Fprintf(&entries, "  text_%d: {status: 400, category: here, title: Text, message: Text.}\n", i)
	}
	c := parse(t, entries.String())
	c.DocsBaseURL.Value = "https://docs.asterwise.com/reference/errors/"
	c.Categories[0].Title = "Here {x} <b> & *c* [d] _e_"
	for i, text := range misleads() {
		line := strings.Join(strings.Fields(text), " ")
		words := []*model.Node{{Kind: model.Words, Text: line}}
		broken := []*model.Node{words[0], {Kind: model.LineBreak}, words[0]}
		code := []*model.Node{{Kind: model.Words, Text: "Code "}, {Kind: model.CodeSpan, Text: line}, {Kind: model.Words, Text: "."}}
		block := func(kind model.Kind, kids []*model.Node) *model.Node { return &model.Node{Kind: kind, Kids: kids} }
		paragraph := func() *model.Node { return block(model.Paragraph, words) }
		listing := &model.Node{Kind: model.CodeBlock, Text: text + "\n\n\t" + text}
		e := c.Lookup(fmt.Sprintf("text_%d", i))
		e.Title.Value, e.Message.Text, e.Affects = line, line, line
		e.Message.Segments = nil
		e.Page = &model.Page{
			Summary: []*model.Node{paragraph()},
			Meaning: []*model.Node{
				paragraph(), block(model.Paragraph, broken), block(model.Paragraph, code), listing,
				block(model.Quote, []*model.Node{paragraph(), block(model.Paragraph, broken)}),
				block(model.Table, []*model.Node{
					block(model.TableRow, []*model.Node{block(model.Cell, words), block(model.Cell, words)}),
					block(model.TableRow, []*model.Node{block(model.Cell, words), block(model.Cell, code)}),
				}),
			},
			When:     []*model.Node{block(model.Item, []*model.Node{paragraph()}), block(model.Item, []*model.Node{block(model.Paragraph, code), listing})},
			QuickFix: []*model.Node{block(model.Item, []*model.Node{paragraph(), listing}), block(model.Item, []*model.Node{paragraph()})},
			Samples: []model.Sample{
				{Language: "python", Title: line, Code: text},
				{Language: "go", Title: line, Code: "\tx := 1\n\n\t\t" + text},
			},
		}
	}
	return c
}
