package docs

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// Markdown returns the documentation as plain Markdown, a page for each code
// and README.md as their index.
func (b *Book) Markdown() Files { return b.markdown("README.md") }

func (b *Book) markdown(index string) Files {
	files := Files{}
	pages := append(slices.Clone(b.Pages), b.Retired...)
	texts := make([][]byte, len(pages))
	each(len(pages), func(i int) { texts[i] = b.markdownPage(pages[i]) })
	for i, p := range pages {
		files[p.Code+".md"] = texts[i]
	}
	files[index] = b.markdownIndex()
	return files
}

// A mdPage writes one page.
type mdPage struct {
	strings.Builder
	book *Book
	own  string // code of the page, "" for the index
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
		return code + ".md" + fragment
	case w.book.external[code] != nil:
		return w.book.external[code].DocURL.Value
	}
	return ""
}

// slug returns the anchor that a reader of Markdown makes of the heading that
// has an anchor of ours.
func slug(anchor string) string {
	switch anchor {
	case "learn-more":
		return "learn-more-about-how-this-works"
	case relatedID:
		return "related-errors"
	}
	return anchor
}

func (b *Book) markdownPage(p *Page) []byte {
	w := &mdPage{book: b, own: p.Code}
	w.front(p)
	w.line("# " + blockStart(escapeMD(p.Title())))
	if e := p.Entry; e != nil {
		about := fmt.Sprintf("`%s` · %d %s · %s", p.Code, e.Status, escapeMD(p.StatusText()), escapeMD(p.Chapter.Title))
		if scope := p.Scope(); scope != "" {
			about += " · " + escapeMD(scope)
		}
		w.line(about)
	}
	w.line(blocksMD([]*model.Node{paragraph(p.Lead)}, w.dest))
	if p.Notice != nil {
		w.line("> " + w.inline(p.Notice))
	}
	for _, fact := range p.Facts {
		w.line(fmt.Sprintf("**%s:** %s. %s", escapeMD(fact.Label), w.inline(fact.Short), w.inline(fact.Long)))
	}
	for _, s := range p.Sections {
		w.section(s)
	}
	if len(p.Related) > 0 {
		w.line("## Related errors")
		for _, link := range p.Related {
			fmt.Fprintf(w, "- [`%s`](%s) (%d): %s\n", link.Code, escapeDest(w.dest(link.Code, "")), link.Status, w.inline(link.Text))
		}
		w.WriteByte('\n')
	}
	return w.bytes()
}

func (b *Book) markdownIndex() []byte {
	w := &mdPage{book: b}
	w.frontMatter([]pair{{"title", quoted(b.Title)}, {"description", quoted(fmt.Sprintf("All %d error codes.", len(b.Pages)))}})
	w.line("# " + blockStart(escapeMD(b.Title)))
	for _, chapter := range b.Chapters {
		w.line("## " + blockStart(escapeMD(chapter.Title)))
		w.WriteString(tableLine([]string{"Code", "Status", "Message"}) + tableRule(3))
		for _, p := range chapter.Pages {
			w.WriteString(tableLine([]string{fmt.Sprintf("[`%s`](%s)", p.Code, w.dest(p.Code, "")), strconv.Itoa(p.Entry.Status), escapeMD(p.Message)}))
		}
		w.WriteByte('\n')
	}
	if len(b.Retired) > 0 {
		w.line("## Retired codes")
		for _, p := range b.Retired {
			fmt.Fprintf(w, "- [`%s`](%s): %s\n", p.Code, w.dest(p.Code, ""), w.inline(p.RetiredAs.Note.Nodes))
		}
		w.WriteByte('\n')
	}
	w.section(Section{Title: "The response", Blocks: envelope()})
	return w.bytes()
}

func (w *mdPage) section(s Section) {
	w.line("## " + s.Title)
	if s.Eyebrow != "" {
		w.line("*" + s.Eyebrow + "*")
	}
	for _, block := range s.Blocks {
		switch {
		case block.Prose != nil:
			w.line(blocksMD(block.Prose, w.dest))
		case block.Bullets != nil:
			w.line(blocksMD([]*model.Node{{Kind: model.Bullets, Kids: block.Bullets}}, w.dest))
		case block.Steps != nil:
			w.line(blocksMD([]*model.Node{{Kind: model.Steps, Start: 1, Kids: block.Steps}}, w.dest))
		case block.Table != nil:
			w.table(block.Table)
		case block.Code != nil:
			w.line(strings.TrimRight(fenced(block.Code.Language, block.Code.Text), "\n"))
		}
		for _, sample := range block.Samples {
			w.sample(sample)
		}
	}
}

func (w *mdPage) table(t *Table) {
	w.line("### " + escapeMD(t.Caption))
	w.WriteString(tableLine(t.Head) + tableRule(len(t.Head)))
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, w.inline(c))
		}
		w.WriteString(tableLine(cells))
	}
	w.WriteByte('\n')
}

func (w *mdPage) sample(c *Code) {
	w.line("**" + escapeMD(c.Label) + "**")
	if c.Title != "" {
		w.line(blockStart(escapeMD(c.Title)) + ":")
	}
	w.line(strings.TrimRight(fenced(c.Language, c.Text), "\n"))
}

type pair struct{ key, value string }

// front writes the front matter of a page.
func (w *mdPage) front(p *Page) {
	pairs := []pair{{"title", quoted(p.Title())}, {"description", quoted(plain(p.Lead))}, {"code", p.Code}}
	if e := p.Entry; e != nil {
		pairs = append(pairs, pair{"http_status", strconv.Itoa(e.Status)}, pair{"error_category", e.Category.Value},
			pair{"retry", e.Retry.Kind}, pair{"doc_url", quoted(e.DocURL.Value)})
	}
	w.frontMatter(pairs)
}

func (w *mdPage) frontMatter(pairs []pair) {
	w.WriteString("---\n# " + Marker(w.book.Catalog.File) + "\n")
	for _, p := range pairs {
		w.WriteString(p.key + ": " + p.value + "\n")
	}
	w.WriteString("---\n\n")
}

// Marker is the sentence that generated files carry.
func Marker(catalogFile string) string {
	return "Code generated by errcat from " + oneLine(filepath.Base(catalogFile)) + ". DO NOT EDIT."
}

func (w *mdPage) line(s string)           { w.WriteString(s + "\n\n") }
func (w *mdPage) inline(text Text) string { return lineMD(text, w.dest) }
func (w *mdPage) bytes() []byte           { return []byte(strings.TrimRight(w.String(), "\n") + "\n") }

// quoted is a string of YAML: JSON is one, and escapes all that YAML would
// read otherwise.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // a string always has a JSON form
	}
	return strings.TrimSpace(b.String())
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
