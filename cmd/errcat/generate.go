package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/output"
)

const generateHelp = `
Generate reads a catalog and writes what its outputs name, relative to the
catalog file. It makes the directories it needs:

	outputs:
	  go: catalog/apierr  # the Go package: a constant, an error type and a
	                      # constructor for each code
	  schema: catalog.schema.json     # lets editors complete catalog files
	  reference: docs/catalog-file.md # everything a catalog file can say

One of them is enough. For the documentation, see errcat help docs.

All files are written or none: a catalog with problems, generated code that does
not type-check, and a file in the way that errcat did not write leave everything
as it was. Files that would not change are not touched; the line endings of a
checkout make no difference. A file .errcat-manifest in each directory lists
what errcat wrote there; what is listed but no longer generated is removed.

With -check nothing is written. The differences between the files and the
catalog are printed as a unified diff, and the exit status is 1 if there are
any.

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
	c, err := catalogfile.Load(*path, &catalogfile.Options{Resolve: gotool.Locate, Check: golang.Check})
	if err != nil {
		return e.failed(*path, err)
	}
	t, err := newTargets(c)
	if err != nil {
		return e.failed(*path, err)
	}
	if *check {
		return e.differ(t.plan, *path, "generate")
	}
	if err := t.write(); err != nil {
		return e.failed(*path, fmt.Errorf("write the generated files: %w", err))
	}
	for _, name := range t.plan.Written() {
		fmt.Fprintf(e.stdout, "wrote %s\n", name)
	}
	for _, name := range t.plan.Removed() {
		fmt.Fprintf(e.stdout, "removed %s\n", name)
	}
	return exitOK
}

// differ prints what a verb would change.
func (e env) differ(plan *output.Plan, path, verb string) int {
	n := plan.Changes()
	if n == 0 {
		return exitOK
	}
	e.stdout.Write(plan.Diff())
	e.errorf("%s not up to date with %s; run errcat %s", count(n, "file is", "files are"), path, verb)
	return exitFindings
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
	case noCatalog(path, err):
		e.errorf("%v; %s", err, nameCatalog)
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
