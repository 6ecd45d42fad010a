package main

import (
	"errors"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/catalogref"
	"github.com/asterwise/errcat/internal/model"
)

// A single is a file that a catalog names by itself.
type single struct {
	where model.Text
	text  []byte
}

// singles returns the files that a catalog wants one by one.
func singles(c *model.Catalog) ([]single, error) {
	var all []single
	if where := c.Outputs.Schema; where.Value != "" {
		schema, err := catalogref.Schema()
		if err != nil {
			return nil, err
		}
		all = append(all, single{where, schema})
	}
	if where := c.Outputs.Reference; where.Value != "" {
		all = append(all, single{where, catalogref.Reference(catalogfile.Rules())})
	}
	return all, nil
}

// addSingles adds the files that the catalog names one by one.
func (t *targets) addSingles(c *model.Catalog) error {
	files, err := singles(c)
	if err != nil {
		return err
	}
	var problems diag.List
	for _, f := range files {
		err := t.plan.File(f.where.Value, f.text)
		if err == nil {
			continue
		}
		var more diag.List
		if err := inTheWay(f.where, err); !errors.As(err, &more) {
			return err
		}
		problems = append(problems, more...)
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}
