package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/docs"
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/output"
	"github.com/asterwise/errcat/internal/tree"
)

// targets is what is to be done for the outputs of a catalog.
type targets struct {
	code    *output.Set       // nil where the catalog wants none
	files   map[string][]byte // of code
	pages   *tree.Plan        // nil where the catalog wants none
	singles []*output.Set
}

// newTargets compares all outputs with what is there. It writes nothing.
func newTargets(c *model.Catalog) (*targets, error) {
	var problems diag.List
	if out := c.Outputs; out.Go.Value == "" && out.Docs.Value == "" && out.Schema.Value == "" && out.Reference.Value == "" {
		problems.Add(c.Outputs.Pos, ruleOutput, "catalog names no output; say where the Go package goes, as in outputs: {go: %s}", c.Package.Value)
		return nil, problems
	}
	t := &targets{}
	for _, add := range []func(*model.Catalog) error{t.addCode, t.addPages, t.addSingles} {
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
	set, err := output.Plan(filepath.Dir(c.File), filepath.FromSlash(where.Value), files, golang.IsGenerated)
	if err != nil {
		return inTheWay(where, err, "compare the generated code")
	}
	if name, other := gotool.OtherPackage(set.Dir(), c.Package.Value, files); other != "" {
		var problems diag.List
		problems.Add(where.Pos, ruleOutput, "%s holds package %s (%s), not %s; name another directory or package", set.Dir(), other, name, c.Package.Value)
		return problems
	}
	t.code, t.files = set, files
	return nil
}

// addPages adds the Markdown pages.
func (t *targets) addPages(c *model.Catalog) error {
	where := c.Outputs.Docs
	if where.Value == "" {
		return nil
	}
	book, err := docs.NewBook(c)
	if err != nil {
		return err
	}
	pages := book.Markdown()
	dir, err := output.Place(filepath.Dir(c.File), filepath.FromSlash(where.Value))
	if err == nil {
		t.pages, err = tree.New(dir, pages)
	}
	return inTheWay(where, err, "compare the documentation")
}

// inTheWay makes a problem of the catalog of what is in the way of an output.
func inTheWay(where model.Text, err error, doing string) error {
	var (
		problems diag.List
		file     *output.Obstacle
		page     *tree.Obstacle
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &file), errors.As(err, &page):
		problems.Add(where.Pos, ruleOutput, "%v", err)
		return problems
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// changed returns how many files differ from the catalog.
func (t *targets) changed() int {
	n := 0
	if t.code != nil {
		n += len(t.code.Changed())
	}
	if t.pages != nil {
		n += t.pages.Len()
	}
	for _, set := range t.singles {
		n += len(set.Changed())
	}
	return n
}

// diff returns what would change, as a unified diff.
func (t *targets) diff() []byte {
	var out []byte
	if t.code != nil {
		out = append(out, t.code.Diff()...)
	}
	if t.pages != nil {
		out = append(out, t.pages.Diff()...)
	}
	for _, set := range t.singles {
		out = append(out, set.Diff()...)
	}
	return out
}
