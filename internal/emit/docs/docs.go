// Package docs writes the documentation of a catalog: a static site, Markdown
// pages, and single pages for the terminal.
//
// What is on a page is decided in one place, [NewBook]; the HTML, Markdown and
// text writers only decide what it looks like. All of them are pure functions
// from the model to files. It is the one emitter that uses the run time: the
// example response of a page is what package render answers.
//
// The sections of the contract (§) are those of docs/contract.md.
package docs

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// Files are generated files by slash-separated path.
type Files map[string][]byte

// SiteOptions adjusts a site. The zero value, and nil, are for publishing.
type SiteOptions struct {
	// Live is the path of the event stream of a documentation server, which
	// the pages then listen to for changes. The server answers at the root
	// of its host.
	Live string

	// Shared puts the style sheet and the script into files that pages
	// share. The site is about a third smaller, but needs a server: from a
	// disk a browser may refuse them. The page for lost addresses, of which
	// nobody knows the depth, stays whole in itself.
	Shared bool
}

// Site returns the static site of a catalog: a page for each code and each
// retired code, an index, and their counterparts for machines.
func Site(c *model.Catalog, opts *SiteOptions) (Files, error) {
	book, err := NewBook(c)
	if err != nil {
		return nil, err
	}
	return book.Site(opts)
}

// Site is [Site] for a book that is there.
func (b *Book) Site(opts *SiteOptions) (Files, error) {
	if opts == nil {
		opts = &SiteOptions{}
	}
	files := Files{}
	if err := b.html(files, opts); err != nil {
		return nil, err
	}
	if opts.Shared {
		files[styleFile], files[scriptFile] = []byte(asset(styleFile)), []byte(asset(scriptFile))
		files[searchFile] = []byte(searchScript())
	}
	for name, text := range b.Markdown(plainMarkdown("index.md")) {
		files[name] = text
	}
	if err := b.machine(files); err != nil {
		return nil, err
	}
	return files, nil
}

// A Book is the documentation of a catalog, independent of its form.
type Book struct {
	Catalog  *model.Catalog
	Title    string // "Asterwise error reference"
	Base     string // URL of the index, ends in "/"; "" where the catalog has none
	Chapters []*Chapter
	Pages    []*Page // in the order of the chapters
	Retired  []*Page // sorted by code

	events   []event // what happened to all codes, the newest first
	byCode   map[string]*Page
	external map[string]*model.Error // codes of the catalogs that this one extends
	code     *highlighter
}

// A Chapter is a category that has codes.
type Chapter struct {
	Key, Title string
	Pages      []*Page
}

// NewBook decides what the documentation of a catalog says.
func NewBook(c *model.Catalog) (*Book, error) {
	b := &Book{
		Catalog:  c,
		Title:    capital(c.Domain.Value) + " error reference",
		Base:     c.DocsBaseURL.Value,
		byCode:   map[string]*Page{},
		external: map[string]*model.Error{},
	}
	b.order()
	b.code = &highlighter{}
	b.relate()
	for _, p := range b.Pages {
		if err := b.write(p); err != nil {
			return nil, err
		}
	}
	for _, p := range b.Retired {
		b.writeRetired(p)
	}
	b.events = b.history()
	return b, nil
}

// Page returns the page of a code, nil where there is none.
func (b *Book) Page(code string) *Page { return b.byCode[code] }

// order makes the pages, category by category. A code whose category is
// declared by a catalog that this one extends comes behind its own.
func (b *Book) order() {
	chapters := map[string]*Chapter{}
	for catalog := range b.Catalog.All() {
		for _, category := range catalog.Categories {
			if chapters[category.Key] == nil {
				chapter := &Chapter{Key: category.Key, Title: category.Title}
				chapters[category.Key] = chapter
				b.Chapters = append(b.Chapters, chapter)
			}
		}
		if catalog != b.Catalog {
			for _, e := range catalog.Errors {
				b.external[e.Code] = e
			}
		}
	}
	for _, e := range b.Catalog.Errors {
		chapter := chapters[e.Category.Value]
		p := &Page{Code: e.Code, Entry: e, Chapter: chapter}
		chapter.Pages = append(chapter.Pages, p)
		b.byCode[e.Code] = p
	}
	used := b.Chapters[:0]
	for _, chapter := range b.Chapters {
		if len(chapter.Pages) > 0 {
			used = append(used, chapter)
			b.Pages = append(b.Pages, chapter.Pages...)
		}
	}
	b.Chapters = used
	for i := range b.Catalog.Retired {
		r := &b.Catalog.Retired[i]
		p := &Page{Code: r.Code, RetiredAs: r}
		b.Retired = append(b.Retired, p)
		b.byCode[r.Code] = p
	}
}

// relate finds the neighbours of each page: those that it names, those that
// name it, and the one before and behind it.
func (b *Book) relate() {
	for i, p := range b.Pages {
		if i > 0 {
			p.Prev, b.Pages[i-1].Next = b.Pages[i-1], p
		}
		for _, code := range p.seeAlso() {
			p.relate(b.linkTo(code.Value))
		}
	}
	for _, p := range b.Pages {
		for _, code := range p.seeAlso() {
			if other := b.byCode[code.Value]; other != nil && other.Entry != nil {
				other.relate(b.linkTo(p.Code))
			}
		}
	}
}

// seeAlso returns the codes that the page names.
func (p *Page) seeAlso() []model.Text {
	if p.Entry.Page == nil {
		return nil
	}
	return p.Entry.Page.SeeAlso
}

// capital returns s with its first letter in upper case.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
