package docs_test

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// faults returns what is wrong with the markup of a page: what a browser would
// read in another way than it is written, and what a reader without a screen
// or a mouse would miss.
func faults(page []byte) []string {
	list, _, problems := written(page)
	root := tree(page)
	f := &faultFinder{problems: problems, ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f.all = append(f.all, n)
			if id := attr(n, "id"); id != "" {
				f.ids[id]++
			}
			if target := attr(n, "for"); n.Data == "label" && target != "" {
				f.labelled = append(f.labelled, target)
			}
		}
	}
	f.compare(list)
	for id, n := range f.ids {
		f.check(n == 1, "id %q is there %d times", id, n)
	}
	f.page(root)
	level := 0
	for _, n := range f.all {
		f.element(n)
		if h := headingLevel(n); h > 0 {
			f.check(h <= level+1, "h%d %q comes after h%d", h, textOf(n), level)
			level = h
		}
	}
	return f.problems
}

type faultFinder struct {
	all      []*html.Node // in document order
	ids      map[string]int
	labelled []string // the IDs that labels are for
	problems []string
}

func (f *faultFinder) check(ok bool, format string, args ...any) {
	if !ok {
		f.problems = append(f.problems, fmt.Sprintf(format, args...))
	}
}

// compare holds the tree that a browser makes to the tags that are written: a
// list in a paragraph, a row without a body and the like make others.
func (f *faultFinder) compare(list []element) {
	var made, wrote []string
	for _, n := range f.all {
		made = append(made, n.Data)
	}
	for _, e := range list {
		wrote = append(wrote, e.name)
	}
	f.check(slices.Equal(made, wrote), "browsers read %d elements, %d are written, or in another order", len(made), len(wrote))
}

// page checks what a page has once.
func (f *faultFinder) page(root *html.Node) {
	count := map[string]int{}
	for _, n := range f.all {
		count[n.Data]++
		switch n.Data {
		case "html":
			f.check(attr(n, "lang") != "", "html has no lang")
		case "title":
			f.check(strings.TrimSpace(textOf(n)) != "", "the title is empty")
		}
	}
	for _, name := range []string{"title", "main", "h1"} {
		f.check(count[name] == 1, "there are %d %s elements, want 1", count[name], name)
	}
}

// element checks one element.
func (f *faultFinder) element(n *html.Node) {
	for _, name := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for"} {
		for _, id := range strings.Fields(attr(n, name)) {
			f.check(f.ids[id] > 0, "%s of <%s> is %q, which is not there", name, n.Data, id)
		}
	}
	name := strings.TrimSpace(textOf(n) + attr(n, "aria-label") + attr(n, "aria-labelledby"))
	switch n.Data {
	case "a":
		f.check(attr(n, "href") != "" && name != "", "a link to %q has the text %q", attr(n, "href"), name)
	case "button", "summary", "legend", "caption", "th", "dt", "label", "h1", "h2", "h3", "h4":
		f.check(name != "", "<%s> is empty", n.Data)
	case "nav", "form", "fieldset":
		named := name != "" && (attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" || attr(n, "role") == "search" || has(n, "legend"))
		f.check(named, "<%s> has no name", n.Data)
	case "input", "select", "textarea":
		f.check(attr(n, "type") == "hidden" || attr(n, "aria-label") != "" || slices.Contains(f.labelled, attr(n, "id")) || within(n, "label"), "<%s> has no label", n.Data)
	case "img":
		f.check(hasAttr(n, "alt"), "an image has no alt text")
	case "svg":
		f.check(attr(n, "aria-hidden") == "true" || has(n, "title"), "a drawing is neither hidden nor named")
	case "table":
		f.check(has(n, "caption") || attr(n, "aria-label") != "" || has(n, "th"), "a table has neither caption nor headings")
	case "li":
		f.check(n.Parent.Data == "ul" || n.Parent.Data == "ol", "<li> is in <%s>", n.Parent.Data)
	}
}

func headingLevel(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func has(n *html.Node, name string) bool {
	for kid := range n.Descendants() {
		if kid.Type == html.ElementNode && kid.Data == name {
			return true
		}
	}
	return false
}

func within(n *html.Node, name string) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Data == name {
			return true
		}
	}
	return false
}
