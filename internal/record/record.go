// Package record remembers what a catalog gives rise to, so that a command
// that finds nothing changed can say so without doing all the work again.
//
// A record is a shortcut, never a source: it holds what was read, and the
// hashes of what then belongs into the outputs. It is believed only where
// everything that the work depends on is found to be the same: this program,
// every catalog file and how it was found, and every output file as it is on
// disk now. Times and sizes of files count for nothing.
package record

import (
	"path/filepath"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/output"
)

// A Record is what one program makes of one catalog.
type Record struct {
	Program string   // hash of it
	Sources []source // the files that were read, the catalog itself first
	Code    *Code    // nil where the catalog wants none
	Pages   *Pages   // nil where the catalog wants none
}

// A source is a file of a catalog, as [catalogfile.Origin] has it.
type source struct{ Dir, Ref, Path, File, Sum string }

// Code is a Go package in a directory below that of the catalog, with slashes.
type Code struct {
	Dir, Package string
	Files        Files
}

// Pages are documentation in a directory below that of the catalog, with
// slashes.
type Pages struct {
	Dir   string
	Files Files
}

// New returns a record of this program, to be filled in.
func New(program string) *Record { return &Record{Program: program} }

// Read adds a file that was read. It is for [catalogfile.Options.Trace].
func (r *Record) Read(o catalogfile.Origin) {
	s := source{Dir: o.Dir, Ref: o.Ref, Path: o.Path, File: o.File}
	if o.Text != nil {
		s.Sum = sum(o.Text)
	}
	r.Sources = append(r.Sources, s)
}

// UpToDate reports whether the program would read the same again, and find
// its outputs as it would write them. Whatever stands in the way of an answer
// is a no.
func (r *Record) UpToDate(program string, opts *catalogfile.Options) bool {
	if r == nil || program == "" || r.Program != program || len(r.Sources) == 0 || r.Code == nil && r.Pages == nil {
		return false
	}
	for i := range r.Sources {
		if !r.Sources[i].same(i == 0, opts) {
			return false
		}
	}
	root := filepath.Dir(r.Sources[0].Path)
	return r.Code.same(root) && r.Pages.same(root)
}

// same reports whether the file is found where it was, and is what it was.
// Where a module is, only the go command knows: it is asked again.
func (s *source) same(first bool, opts *catalogfile.Options) bool {
	now := catalogfile.Origin{Path: s.Path}
	if first {
		now.File = catalogfile.Identity(s.Path)
	} else {
		var err error
		if now, err = catalogfile.Find(s.Dir, s.Ref, opts); err != nil {
			return false
		}
	}
	if now.Path != s.Path || now.File != s.File {
		return false
	}
	if s.Sum == "" { // read for a source before
		return true
	}
	got, err := sumFile(s.Path)
	return err == nil && got == s.Sum
}

// same reports whether the package is what it should be, and nothing is in its
// way.
func (c *Code) same(root string) bool {
	if c == nil {
		return true
	}
	dir, err := output.Place(root, filepath.FromSlash(c.Dir))
	if err != nil || !c.Files.regular(dir) || !c.Files.same(dir) {
		return false
	}
	ours := map[string][]byte{}
	for _, name := range c.Files.Names {
		ours[name] = nil
	}
	_, other := gotool.OtherPackage(dir, c.Package, ours)
	return other == ""
}

// same reports whether the pages are what they should be. The manifest is one
// of the files: as long as it is right there is nothing to remove.
func (p *Pages) same(root string) bool {
	if p == nil {
		return true
	}
	dir, err := output.Place(root, filepath.FromSlash(p.Dir))
	return err == nil && p.Files.same(dir)
}
