package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A verb is one thing that the command is asked to do.
type verb struct {
	name    string
	args    []string
	off     bool     // without what the last run has left behind
	remove  []string // before it runs: files and directories of the module
	edition int      // of the catalog that is written before it runs, 0 for none
	check   func(s *site, n int, r reading) error
}

// verbs returns them in the order in which they run: some find what the one
// before has left.
func verbs() []verb {
	outputs := []string{"catalog/apierr", "docs/errors", "../cache"}
	return []verb{
		{name: "generate, everything", args: []string{"generate"}, edition: 1, remove: outputs, check: generated},
		{name: "generate, one title changed", args: []string{"generate"}, edition: 2, check: changed},
		{name: "generate, nothing changed", args: []string{"generate"}, check: silent},
		{name: "generate -check, nothing changed", args: []string{"generate", "-check"}, check: silent},
		{name: "generate, nothing changed, ERRCATCACHE=off", args: []string{"generate"}, off: true, check: silent},
		{name: "docs, a site", args: []string{"docs", "-out", "site"}, remove: []string{"site"}, check: pages("site", "%s/index.html")},
		{name: "docs, nothing changed", args: []string{"docs", "-out", "site"}, check: silent},
		{name: "docs -shared, a site", args: []string{"docs", "-shared", "-out", "shared"}, remove: []string{"shared"}, check: pages("shared", "%s/index.html")},
		{name: "docs -format markdown", args: []string{"docs", "-format", "markdown", "-out", "markdown"}, remove: []string{"markdown"}, check: pages("markdown", "%s.md")},
		{name: "list", args: []string{"list"}, check: listed},
		{name: "explain", args: []string{"explain", "key_not_found"}, check: explained},
	}
}

// silent expects a run that had nothing to do.
func silent(_ *site, _ int, r reading) error {
	if r.stdout != "" {
		return fmt.Errorf("it printed %.200q, want nothing", r.stdout)
	}
	return nil
}

// generated expects the package and the pages.
func generated(s *site, n int, r reading) error {
	if !strings.Contains(r.stdout, "errors_gen.go") {
		return fmt.Errorf("it printed %.200q, which names no errors_gen.go", r.stdout)
	}
	text, err := os.ReadFile(s.path("catalog/apierr/codes_gen.go"))
	if err != nil {
		return err
	}
	if got := strings.Count(string(text), " catalog.Code = "); got != n {
		return fmt.Errorf("codes_gen.go has %d codes, want %d", got, n)
	}
	return count(s, "docs/errors/*.md", n+1) // and the index
}

// changed expects that only files with the title were written.
func changed(s *site, _ int, r reading) error {
	if strings.Contains(r.stdout, "codes_gen.go") || !strings.Contains(r.stdout, "wrote catalog/apierr/catalog_gen.go") {
		return fmt.Errorf("it printed %.200q, want that it wrote catalog_gen.go and not codes_gen.go", r.stdout)
	}
	return nil
}

// pages expects a page for each code in a directory.
func pages(dir, form string) func(*site, int, reading) error {
	return func(s *site, n int, r reading) error {
		if !strings.HasPrefix(r.stdout, dir+": wrote ") {
			return fmt.Errorf("it printed %.200q, want what it wrote into %s", r.stdout, dir)
		}
		if _, err := os.Stat(s.path(dir + "/" + fmt.Sprintf(form, "key_not_found"))); err != nil {
			return err
		}
		if form == "%s.md" {
			n++ // the index
		}
		return count(s, dir+"/"+fmt.Sprintf(form, "*"), n)
	}
}

func count(s *site, glob string, want int) error {
	names, err := filepath.Glob(s.path(glob))
	if err != nil {
		return err
	}
	if len(names) != want {
		return fmt.Errorf("there are %d files %s, want %d", len(names), glob, want)
	}
	return nil
}

// listed expects a line for each code, and a heading.
func listed(_ *site, n int, r reading) error {
	if got := strings.Count(r.stdout, "\n"); got != n+1 {
		return fmt.Errorf("it printed %d lines, want %d", got, n+1)
	}
	return nil
}

// explained expects the page of a code.
func explained(_ *site, _ int, r reading) error {
	if !strings.Contains(r.stdout, `"error": "key_not_found"`) {
		return fmt.Errorf("it printed %.200q, want the page of key_not_found", r.stdout)
	}
	return nil
}
