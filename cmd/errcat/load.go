package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
)

// load reads a catalog for a verb that writes no files. Where it is nil, the
// reason has been printed and the status is the one to exit with.
func (e env) load(path string) (c *model.Catalog, status int) {
	c, err := catalogfile.Load(path, &catalogfile.Options{Resolve: gotool.Locate})
	var problems diag.List
	switch {
	case err == nil:
		return c, exitOK
	case errors.As(err, &problems):
		fmt.Fprintln(e.stderr, problems)
		e.errorf("%s", count(len(problems), "problem", "problems"))
		return nil, exitFindings
	case noCatalog(path, err):
		e.errorf("%v; %s", err, nameCatalog)
	default:
		e.errorf("%v", err)
	}
	return nil, exitIO
}

const nameCatalog = "go to the directory of the catalog, or name the file with -catalog"

// noCatalog reports whether an error says that the catalog is not where it is
// by default.
func noCatalog(path string, err error) bool {
	var missing *fs.PathError
	return path == "catalog.yaml" && errors.As(err, &missing) && missing.Path == path && errors.Is(err, fs.ErrNotExist)
}
