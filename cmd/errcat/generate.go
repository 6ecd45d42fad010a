package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
)

const generateHelp = `
Generate reads a catalog and writes what its outputs name, in directories
relative to the catalog file, made if need be:

	outputs:
	  go: catalog/apierr  # the Go package: a constant, an error type and a
	                      # constructor for each code
	  docs: docs/errors   # the documentation as Markdown, a page for each code
	  schema: catalog.schema.json     # by which editors complete catalog files
	  reference: docs/catalog-file.md # all that a catalog file can say

One of them is enough. For a static site, and for Markdown that a publishing
tool wants, see errcat help docs.

All files are written or none: a catalog with problems, a dead link in its
documentation, generated code that does not type-check, and a file in the way
that errcat did not write leave everything as it was. Files that would not
change are not touched. Pages of codes that are gone are removed: a file
.errcat-manifest in their directory lists what errcat wrote.

With -check nothing is written. The differences between the files and the
catalog are printed as a unified diff, and the exit status is 1 if there are
any.

What a catalog gave rise to is remembered, with -check as well, so that a run
that finds nothing changed ends at once: the command itself, the catalog, those
that it extends, and all files that it wrote are then the same, byte for byte.
The records, at most 64, are in the directory errcat of the user's cache
directory, and can be removed at any time. The environment variable ERRCATCACHE
names another directory, by an absolute path, or turns them off:
ERRCATCACHE=off.

Type-checking and catalogs that are extended by module path need the go
command, and the module that the files belong to: it must require
github.com/asterwise/errcat.
`

// generate is the verb.
func generate(e env, args []string) int {
	f := newFlags(e, "generate", generateHelp)
	path := f.catalogFlag()
	check := f.Bool("check", false, "write nothing; print what would change")
	if status, ok := f.parse(args); !ok {
		return status
	}
	m := newMemory(*path)
	if m.upToDate() {
		return exitOK
	}
	c, err := catalogfile.Load(*path, &catalogfile.Options{Resolve: gotool.Locate, Check: checkNames, Trace: m.next.Read})
	if err != nil {
		return e.failed(*path, err)
	}
	t, err := newTargets(c)
	if err != nil {
		return e.failed(*path, err)
	}
	if len(t.singles) == 0 { // a record does not know them
		m.keep(c, t)
	}
	switch {
	case t.changed() == 0:
		return exitOK
	case *check:
		e.stdout.Write(t.diff())
		e.errorf("%s not up to date with %s; run errcat generate", count(t.changed(), "file is", "files are"), *path)
		return exitFindings
	}
	return e.write(t, *path)
}

// checkNames holds the names of a catalog to the rules of Go, unless it is for
// documentation alone.
func checkNames(c *model.Catalog) diag.List {
	if c.Outputs.Go.Value == "" {
		return nil
	}
	return golang.Check(c)
}

// write writes the targets: first the code, which is refused where it does not
// type-check, then the pages, which nothing but the disk can refuse.
func (e env) write(t *targets, path string) int {
	if t.code != nil && len(t.code.Changed()) > 0 {
		if err := t.code.Write(func(dir string) error { return gotool.Check(dir, t.files) }); err != nil {
			return e.failed(path, fmt.Errorf("write the generated code: %w", err))
		}
		for _, name := range t.code.Changed() {
			fmt.Fprintf(e.stdout, "wrote %s\n", name)
		}
	}
	if t.pages != nil && t.pages.Len() > 0 {
		if err := t.pages.Apply(); err != nil {
			e.errorf("write the documentation: %v; solve that and run errcat generate again", err)
			return exitIO
		}
		e.wrotePages(t.pages)
	}
	for _, set := range t.singles {
		if len(set.Changed()) == 0 {
			continue
		}
		if err := set.Write(nil); err != nil {
			return e.failed(path, err)
		}
		for _, name := range set.Changed() {
			fmt.Fprintf(e.stdout, "wrote %s\n", name)
		}
	}
	return exitOK
}

const ruleOutput = "output"

// failed says why the verb ended early, and returns the exit status for it.
func (e env) failed(path string, err error) int {
	var (
		problems diag.List
		failure  *gotool.Failure
	)
	switch {
	case errors.As(err, &problems):
		fmt.Fprintln(e.stderr, problems)
		e.errorf("%s; nothing was written", count(len(problems), "problem", "problems"))
		return exitFindings
	case errors.As(err, &failure):
		e.errorf("the generated code does not type-check; nothing was written. The go command says:\n\t%s", strings.ReplaceAll(failure.Output, "\n", "\n\t"))
		e.errorf("if it misses %s, or something in it, update the module: go get %s", golang.Kernel, strings.TrimSuffix(golang.Kernel, "/catalog"))
		return exitFindings
	case errors.Is(err, fs.ErrNotExist) && path == "catalog.yaml":
		e.errorf("%v; go to the directory of the catalog, or name the file with -catalog", err)
	default:
		e.errorf("%v; nothing was written", err)
	}
	return exitIO
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
