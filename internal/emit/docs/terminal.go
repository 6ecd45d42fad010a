package docs

import (
	"fmt"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/find"
)

// TextWidth is the width of a page in the terminal, in columns.
const TextWidth = 80

// A TextOptions adjusts a page in the terminal. Nil is all of it, without color.
type TextOptions struct {
	Color  bool         // ANSI escape sequences
	Short  bool         // what it is, whether to retry, and how to fix it
	Pasted *find.Pasted // what stands in place of the example's values, nil for nothing
}

// Text returns a page as plain text, for the terminal.
func (b *Book) Text(p *Page, opts *TextOptions) string {
	w := &terminal{book: b}
	w.text = textProse{out: &w.Builder, width: TextWidth, own: p.Code}
	if opts != nil {
		w.color, w.short = opts.Color, opts.Short
		if opts.Pasted != nil {
			w.pasted = *opts.Pasted
		}
	}
	w.page(p)
	return strings.TrimRight(w.String(), "\n") + "\n"
}

// A terminal writes a page as text.
type terminal struct {
	strings.Builder
	book   *Book
	text   textProse
	color  bool
	short  bool
	pasted find.Pasted
}

// Escape sequences: ECMA-48 §8.3.117.
const (
	bold   = "1"
	faint  = "2"
	yellow = "33"
	red    = "31"
	cyan   = "36"
)

func (w *terminal) paint(style, s string) string {
	if !w.color {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func (w *terminal) page(p *Page) {
	w.WriteString(w.paint(bold, p.Title()) + "\n")
	if e := p.Entry; e != nil {
		style := yellow
		if e.Status >= 500 {
			style = red
		}
		fmt.Fprintf(w, "%s  %s\n", w.paint(cyan, p.Code), w.paint(style, fmt.Sprintf("%d %s", e.Status, p.StatusText())))
		w.text.wrap(strings.TrimSuffix(p.Chapter.Title+" · "+p.Scope(), " · "), "", "")
	}
	w.WriteByte('\n')
	w.text.wrap(inlineText(p.Lead, p.Code), "", "")
	if p.Notice != nil {
		w.WriteByte('\n')
		w.text.wrap(inlineText(p.Notice, p.Code), "! ", "! ")
	}
	if own := ownFacts(&w.pasted); len(own) > 0 {
		w.heading("Your response", "")
		for _, line := range own {
			w.text.wrap(line, "• ", "  ")
		}
	}
	for _, fact := range p.Facts {
		if !w.short || fact.Boxed {
			w.WriteByte('\n')
			w.text.wrap(fact.Label+": "+w.answer(fact)+". "+plain(fact.Long), "", "")
		}
	}
	for _, s := range p.Sections {
		if !w.short || s.ID == "quick-fix" || p.Entry == nil {
			w.section(s)
		}
	}
	if len(p.Related) > 0 && !w.short {
		w.heading("Related errors", "")
		for _, link := range p.Related {
			w.text.wrap(fmt.Sprintf("%s (%d): %s", link.Code, link.Status, plain(link.Text)), "• ", "  ")
		}
	}
	if p.Entry != nil && p.Entry.DocURL.Value != "" {
		w.WriteString("\n" + w.paint(faint, p.Entry.DocURL.Value) + "\n")
	}
}

// answer is the short answer of a fact: that of the pasted response, where it
// names the wait and waiting helps. A proxy names one where it does not, too.
func (w *terminal) answer(fact Fact) string {
	if fact.Waits && w.pasted.RetryAfter > 0 {
		return "After " + seconds(time.Duration(w.pasted.RetryAfter)*time.Second)
	}
	return plain(fact.Short)
}

func (w *terminal) heading(title, eyebrow string) {
	w.WriteString("\n" + w.paint(bold, strings.ToUpper(title)))
	if eyebrow != "" {
		w.WriteString("  " + w.paint(faint, eyebrow))
	}
	w.WriteByte('\n')
}

func (w *terminal) section(s Section) {
	w.heading(s.Title, s.Eyebrow)
	for i, block := range s.Blocks {
		if i > 0 {
			w.WriteByte('\n')
		}
		switch {
		case block.Prose != nil:
			w.text.blocks(block.Prose, "")
		case block.Table != nil:
			w.table(block.Table)
		case block.Code != nil:
			w.text.verbatim(w.own(block.Code), "    ")
		}
		for _, n := range block.Bullets {
			w.text.item(n, "• ", "")
		}
		for i, n := range block.Steps {
			w.text.item(n, number(i+1), "")
		}
		for i, sample := range block.Samples {
			if i > 0 {
				w.WriteByte('\n')
			}
			w.WriteString(w.paint(faint, strings.TrimSuffix(sample.Label+": "+sample.Title, ": ")) + "\n")
			w.text.verbatim(sample.Text, "    ")
		}
	}
}

// own returns a part of the example response with the values of the pasted one.
func (w *terminal) own(c *Code) string {
	switch {
	case !w.pasted.Own():
		return c.Text
	case c.Language == "http":
		return ownHead(c.Text, &w.pasted)
	default:
		return ownBody(c.Text, &w.pasted)
	}
}

func (w *terminal) table(t *Table) {
	w.WriteString(t.Caption + ":\n")
	for _, r := range t.Rows {
		line := plain(r[0])
		if len(r) == 3 {
			line += " (" + plain(r[1]) + ")"
		}
		if doc := plain(r[len(r)-1]); doc != "" {
			line += ": " + doc
		}
		w.text.wrap(line, "• ", "  ")
	}
}
