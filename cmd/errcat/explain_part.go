package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/find"
)

// samplesOf returns the samples of a page that need no package of ours: each is
// whole in itself, so that it can go into a file.
func samplesOf(page *docs.Page) []*docs.Code {
	var list []*docs.Code
	for _, s := range page.Sections {
		for _, block := range s.Blocks {
			if !block.Typed {
				list = append(list, block.Samples...)
			}
		}
	}
	return list
}

// languagesOf returns the languages of samples, each once.
func languagesOf(page *docs.Page) []string {
	var list []string
	for _, s := range samplesOf(page) {
		if !slices.Contains(list, s.Language) {
			list = append(list, s.Language)
		}
	}
	return list
}

// oneOf joins words that are there to choose from.
func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// sample prints the samples of a page for the language.
func (x *explainer) sample(page *docs.Page) int {
	found := 0
	for _, s := range samplesOf(page) {
		if strings.EqualFold(s.Language, x.language) || strings.EqualFold(s.Label, x.language) {
			if found++; found > 1 {
				fmt.Fprintln(x.stdout)
			}
			fmt.Fprint(x.stdout, s.Text)
		}
	}
	languages := languagesOf(page)
	switch {
	case found > 0:
		return exitOK
	case len(languages) == 0:
		x.errorf("%s has no samples", page.Code)
		return exitFindings
	}
	x.errorf("%s has no sample for %q; use %s", page.Code, x.language, oneOf(languages))
	return exitUsage
}

// list prints the codes that fit, the best first.
func (x *explainer) list(found []find.Match) int {
	if x.language != "" {
		x.errorf("several codes fit, the best are %s; name one of them with -lang", oneOf(codesOf(found[:min(maxSuggestions, len(found))])))
		return exitFindings
	}
	w := tabwriter.NewWriter(x.stdout, 0, 0, 2, ' ', 0)
	for _, m := range found[:min(maxListed, len(found))] {
		_, page, err := x.book(m.Code)
		if err != nil {
			x.errorf("%v", err)
			return exitIO
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", m.Code, statusOf(page), page.Title())
	}
	if err := w.Flush(); err != nil {
		return exitIO
	}
	if more := len(found) - maxListed; more > 0 {
		fmt.Fprintf(x.stdout, "and %s\n", count(more, "other", "others"))
	}
	fmt.Fprintln(x.stdout, "\nerrcat explain CODE explains one of them")
	return exitOK
}

func codesOf(found []find.Match) []string {
	var codes []string
	for _, m := range found {
		codes = append(codes, m.Code)
	}
	return codes
}

func statusOf(page *docs.Page) string {
	if page.Entry == nil {
		return "retired"
	}
	return fmt.Sprint(page.Entry.Status)
}
