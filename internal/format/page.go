package format

import "github.com/asterwise/errcat/internal/model"

// A Section is a part of a page.
type Section struct {
	Title string // the heading; "" for the summary
	Holds string // what stands there
	Doc   string // what it says
}

// Sections returns the parts of a page in their order.
func Sections() []Section {
	sections := []Section{{"", "one paragraph", "What went wrong, in one or two sentences."}}
	for _, h := range model.Headings() {
		s := sectionDocs()[h.Anchor]
		s.Title = h.Title
		sections = append(sections, s)
	}
	return sections
}

// sectionDocs says what stands below each heading, by anchor.
func sectionDocs() map[string]Section {
	return map[string]Section{
		"what-this-means":     {Holds: "text", Doc: "What the error says about the request, the account or the service, and what it does not."},
		"when-youll-see-this": {Holds: "a list", Doc: "Situations that lead to it."},
		"learn-more":          {Holds: "text", Doc: "Background for those who want to know why."},
		"quick-fix":           {Holds: "a numbered list", Doc: "What to do now, step by step."},
		"recovery-pattern":    {Holds: "text, then fenced samples", Doc: "What production code should do. The info string of a sample is its language and its title."},
		"avoid-this-error-by": {Holds: "a list", Doc: "How to keep it from happening again."},
		"see-also":            {Holds: "a list of links", Doc: "Related codes, each a link to its page: `[key_not_found](key_not_found.md)`."},
	}
}

// PageRules says what holds for all of a page.
func PageRules() []string {
	return []string{
		"The file is named after the code and is in the directory that `pages` names: `docs/errors/key_not_found.md`.",
		"It begins with `# ` and the title of the entry. The other headings begin with `## ` and have the words and the order below. Only the summary is required; no section is empty.",
		"Text is CommonMark with tables. Anything that outputs cannot show, or that code hosts render differently, is an error: HTML, images, indented code, other headings, text glued to a list, unused definitions. A page has at most 1 MiB.",
		"Links to other pages are relative, so that they also work in the repository: `[key_not_found](key_not_found.md)`, or `key_not_found.md#quick-fix` for a section.",
		"`{facts.name}` stands for a fact and `{links.name}` for a named address, from this catalog or an extended one. Braces inside code blocks are taken literally.",
		"The page does not repeat what the catalog file says (status, category, message, details, values, retry advice); the documentation adds it.",
	}
}

// SamplePage is a page with all of its parts.
const SamplePage = `# Order Not Found

There is no order with that number in your account.

## What this means

The request was fine, but none of your orders has that number.

## When you'll see this

- The order was deleted.
- The number belongs to another account.

## Learn more

Orders are kept for two years.

## Quick fix

1. List your orders.
2. Use a number from that list.

## Recovery pattern

Do not retry: the answer will be the same.

` + "```go Look the order up first\norder, err := client.FindOrder(ctx, number)\n```" + `

## Avoid this error by

- storing the numbers of orders, not their positions in a list

## See also

- [order_deleted](order_deleted.md)
`

// Smallest is the smallest catalog that works.
const Smallest = `catalog: 2
package: apierr
roles: {internal: internal_error}
errors:
  key_not_found:
    status: 404
    message: API key not found or you do not have permission to access it.
    doc_url: https://docs.example.com/errors/key_not_found
  internal_error:
    status: 500
    message: Something went wrong on our side.
    doc_url: https://docs.example.com/errors/internal_error
`
