package docs_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// An element is a tag of a page with its attributes.
type element struct {
	name  string
	attrs map[string]string
}

// elements reads a page: its tags as they are written, and its text. It fails
// the test where a browser would have to guess.
func elements(t *testing.T, name string, page []byte) (list []element, text string) {
	t.Helper()
	list, text, problems := written(page)
	for _, p := range problems {
		t.Errorf("%s: %s", name, p)
	}
	return list, text
}

// inlineTexts returns the style sheets and scripts that are in a page. Scripts
// of another type are data.
func inlineTexts(page []byte) (texts []string) {
	for n := range tree(page).Descendants() {
		if n.Type == html.ElementNode && (n.Data == "style" || n.Data == "script" && attr(n, "type") == "" && attr(n, "src") == "") {
			texts = append(texts, textOf(n))
		}
	}
	return texts
}

// tree parses a page as browsers do.
func tree(page []byte) *html.Node {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		panic(err) // of a reader only, and this one has none
	}
	return root
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf returns the text in an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for kid := range n.Descendants() {
		if kid.Type == html.TextNode {
			b.WriteString(kid.Data)
		}
	}
	return b.String()
}

// written reads the tags of a page one by one. Each that is opened has to be
// closed, in order, and none is there twice in one tag.
func written(page []byte) (list []element, text string, problems []string) {
	void := []string{"base", "meta", "link", "input", "br", "hr", "img", "wbr"}
	var open []string
	var b strings.Builder
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				problems = append(problems, "not closed: "+strings.Join(open, ", "))
			}
			return list, b.String(), problems
		case html.StartTagToken, html.SelfClosingTagToken:
			e := element{token.Data, map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Key]; twice {
					problems = append(problems, "<"+e.name+"> has "+a.Key+" twice")
				}
				e.attrs[a.Key] = a.Val
			}
			list = append(list, e)
			if kind == html.StartTagToken && !slices.Contains(void, e.name) {
				open = append(open, e.name)
			}
		case html.EndTagToken:
			last := len(open) - 1
			if last < 0 || open[last] != token.Data {
				problems = append(problems, "</"+token.Data+"> closes "+strings.Join(open, ", "))
				return list, b.String(), problems
			}
			open = open[:last]
		case html.TextToken:
			if len(open) == 0 || open[len(open)-1] != "script" && open[len(open)-1] != "style" {
				b.WriteString(token.Data)
			}
		}
	}
}
