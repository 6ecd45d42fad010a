// Package catalogfile reads catalog files and the pages of their codes. It is the
// only package that knows that they are YAML and Markdown.
//
// Reading is strict: what the format does not define is a problem, and nothing
// is converted or guessed. All problems of all files come back at once, with
// their positions. [Rules] lists what files are held to.
//
// Texts come out finished: a reference to a fact, {facts.name}, has been
// replaced by what the file, or a catalog that it extends, says under facts.
//
// The sections of the contract (§) are those of docs/contract.md.
package catalogfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/parser"
)

// Options change how catalogs are read. A nil *Options is one without
// settings.
type Options struct {
	// Resolve returns the file that an entry of extends means when the entry
	// is a module path: one of several elements with a dot in the first,
	// such as github.com/asterwise/errcat. It may also return a directory,
	// for the catalog.yaml in it. The directory dir is that of the file with
	// the entry. An error becomes a problem at the entry.
	//
	// Entries that begin with ./ or ../ and all other entries are paths
	// relative to the file, as are all entries where Resolve is nil.
	Resolve func(dir, ref string) (path string, err error)

	// Check holds the catalog to further rules, those of the outputs that
	// the caller is going to write. It is also given what could be read of a
	// catalog with problems, so that all come back at once; where it finds
	// fault with something that has a problem already, that is left out.
	Check func(*model.Catalog) diag.List

	// Overlay has texts in the place of those of files, by path: the catalog
	// file or pages as they are going to be. A nil text is that of a file
	// that is not there. Paths are those that positions show.
	Overlay map[string][]byte

	// Trace, where it is not nil, is told of every catalog file and every
	// directory of pages that is read, before it is: also of one that turns
	// out to be missing.
	Trace func(path string)

	// Files, where it is not nil, holds the catalog file and its pages, in
	// place of the disk.
	Files fs.FS
}

// Load reads a catalog file and the catalogs that it extends.
//
// The error is a [diag.List] where the files have problems. It is another
// one, an [*fs.PathError] mostly, where a file cannot be read.
func Load(path string, opts *Options) (*model.Catalog, error) {
	l := newLoader(opts)
	f, err := l.load(path)
	return l.result(f, err)
}

// Parse is [Load] for a file that has been read already. The name is what
// positions show; entries of extends are relative to its directory.
func Parse(name string, src []byte, opts *Options) (*model.Catalog, error) {
	l := newLoader(opts)
	f, err := l.parse(name, src)
	return l.result(f, err)
}

// A loader reads a file and what it extends.
type loader struct {
	opts     Options
	problems diag.List
	spell    speller
	keys     keysets
	markdown parser.Parser
	files    map[string]*file // by identity; nil while a file is being read
}

func newLoader(opts *Options) *loader {
	l := &loader{keys: newKeysets(), markdown: newMarkdown(), files: map[string]*file{}}
	if opts != nil {
		l.opts = *opts
	}
	return l
}

func (l *loader) result(f *file, err error) (*model.Catalog, error) {
	if err != nil {
		return nil, err
	}
	if l.opts.Check != nil {
		l.add(l.opts.Check(f.catalog))
	}
	if len(l.problems) > 0 {
		l.problems.Sort()
		return nil, l.problems
	}
	return f.catalog, nil
}

// add takes over the problems at places that have none yet.
func (l *loader) add(more diag.List) {
	known := make(map[diag.Pos]bool, len(l.problems))
	for _, p := range l.problems {
		known[p.Pos] = true
	}
	for _, p := range more {
		if !known[p.Pos] {
			l.problems = append(l.problems, p)
		}
	}
}

// load reads a file.
func (l *loader) load(path string) (*file, error) {
	l.trace(path)
	text, err := l.opts.read(l.opts.Files, path, format.MaxFile+1)
	if err != nil {
		return nil, err
	}
	return l.parse(path, text)
}

func (l *loader) trace(path string) {
	if l.opts.Trace != nil {
		l.opts.Trace(path)
	}
}

func (l *loader) parse(name string, src []byte) (*file, error) {
	key := identity(name)
	l.files[key] = nil
	f := &file{
		reader:  &reader{name: name, problems: &l.problems, spell: &l.spell, keys: &l.keys, facts: newFacts()},
		catalog: &model.Catalog{File: name},
		pages:   map[string]*page{},
		parser:  l.markdown,
		disk:    l.opts.Files,
	}
	defer func() { l.files[key] = f }()
	before := len(l.problems)
	text, ok := newSource(name, src, &l.problems)
	f.source = text
	if ok {
		f.root = parseTree(text, &l.problems)
	}
	top, ok := f.top()
	if !ok {
		f.forget()
		return f, nil
	}
	own := len(l.problems) - before
	if err := l.extend(f); err != nil {
		return nil, err
	}
	before = len(l.problems)
	f.read(top)
	if f.catalog.Pages.Value != "" {
		l.trace(f.pagesDir())
	}
	if err := f.readPages(&l.opts); err != nil {
		return nil, err
	}
	own += len(l.problems) - before
	f.checkFacts(own > 0)
	f.link()
	return f, nil
}

// identity returns a name that is the same for all names of a file.
func identity(name string) string {
	if path, err := filepath.EvalSymlinks(name); err == nil {
		name = path
	}
	if path, err := filepath.Abs(name); err == nil {
		name = path
	}
	return name
}

// extend reads the catalogs that f extends.
func (l *loader) extend(f *file) error {
	named := map[*file]bool{}
	for _, at := range f.extends {
		ref, ok := f.line(at, "a path or a module path")
		if !ok {
			f.forget()
			continue
		}
		b, err := l.base(f, at, ref.Value)
		switch {
		case err != nil:
			return err
		case b == nil:
			f.forget()
		case named[b]:
			f.add(at.value, ruleExtends, "%s is a catalog that this file extends already; remove it", clip(ref.Value))
		default:
			named[b] = true
			f.bases = append(f.bases, base{b, at})
			f.catalog.Extends = append(f.catalog.Extends, b.catalog)
			f.facts.inherit(b.facts)
		}
	}
	return nil
}

// forget notes that a catalog is missing, so that what it might have defined
// is not reported as unknown.
func (f *file) forget() {
	f.noCodes, f.noCategories, f.noRoles, f.facts.unread = true, true, true, true
}

// base reads the catalog that an entry of extends names; nil where that is
// not possible and has been reported.
func (l *loader) base(f *file, at field, ref string) (*file, error) {
	if !portable(ref) {
		f.add(at.value, ruleExtends, "catalog %s is not a relative path with slashes; write one such as ../shared/catalog.yaml, or a module path", clip(ref))
		return nil, nil
	}
	path, err := l.find(filepath.Dir(f.name), ref)
	if err != nil {
		f.add(at.value, ruleExtends, "catalog %s is not found: %v; check the path or require its module", clip(ref), err)
		return nil, nil
	}
	other, seen := l.files[identity(path)]
	switch {
	case seen && other == nil:
		f.add(at.value, ruleExtends, "catalog %s extends this one, or is this one; remove one of the entries", clip(ref))
		return nil, nil
	case seen:
		return other, nil
	case len(l.files) >= format.MaxFiles:
		f.add(at.value, ruleExtends, "catalog consists of more than %d files; merge some of them", format.MaxFiles)
		return nil, nil
	}
	other, err = l.load(path)
	if errors.Is(err, fs.ErrNotExist) {
		f.add(at.value, ruleExtends, "catalog %s does not exist; correct the path, which is relative to this file", clip(ref))
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the catalog that %s extends: %w", f.pos(at.value), err)
	}
	return other, nil
}
