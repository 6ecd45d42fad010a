package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// TestLinks: what the documents of this repository link to in it is there, down
// to the heading. The links of docs/errors are the loader's business.
func TestLinks(t *testing.T) {
	repo := repository(t)
	var documents []string
	for _, pattern := range []string{"*.md", "docs/*.md", "bench/*.md"} {
		found, err := filepath.Glob(filepath.Join(repo, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("no document is named %s (%v)", pattern, err)
		}
		documents = append(documents, found...)
	}
	checked := 0
	for _, document := range documents {
		links, _ := linksAndHeadings(t, document)
		for _, link := range links {
			to, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", document, err)
				continue
			}
			if to.IsAbs() {
				continue
			}
			checked++
			target := document
			if to.Path != "" {
				target = filepath.Join(filepath.Dir(document), filepath.FromSlash(to.Path))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %q: %v", document, link, err)
				continue
			}
			if to.Fragment == "" {
				continue
			}
			if _, headings := linksAndHeadings(t, target); !headings[to.Fragment] {
				t.Errorf("%s links to %q, and no heading is that", document, link)
			}
		}
	}
	if checked == 0 {
		t.Error("no document links to another one")
	}
}

// linksAndHeadings returns where a document links to, and the fragments of its
// headings.
func linksAndHeadings(t *testing.T, document string) (links []string, headings map[string]bool) {
	t.Helper()
	source, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table))
	headings = map[string]bool{}
	err = ast.Walk(markdown.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			links = append(links, string(n.Destination))
		case *ast.Image:
			links = append(links, string(n.Destination))
		case *ast.Heading:
			headings[fragment(string(n.Lines().Value(source)))] = true
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return links, headings
}

// fragment returns what GitHub makes of a heading.
func fragment(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
