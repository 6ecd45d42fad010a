package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/model"
)

const listHelp = `
List prints the codes of a catalog and of those that it extends, sorted.
Filters narrow it down; a code must pass all of them.

The format json is an array of objects, the same that errors.json of the
documentation has under "errors".
`

// list is the verb.
func list(e env, args []string) int {
	f := newFlags(e, "list", listHelp)
	path := f.catalogFlag()
	status := f.String("status", "", "only codes with this `STATUS`, such as 404 or 4xx")
	category := f.String("category", "", "only codes of the category with this `KEY`")
	retryable := f.Bool("retryable", false, "only codes after which the same request can succeed")
	format := f.String("format", "text", "print `FORMAT`: text or json")
	if code, ok := f.parse(args); !ok {
		return code
	}
	if *format != "text" && *format != "json" {
		e.errorf("list: unknown format %q; use text or json", *format)
		return exitUsage
	}
	if *status != "" && !statusFilter.MatchString(*status) {
		e.errorf("list: status %q is not an error status; use 400–599, 4xx or 5xx", *status)
		return exitUsage
	}
	c, code := e.load(*path)
	if c == nil {
		return code
	}
	if keys := categoriesOf(c); *category != "" && !slices.Contains(keys, *category) {
		e.errorf("list: unknown category %q%s; use one of %s", *category, didYouMean(*category, keys), strings.Join(keys, ", "))
		return exitUsage
	}
	rows := []docs.ListError{}
	for owner := range c.All() {
		book, err := docs.NewBook(owner)
		if err != nil {
			e.errorf("%v", err)
			return exitIO
		}
		for _, x := range book.List().Errors {
			if (*status == "" || hasStatus(x.Status, *status)) &&
				(*category == "" || x.Category == *category) &&
				(!*retryable || x.Retry == "after_delay" || x.Retry == "backoff") {
				rows = append(rows, x)
			}
		}
	}
	slices.SortFunc(rows, func(a, b docs.ListError) int { return strings.Compare(a.Code, b.Code) })
	if *format == "json" {
		return e.listJSON(rows)
	}
	return e.listText(rows)
}

var statusFilter = regexp.MustCompile(`^[45](?:\d\d|xx)$`)

func hasStatus(status int, filter string) bool {
	text := strconv.Itoa(status)
	return text == filter || text[:1]+"xx" == filter
}

func categoriesOf(c *model.Catalog) []string {
	var keys []string
	for owner := range c.All() {
		for _, category := range owner.Categories {
			if !slices.Contains(keys, category.Key) {
				keys = append(keys, category.Key)
			}
		}
	}
	return keys
}

func (e env) listJSON(rows []docs.ListError) int {
	text, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		e.errorf("encode the list: %v", err)
		return exitIO
	}
	fmt.Fprintf(e.stdout, "%s\n", text)
	return exitOK
}

func (e env) listText(rows []docs.ListError) int {
	if len(rows) == 0 {
		e.errorf("no code matches")
		return exitOK
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CODE\tSTATUS\tCATEGORY\tRETRY")
	for _, x := range rows {
		retry := x.Retry
		if x.RetryAfter != nil {
			retry = fmt.Sprintf("after %ds", *x.RetryAfter)
		}
		if x.Deprecated != nil {
			retry += " (deprecated)"
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", x.Code, x.Status, x.Category, retry)
	}
	if err := w.Flush(); err != nil {
		return exitIO
	}
	return exitOK
}
