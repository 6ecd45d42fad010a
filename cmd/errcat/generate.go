package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/output"
	"github.com/asterwise/errcat/internal/spec"
)

const generateHelp = `
Generate reads a catalog and writes the Go package that its outputs name: a
constant, an error type and a constructor for each code. The directory is
relative to the catalog file and made if need be.

All files are written or none: a catalog with problems, generated code that
does not type-check, and a file in the way that errcat did not write leave
everything as it was. Files that would not change are not touched.

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
	c, err := spec.Load(*path, &spec.Options{Resolve: gotool.Locate, Check: golang.Check})
	if err != nil {
		return e.failed(*path, err)
	}
	set, files, err := plan(c)
	switch {
	case err != nil:
		return e.failed(*path, err)
	case len(set.Changed()) == 0:
		return exitOK
	case *check:
		e.stdout.Write(set.Diff())
		e.errorf("%s not up to date with %s; run errcat generate", count(len(set.Changed()), "file is", "files are"), *path)
		return exitFindings
	}
	if err := set.Write(func(dir string) error { return gotool.Check(dir, files) }); err != nil {
		return e.failed(*path, fmt.Errorf("write the generated code: %w", err))
	}
	for _, name := range set.Changed() {
		fmt.Fprintf(e.stdout, "wrote %s\n", name)
	}
	return exitOK
}

// plan returns the files of the Go package and what is to be done with them.
func plan(c *model.Catalog) (*output.Set, map[string][]byte, error) {
	var problems diag.List
	where := c.Outputs.Go
	if where.Value == "" {
		problems.Add(diag.Pos{File: c.File}, ruleOutput, "catalog names no output; say where the Go package goes, as in outputs: {go: %s}", c.Package.Value)
		return nil, nil, problems
	}
	files, err := golang.Emit(c)
	if err != nil {
		return nil, nil, err
	}
	set, err := output.Plan(filepath.Dir(c.File), filepath.FromSlash(where.Value), files, golang.IsGenerated)
	var obstacle *output.Obstacle
	if errors.As(err, &obstacle) {
		problems.Add(where.Pos, ruleOutput, "%s", obstacle)
		return nil, nil, problems
	}
	if err != nil {
		return nil, nil, fmt.Errorf("compare the generated code: %w", err)
	}
	if name, other := gotool.OtherPackage(set.Dir(), c.Package.Value, files); other != "" {
		problems.Add(where.Pos, ruleOutput, "%s holds package %s (%s), not %s; name another directory or package", set.Dir(), other, name, c.Package.Value)
		return nil, nil, problems
	}
	return set, files, nil
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
