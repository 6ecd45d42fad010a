package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/output"
)

// targets is what is to be done for the outputs of a catalog.
type targets struct {
	plan *output.Plan
	dir  string            // of the Go package, "" where the catalog wants none
	code map[string][]byte // of the Go package, by name
}

// newTargets compares all outputs with what is there. It writes nothing.
func newTargets(c *model.Catalog) (*targets, error) {
	var problems diag.List
	if !c.Outputs.Any() {
		problems.Add(c.Outputs.Pos, ruleOutput, "catalog names no output; say where the Go package goes, as in outputs: {go: %s}", c.Package.Value)
		return nil, problems
	}
	t := &targets{plan: output.New(filepath.Dir(c.File))}
	for _, add := range []func(*model.Catalog) error{t.addCode, t.addDirs, t.addSingles} {
		var more diag.List
		switch err := add(c); {
		case errors.As(err, &more):
			problems = append(problems, more...)
		case err != nil:
			return nil, err
		}
	}
	if len(problems) > 0 {
		problems.Sort()
		return nil, problems
	}
	return t, nil
}

// addCode adds the Go package.
func (t *targets) addCode(c *model.Catalog) error {
	where := c.Outputs.Go
	if where.Value == "" {
		return nil
	}
	files, err := golang.Emit(c)
	if err != nil {
		return err
	}
	dir, err := t.plan.Dir(where.Value, files)
	if err != nil {
		return inTheWay(where, err)
	}
	if name, other := gotool.OtherPackage(dir, c.Package.Value, files); other != "" {
		var problems diag.List
		problems.Add(where.Pos, ruleOutput, "%s holds package %s (%s), not %s; name another directory or package", dir, other, name, c.Package.Value)
		return problems
	}
	t.dir, t.code = dir, files
	return nil
}

// inTheWay makes a problem of the catalog of what is in the way of an output.
func inTheWay(where model.Text, err error) error {
	var obstacle *output.Obstacle
	if !errors.As(err, &obstacle) {
		return fmt.Errorf("compare the files of %q: %w", where.Value, err)
	}
	var problems diag.List
	problems.Add(where.Pos, ruleOutput, "%v", obstacle)
	return problems
}

// write writes the targets. Code is refused where it does not type-check.
func (t *targets) write() error {
	return t.plan.Write(func() error {
		inPackage := func(path string) bool { return filepath.Dir(path) == t.dir }
		if t.dir == "" || !slices.ContainsFunc(t.plan.Written(), inPackage) {
			return nil
		}
		return gotool.Check(t.dir, t.code)
	})
}
