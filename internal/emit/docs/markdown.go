package docs

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Markdown returns the pages for a publishing tool, and an index of them.
func (b *Book) Markdown(f *Flavor) Files {
	files := Files{}
	pages := append(slices.Clone(b.Pages), b.Retired...)
	texts := make([][]byte, len(pages))
	each(len(pages), func(i int) { texts[i] = b.markdownPage(pages[i], f, i+1) })
	for i, p := range pages {
		files[p.Code+f.ext] = texts[i]
	}
	files[f.index+f.ext] = b.markdownIndex(f)
	return files
}

// A mdPage writes one page.
type mdPage struct {
	strings.Builder
	book   *Book
	flavor *Flavor
	dest   func(code string) string
}

func (b *Book) mdPage(f *Flavor, own string) *mdPage {
	return &mdPage{book: b, flavor: f, dest: func(code string) string {
		switch {
		case code == own:
			return ""
		case b.byCode[code] != nil:
			return f.link(code, own == "")
		case b.external[code] != nil:
			return b.external[code].DocURL.Value
		}
		return ""
	}}
}

func (b *Book) markdownPage(p *Page, f *Flavor, weight int) []byte {
	w := b.mdPage(f, p.Code)
	w.front(p, weight)
	if f.heading {
		w.line("# " + blockStart(escapeMD(p.Title()), f))
	}
	if e := p.Entry; e != nil {
		about := fmt.Sprintf("`%s` · %d %s · %s", p.Code, e.Status, escapeMD(p.StatusText()), escapeMD(p.Chapter.Title))
		if scope := p.Scope(); scope != "" {
			about += " · " + escapeMD(scope)
		}
		w.line(about)
	}
	w.prose(p.Lead)
	if p.Notice != "" {
		w.line("> " + strings.ReplaceAll(w.block(p.Notice), "\n", "\n> "))
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
			fmt.Fprintf(w, "- [`%s`](%s) (%d): %s\n", link.Code, escapeDest(w.dest(link.Code)), link.Status, w.inline(link.Text))
		}
		w.WriteByte('\n')
	}
	return w.bytes()
}

func (b *Book) markdownIndex(f *Flavor) []byte {
	w := b.mdPage(f, "")
	w.frontMatter([]pair{{"title", quoted(b.Title)}, {"description", quoted(fmt.Sprintf("All %d error codes.", len(b.Pages)))}})
	if f.heading {
		w.line("# " + blockStart(escapeMD(b.Title), f))
	}
	for _, chapter := range b.Chapters {
		w.line("## " + blockStart(escapeMD(chapter.Title), f))
		w.WriteString(tableLine([]string{"Code", "Status", "Message"}) + tableRule(3))
		for _, p := range chapter.Pages {
			w.WriteString(tableLine([]string{fmt.Sprintf("[`%s`](%s)", p.Code, w.dest(p.Code)), strconv.Itoa(p.Entry.Status), escapeMD(p.Entry.Message.Text)}))
		}
		w.WriteByte('\n')
	}
	if len(b.Retired) > 0 {
		w.line("## Retired codes")
		for _, p := range b.Retired {
			fmt.Fprintf(w, "- [`%s`](%s): %s\n", p.Code, w.dest(p.Code), w.inline(p.RetiredAs.Note))
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
		case block.Prose != "":
			w.prose(block.Prose)
		case block.Table != nil:
			w.table(block.Table)
		case block.Code != nil:
			w.code(block.Code)
		}
		for _, sample := range block.Samples {
			w.line("**" + escapeMD(sample.Label) + "**")
			w.code(sample)
		}
		for i, text := range append(block.Bullets, block.Steps...) {
			m := "- "
			if len(block.Steps) > 0 {
				m = marker(i, true)
			}
			w.WriteString(m + strings.ReplaceAll(w.block(text), "\n", "\n    ") + "\n")
		}
		if len(block.Bullets)+len(block.Steps) > 0 {
			w.WriteByte('\n')
		}
	}
}

func (w *mdPage) table(t *Table) {
	w.line("### " + t.Caption)
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

func (w *mdPage) code(c *Code) {
	if c.Title != "" && w.flavor.title == nil {
		w.line(blockStart(escapeMD(c.Title), w.flavor) + ":")
	}
	w.line(strings.TrimRight(fenced(c.Language, c.Title, c.Text, w.flavor), "\n"))
}

// front writes the front matter of a page.
func (w *mdPage) front(p *Page, weight int) {
	pairs := []pair{{"title", quoted(p.Title())}, {"description", quoted(w.book.prose.plain(p.Lead))}, {"code", p.Code}}
	if e := p.Entry; e != nil {
		pairs = append(pairs, pair{"http_status", strconv.Itoa(e.Status)}, pair{"error_category", e.Category.Value},
			pair{"retry", e.Retry.Kind}, pair{"doc_url", quoted(e.DocURL.Value)})
	}
	if w.flavor.front != nil {
		pairs = append(pairs, w.flavor.front(p, weight)...)
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

func (w *mdPage) line(s string)          { w.WriteString(s + "\n\n") }
func (w *mdPage) prose(s string)         { w.line(w.block(s)) }
func (w *mdPage) block(s string) string  { return w.book.prose.blockMD(s, w.flavor, w.dest) }
func (w *mdPage) inline(s string) string { return w.book.prose.lineMD(s, w.flavor, w.dest) }
func (w *mdPage) bytes() []byte          { return []byte(strings.TrimRight(w.String(), "\n") + "\n") }

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
