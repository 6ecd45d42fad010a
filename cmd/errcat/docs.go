package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
	"github.com/asterwise/errcat/internal/tree"
)

const docsHelp = `
Docs writes the documentation of a catalog into a directory: a page for each
code, with the response that a service sends, and an index.

The format html is a static site. It needs no server and no build step, works
below any path, and has its Markdown and JSON counterparts beside it. Links are
checked before anything is written. With -shared, style sheet and script are
files that all pages share, and not in each page: less than half as large, good
for embedding into a service, but not for reading from disk.

The format markdown is pages with front matter for a publishing tool, which
-preset names:

%s
A file .errcat-manifest in the directory lists what errcat wrote. Pages of codes
that are gone are removed; files that errcat did not write are left alone, and
where one is in the way nothing is written.

With -check nothing is written. The differences are printed as a unified diff,
and the exit status is 1 if there are any.
`

// docsVerb is the verb docs.
func docsVerb(e env, args []string) int {
	f := newFlags(e, "docs", fmt.Sprintf(docsHelp, presetList()))
	path := f.catalogFlag()
	out := f.String("out", "", "write into the directory `DIR`; required")
	format := f.String("format", "html", "write `FORMAT`: html or markdown")
	preset := f.String("preset", "", "write markdown for the `TOOL`; github if not given")
	shared := f.Bool("shared", false, "let the pages of a site share style sheet and script")
	check := f.Bool("check", false, "write nothing; print what would change")
	if status, ok := f.parse(args); !ok {
		return status
	}
	if *out == "" {
		e.errorf("docs: no directory to write into; name one with -out")
		return exitUsage
	}
	build, err := builder(*format, *preset, *shared)
	if err != nil {
		e.errorf("docs: %v", err)
		return exitUsage
	}
	c, err := catalogfile.Load(*path, &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		return e.failed(*path, err)
	}
	files, err := build(c)
	if err != nil {
		return e.failed(*path, err)
	}
	plan, err := tree.New(*out, files)
	var obstacle *tree.Obstacle
	if errors.As(err, &obstacle) {
		e.errorf("docs: %v; nothing was written", err)
		return exitFindings
	}
	if err != nil {
		return e.failed(*path, err)
	}
	if *check {
		return e.docsDiffer(plan, *path)
	}
	if err := plan.Apply(); err != nil {
		e.errorf("write the documentation: %v", err)
		return exitIO
	}
	if plan.Len() > 0 {
		e.wrotePages(plan)
	}
	return exitOK
}

// wrotePages says what was done.
func (e env) wrotePages(plan *tree.Plan) {
	fmt.Fprintf(e.stdout, "%s: wrote %s, removed %d\n", plan.Dir(), count(len(plan.Written()), "file", "files"), len(plan.Removed()))
}

// docsDiffer prints what would change.
func (e env) docsDiffer(plan *tree.Plan, path string) int {
	if plan.Len() == 0 {
		return exitOK
	}
	e.stdout.Write(plan.Diff())
	e.errorf("%s not up to date with %s; run errcat docs", count(plan.Len(), "file is", "files are"), path)
	return exitFindings
}

// builder returns the function that makes the files of a format.
func builder(format, preset string, shared bool) (func(*model.Catalog) (docs.Files, error), error) {
	switch format {
	case "html":
		if preset != "" {
			return nil, fmt.Errorf("-preset %s is for markdown; add -format markdown", preset)
		}
		return func(c *model.Catalog) (docs.Files, error) { return site(c, &docs.SiteOptions{Shared: shared}) }, nil
	case "markdown":
		if shared {
			return nil, errors.New("-shared is for html; remove it")
		}
		if preset == "" {
			preset = plainMarkdown
		}
		var names []string
		for _, flavor := range docs.Flavors() {
			if flavor.Name == preset {
				return func(c *model.Catalog) (docs.Files, error) { return markdown(c, preset) }, nil
			}
			names = append(names, flavor.Name)
		}
		return nil, fmt.Errorf("unknown preset %q%s; use one of %s", preset, didYouMean(preset, names), strings.Join(names, ", "))
	default:
		return nil, fmt.Errorf("unknown format %q; use html or markdown", format)
	}
}

// plainMarkdown is the preset for pages that are read where they are stored.
const plainMarkdown = "github"

// markdown returns the pages in the form of a preset.
func markdown(c *model.Catalog, preset string) (docs.Files, error) {
	book, err := docs.NewBook(c)
	if err != nil {
		return nil, err
	}
	return markdownOf(book, preset)
}

func markdownOf(book *docs.Book, preset string) (docs.Files, error) {
	for _, flavor := range docs.Flavors() {
		if flavor.Name == preset {
			return book.Markdown(&flavor), nil
		}
	}
	return nil, fmt.Errorf("unknown preset %q", preset)
}

// site returns the static site, if its links hold.
func site(c *model.Catalog, opts *docs.SiteOptions) (docs.Files, error) {
	files, err := docs.Site(c, opts)
	if err != nil {
		return nil, err
	}
	if problems := docs.Check(c, files); len(problems) > 0 {
		return nil, problems
	}
	return files, nil
}

func presetList() string {
	var b strings.Builder
	for _, flavor := range docs.Flavors() {
		fmt.Fprintf(&b, "\t%-11s %s\n", flavor.Name, flavor.About)
	}
	return b.String()
}

func didYouMean(word string, names []string) string {
	if near := new(spell.Speller).Nearest(word, names); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
