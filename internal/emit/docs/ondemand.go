package docs

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/asterwise/errcat/internal/model"
)

// OnDemand returns the files of [Site], each made when it is first opened: for
// a server that shows a catalog while it is edited, where most pages are out of
// date before anybody has looked at them. What is not a page for people is made
// all at once.
func OnDemand(c *model.Catalog, opts *SiteOptions) (fs.FS, error) {
	book, err := NewBook(c)
	if err != nil {
		return nil, err
	}
	if opts == nil {
		opts = &SiteOptions{}
	}
	pages, err := newSiteWriter(book, opts)
	if err != nil {
		return nil, err
	}
	return &onDemand{book: book, opts: opts, pages: pages, made: Files{}}, nil
}

type onDemand struct {
	book  *Book
	opts  *SiteOptions
	pages *siteWriter

	mu   sync.Mutex
	made Files
	all  bool // made has everything
}

// Open opens a file, as [Files.Open] does.
func (s *onDemand) Open(name string) (fs.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made[name] == nil && !s.all {
		if err := s.add(name); err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
	if s.made[name] == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openFile{bytes.NewReader(s.made[name]), fileInfo{path.Base(name), int64(len(s.made[name]))}}, nil
}

// add adds a file to those that are made, if there is such a file.
func (s *onDemand) add(name string) (err error) {
	code, isPage := strings.CutSuffix(name, "/index.html")
	switch p := s.book.Page(code); {
	case isPage && p != nil:
		s.made[name], err = s.pages.page(p)
	case name == "index.html":
		s.made[name], err = s.pages.index()
	case name == "404.html":
		s.made[name], err = s.pages.lost()
	case !isPage && path.Ext(name) != "": // codes have no dots
		s.made, err = s.book.Site(s.opts)
		s.all = err == nil
	}
	return err
}
