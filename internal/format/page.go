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
		"what-this-means":     {Holds: "text", Doc: "What the error says about the request, the account or the service, and what it does not say."},
		"when-youll-see-this": {Holds: "a list", Doc: "Situations that lead to it."},
		"learn-more":          {Holds: "text", Doc: "Background for those who want to know why."},
		"quick-fix":           {Holds: "a numbered list", Doc: "What to do now, step by step."},
		"recovery-pattern":    {Holds: "text, then fenced samples", Doc: "What production code should do. Behind the fence of a sample stand its language and its title."},
		"avoid-this-error-by": {Holds: "a list", Doc: "What keeps it from happening again."},
		"see-also":            {Holds: "a list of links", Doc: "Related codes, each a link to its page: `[key_not_found](key_not_found.md)`."},
	}
}

// PageRules says what holds for all of a page.
func PageRules() []string {
	return []string{
		"The file is called as the code, in the directory that `pages` names: `docs/errors/key_not_found.md`.",
		"It begins with `# ` and the title of the entry. The headings below begin with `## `, have these words and this order; all sections but the summary may be left out, and none is empty.",
		"Texts are CommonMark with tables. Raw HTML is refused.",
		"Links to other pages are relative, so that they work in the repository, too: `[key_not_found](key_not_found.md)`, with `#quick-fix` behind it for a section.",
		"`{facts.name}` stands for a fact, `{links.name}` for a named address, of this catalog or one that it extends; inside code blocks braces are the code's own.",
		"What the catalog file knows (status, category, message, details, values, retry advice) is not written on the page: the documentation adds it.",
	}
}

// SamplePage is a page with all of its parts.
const SamplePage = `# Order Not Found

There is no order with that number in your account.

## What this means

The request was fine, but the number in it is not that of an order of yours.

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
