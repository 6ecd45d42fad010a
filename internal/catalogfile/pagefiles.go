package catalogfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
)

// maxPage is the size of the largest page.
const maxPage = 1 << 20

// readPages reads the pages that the catalog has in a directory of its own.
func (f *file) readPages(opts *Options) error {
	where := f.catalog.Pages
	if where.Value == "" {
		return nil
	}
	dir := f.pagesDir()
	entries, err := opts.names(f.disk, dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.problems.Add(where.Pos, rulePage, "directory %s of the pages does not exist; make it, with a page for each code, or remove the key", clip(where.Value))
		return nil
	case err != nil:
		f.problems.Add(where.Pos, rulePage, "directory %s of the pages cannot be read: %v; name one that can", clip(where.Value), err)
		return nil
	}
	for _, entry := range entries {
		if err := f.readEntryOf(opts, dir, entry); err != nil {
			return err
		}
	}
	for _, e := range f.entries {
		if f.pages[e.Code] == nil {
			f.problems.Add(e.Pos, rulePage, "code %s has no page; write %s", e.label, filepath.ToSlash(filepath.Join(where.Value, e.Code+".md")))
		}
	}
	return nil
}

// pagesDir returns the path of the directory of pages, which the file names
// relative to itself.
func (f *file) pagesDir() string {
	return filepath.Join(filepath.Dir(f.name), filepath.FromSlash(f.catalog.Pages.Value))
}

// readEntryOf reads a file of the directory of pages. Hidden files, backup
// copies and README.md are not pages and nobody's business.
func (f *file) readEntryOf(opts *Options, dir string, entry fs.DirEntry) error {
	name := entry.Name()
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "README.md" {
		return nil
	}
	path := filepath.Join(dir, name)
	here := diag.Pos{File: path}
	code, isPage := strings.CutSuffix(name, ".md")
	switch meant := stem(name); {
	case entry.IsDir() || !isPage && !f.codes[meant]:
		f.problems.Add(here, rulePage, "directory of the pages holds %s, which is no page; move it elsewhere", clip(name))
		return nil
	case !isPage || !f.codes[code] && f.codes[meant]:
		f.problems.Add(here, rulePage, "page of %q is called %s; rename it to %s.md", meant, clip(name), meant)
		f.pages[meant] = &page{} // it is there
		return nil
	case !f.codes[code] && f.noCodes:
		return nil
	case !f.codes[code]:
		f.noCodeOf(here, code)
		return nil
	}
	text, err := opts.read(f.disk, path, maxPage+1)
	if err != nil {
		return fmt.Errorf("read the page of %q: %w", code, err)
	}
	if len(text) > maxPage {
		f.problems.Add(here, ruleFileSize, "page is over 1 MiB; shorten it")
		f.pages[code] = &page{}
		return nil
	}
	p := f.readPage(path, code, text)
	if p == nil {
		p = &page{}
	}
	f.pages[code] = p
	return nil
}

// stem returns the code that a file with the name of a page, or almost, has in
// it.
func stem(name string) string {
	name = strings.ToLower(name)
	for _, ending := range []string{".md", ".markdown", ".mdx", ".txt"} {
		if code, found := strings.CutSuffix(name, ending); found {
			return code
		}
	}
	return name
}

// noCodeOf reports a page that has no code.
func (f *file) noCodeOf(here diag.Pos, code string) {
	for _, r := range f.catalog.Retired {
		if r.Code == code {
			f.problems.Add(here, rulePage, "code %q is retired, its page is made of the note at %s; remove this one", code, r.Pos)
			return
		}
	}
	var without []string // codes that have no page, one of which may be meant
	for _, e := range f.entries {
		if _, err := readPart(f.disk, filepath.Join(filepath.Dir(here.File), e.Code+".md"), 0); err != nil {
			without = append(without, e.Code)
		}
	}
	f.problems.Add(here, rulePage, "page belongs to no code%s", f.spell.suggest(code, without, "; add the code to the catalog, or remove the page"))
}

// mentionsIn notes the facts that a page names, whatever else is wrong with
// it.
func (f *file) mentionsIn(p *page) {
	if p.source == nil {
		return
	}
	for ref := range mentions(string(p.source.text)) {
		f.facts.used[ref.name] = true
	}
}
