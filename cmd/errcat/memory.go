package main

import (
	"os"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/record"
)

// A memory is what generate knows of its last run over a catalog, and what the
// next will know of this one.
type memory struct {
	path  string
	store *record.Store
	next  *record.Record
}

func newMemory(path string) *memory {
	m := &memory{path: path, store: record.Open(os.Getenv(record.Setting))}
	program := "" // need not be known where nothing is kept
	if m.store != nil {
		program = record.Program()
	}
	m.next = record.New(program)
	return m
}

// upToDate reports whether the outputs are known to be what a run would write.
func (m *memory) upToDate() bool {
	return m.store.Load(m.path).UpToDate(m.next.Program, &catalogfile.Options{Resolve: gotool.Locate})
}

// keep remembers what belongs into the outputs, whether or not it is there
// yet: the next run will look.
func (m *memory) keep(c *model.Catalog, t *targets) {
	if m.store == nil {
		return
	}
	if t.code != nil {
		m.next.Code = &record.Code{Dir: c.Outputs.Go.Value, Package: c.Package.Value, Files: record.NewFiles(t.files)}
	}
	if t.pages != nil {
		m.next.Pages = &record.Pages{Dir: c.Outputs.Docs.Value, Files: record.NewFiles(t.pages.Files())}
	}
	m.store.Save(m.path, m.next)
}
