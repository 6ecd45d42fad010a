package main

import (
	"errors"
	"fmt"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/output"
)

const docsHelp = `
Docs writes the documentation of a catalog into a directory: a page for each
code, with the response that a service sends, and an index.

The format html is a static site. It needs no server and no build step, and has
its Markdown and JSON counterparts next to it. It is made for docs_base_url; below
another path and from disk, its links need JavaScript. docs/hosting.md says how to
set up a server. With -shared, all pages share one style sheet and one script
instead of each having its own: a third smaller, good for embedding into a
service, but not for reading from disk.

The format markdown is plain Markdown with front matter, with README.md as the
index. The format mkdocs has tabs for the languages of samples, and SUMMARY.md as
the navigation, by category. The format hugo has a folder for each category.
docs/generators.md says what to set in MkDocs and Hugo.

A file .errcat-manifest in the directory lists what errcat wrote. Pages of codes
that are gone are removed. Files that errcat did not write are left alone; if one
is in the way, nothing is written.

With -check nothing is written. The differences are printed as a unified diff,
and the exit status is 1 if there are any.
`

// docsVerb is the verb docs.
func docsVerb(e env, args []string) int {
	f := newFlags(e, "docs", docsHelp)
	path := f.catalogFlag()
	out := f.String("out", "", "write into the directory `DIR`; required")
	format := f.String("format", "html", "write `FORMAT`: html, markdown, mkdocs or hugo")
	shared := f.Bool("shared", false, "let the pages of a site share style sheet and script")
	check := f.Bool("check", false, "write nothing; print what would change")
	if status, ok := f.parse(args); !ok {
		return status
	}
	if *out == "" {
		e.errorf("docs: no directory to write into; name one with -out")
		return exitUsage
	}
	build, err := builder(*format, *shared)
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
	return e.writeDocs(files, *out, *path, *check)
}

// writeDocs writes the documentation, or prints what would change.
func (e env) writeDocs(files docs.Files, out, path string, check bool) int {
	plan := output.New("")
	dir, err := plan.Dir(out, files)
	var obstacle *output.Obstacle
	switch {
	case errors.As(err, &obstacle):
		e.errorf("docs: %v; nothing was written", err)
		return exitFindings
	case err != nil:
		return e.failed(path, err)
	case check:
		return e.differ(plan, path, "docs")
	}
	if err := plan.Write(nil); err != nil {
		return e.failed(path, fmt.Errorf("write the documentation: %w", err))
	}
	if plan.Changes() > 0 {
		fmt.Fprintf(e.stdout, "%s: wrote %s, removed %d\n", dir, count(len(plan.Written()), "file", "files"), len(plan.Removed()))
	}
	return exitOK
}

// builder returns the function that makes the files of a format.
func builder(format string, shared bool) (func(*model.Catalog) (docs.Files, error), error) {
	if format == "html" {
		return func(c *model.Catalog) (docs.Files, error) { return docs.Site(c, &docs.SiteOptions{Shared: shared}) }, nil
	}
	dialect := map[string]func() *docs.Dialect{"markdown": docs.PlainMarkdown, "mkdocs": docs.MkDocs, "hugo": docs.Hugo}[format]
	switch {
	case dialect == nil:
		return nil, fmt.Errorf("unknown format %q; use html, markdown, mkdocs or hugo", format)
	case shared:
		return nil, errors.New("-shared is for html; remove it")
	}
	return func(c *model.Catalog) (docs.Files, error) {
		book, err := docs.NewBook(c)
		if err != nil {
			return nil, err
		}
		return book.Markdown(dialect()), nil
	}, nil
}
