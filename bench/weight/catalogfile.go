package main

import (
	"fmt"
	"strconv"
	"strings"
)

// catalogFile is the catalog.yaml of samples, with docs that become comments.
func catalogFile(all []sample) string {
	var b strings.Builder
	b.WriteString(`catalog: 1
domain: example
package: apierr
docs_base_url: https://docs.example.com/reference/errors/
outputs:
  go: catalog/apierr
roles:
  internal: internal_error
categories:
`)
	categories := []string{"authentication", "authorization", "validation", "not_found", "rate_limiting", "billing", "infrastructure"}
	for _, name := range categories {
		fmt.Fprintf(&b, "  %s: %s\n", name, title(name))
	}
	b.WriteString("errors:\n")
	for i, s := range all {
		fmt.Fprintf(&b, "  %s:\n    status: %d\n    category: %s\n    title: %s\n    message: %q\n",
			s.code, s.status, categories[i%len(categories)], s.title, s.message)
		b.WriteString(s.kind.yaml())
		fmt.Fprintf(&b, "    docs:\n      summary: %q\n      meaning: %q\n", s.message,
			s.message+" "+strings.Repeat("Whoever reads this page wants to know what it means. ", 4))
	}
	return b.String()
}

// yaml is what an error of a kind has besides status and texts.
func (k kind) yaml() string {
	switch k {
	case waiting:
		return "    retry: {after: 60s}\n"
	case backoff:
		return "    retry: backoff\n"
	case concealed:
		return "    concealed: true\n"
	case challenging:
		return "    challenge: " + strconv.Quote(challenge) + "\n"
	case withParams:
		return `    params:
      from: {type: date, expose: client, doc: The first day that is supported.}
      to: {type: date, expose: client, doc: The last day that is supported.}
      given: {type: string, expose: log, doc: The date as the request had it.}
    example: {from: "1800-01-01", to: "2099-12-31", given: "1750-01-01"}
`
	case withDetails:
		return `    details:
      field: {type: string, doc: The name of the field., example: name}
      issue: {type: string, doc: Either empty or too_long., example: too_long}
      max_length: {type: integer, optional: true, doc: The greatest number of characters., example: 50}
`
	}
	return ""
}
