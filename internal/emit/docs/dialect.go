package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// A Dialect is a program that makes a site of Markdown pages, or a reader of
// plain ones. Dialects differ in where a page is, how it links to another, and
// what text they take for something else.
type Dialect struct {
	index  string // file of the index
	titled bool   // a page begins with its title; elsewhere a theme shows that of the front matter
	tabs   bool   // samples in several languages are tabs

	file  func(p *Page) string             // where a page is
	link  func(from, to, id string) string // from a file to a heading of another
	prose func(text string) string         // hides what only this dialect sees in text, which is escaped already
	code  func(text string) string         // likewise in code
	meta  func(text string) string         // title and description in the front matter
	front func(b *Book, p *Page) []pair    // goes into the front matter of a page, too; of the index for nil
	extra func(b *Book, files Files)       // adds what is no page
}

// PlainMarkdown is for readers of Markdown as such, with README.md as index.
func PlainMarkdown() *Dialect { return plainMarkdown("README.md") }

func plainMarkdown(index string) *Dialect {
	return &Dialect{
		index:  index,
		titled: true,
		file:   func(p *Page) string { return p.Code + ".md" },
		link:   func(_, to, id string) string { return to + id },
		prose:  asItIs,
		code:   asItIs,
		meta:   asItIs,
		front:  func(*Book, *Page) []pair { return nil },
		extra:  func(*Book, Files) {},
	}
}

func asItIs(text string) string { return text }

// Markdown returns the documentation as Markdown: a page for each code, and an
// index.
func (b *Book) Markdown(d *Dialect) Files {
	files := Files{}
	pages := append(slices.Clone(b.Pages), b.Retired...)
	texts := make([][]byte, len(pages))
	each(len(pages), func(i int) { texts[i] = b.markdownPage(d, pages[i]) })
	for i, p := range pages {
		files[d.file(p)] = texts[i]
	}
	files[d.index] = b.markdownIndex(d)
	d.extra(b, files)
	return files
}

// braces hides braces in text, which many programs take for attributes of what
// is in front, or for their own commands.
func braces(text string) string {
	return strings.NewReplacer("{", "&#123;", "}", "&#125;").Replace(text)
}

// dest returns where the page links to the page of a code.
func (w *mdPage) dest(code, fragment string) string {
	if fragment != "" {
		fragment = "#" + slug(anchor(fragment))
	}
	switch {
	case code == w.own:
		return fragment
	case w.book.byCode[code] != nil:
		return w.dialect.link(w.file, w.dialect.file(w.book.byCode[code]), fragment)
	case w.book.external[code] != nil:
		return escapeDest(w.book.external[code].DocURL.Value)
	}
	return ""
}

// samples writes the same in several languages.
func (w *mdPage) samples(samples []*Code) {
	for _, c := range samples {
		if !w.dialect.tabs || len(samples) == 1 {
			w.line("**" + w.text(c.Label) + "**")
			w.line(w.sample(c))
			continue
		}
		w.line(fmt.Sprintf("=== %q", c.Label))
		for line := range strings.Lines(w.sample(c) + "\n") {
			if line != "\n" {
				w.WriteString("    ")
			}
			w.WriteString(line)
		}
		w.WriteByte('\n')
	}
}

func (w *mdPage) sample(c *Code) string {
	block := strings.TrimRight(fenced(c.Language, w.dialect.code(c.Text)), "\n")
	if c.Title == "" {
		return block
	}
	return blockStart(w.text(c.Title)) + ":\n\n" + block
}

// text returns plain text as Markdown.
func (w *mdPage) text(s string) string { return w.dialect.prose(escapeMD(s)) }

func (w *mdPage) blocks(nodes []*model.Node) string {
	p := mdProse{dest: w.dest, dialect: w.dialect}
	p.blocks(nodes, "")
	return strings.TrimRight(p.String(), "\n")
}

// inline returns a text as one line, for cells and facts.
func (w *mdPage) inline(text Text) string {
	p := mdProse{dest: w.dest, dialect: w.dialect, cell: true}
	p.inline(text)
	return p.String()
}
