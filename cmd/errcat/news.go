package main

import (
	"path/filepath"

	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/edit"
	"github.com/asterwise/errcat/internal/model"
)

// stamp writes the day of a release into the catalog file.
func (e env) stamp(c *model.Catalog, day string, n diff.News) int {
	if len(n.Added)+len(n.Changed) == 0 {
		e.errorf("there is nothing to stamp")
		return exitOK
	}
	text, err := edit.Stamp(c, edit.Release{Day: day, Added: n.Added, Changed: n.Changed})
	if err != nil {
		return e.failed(c.File, err)
	}
	plan, err := e.planEdits("diff: with the day of the release", c, []edit.File{{Name: filepath.Base(c.File), Text: text}})
	if err != nil {
		return e.failed(c.File, err)
	}
	if err := plan.Write(nil); err != nil {
		return e.failed(c.File, err)
	}
	e.errorf("wrote %s: since of %s, changed of %s", c.File,
		count(len(n.Added), "code", "codes"), count(len(n.Changed), "code", "codes"))
	return exitOK
}
