package main

import (
	"errors"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/emit/jsonschema"
	"github.com/asterwise/errcat/internal/emit/openapi"
	"github.com/asterwise/errcat/internal/emit/python"
	"github.com/asterwise/errcat/internal/emit/typescript"
	"github.com/asterwise/errcat/internal/model"
)

// addDirs adds the directories that hold no Go.
func (t *targets) addDirs(c *model.Catalog) error {
	var problems diag.List
	for _, dir := range []struct {
		where model.Text
		emit  func(*model.Catalog) (map[string][]byte, error)
	}{
		{c.Outputs.Python, python.Emit},
		{c.Outputs.TypeScript, typescript.Emit},
		{c.Outputs.OpenAPI, openapi.Emit},
		{c.Outputs.JSONSchema, jsonschema.Emit},
	} {
		if dir.where.Value == "" {
			continue
		}
		files, err := dir.emit(c)
		if err == nil {
			_, err = t.plan.Dir(dir.where.Value, files)
		}
		if err == nil {
			continue
		}
		var more diag.List
		if !errors.As(err, &more) && !errors.As(inTheWay(dir.where, err), &more) {
			return inTheWay(dir.where, err)
		}
		problems = append(problems, more...)
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}
