package catalogfile

import (
	"bytes"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
)

// A page is a page while it is read.
type page struct {
	*prose
	*model.Page
	source   *source
	headings map[string]bool // anchors of those that it has
	sections []section
}

// A section is a heading and the blocks below it.
type section struct {
	anchor string // "" for the summary, and for a heading that is not known
	title  string
	offset int // of the heading
	blocks []ast.Node
}

// readPage reads the page of a code. It is nil where the file is no text.
func (f *file) readPage(name, code string, text []byte) *page {
	s, ok := newSource(name, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), f.problems)
	if !ok {
		return nil
	}
	p := &page{
		prose:    &prose{file: f, src: s.text, at: s.pos, own: code},
		Page:     &model.Page{File: name},
		source:   s,
		headings: map[string]bool{},
	}
	if bytes.HasPrefix(s.text, []byte("---\n")) {
		p.refuse(0, ruleHeading, `page begins with front matter; remove it, because the catalog file has the facts, and begin with "# " and the title`)
		return p
	}
	p.split(p.parse())
	for i := range p.sections {
		p.read(&p.sections[i])
	}
	return p
}

// split cuts the page at its headings.
func (p *page) split(root ast.Node) {
	n := root.FirstChild()
	title, ok := n.(*ast.Heading)
	switch {
	case n == nil:
		p.refuse(0, ruleHeading, `page is empty; begin with "# " and the title`)
		return
	case !ok || title.Level != 1:
		p.refuse(max(0, n.Pos()), ruleHeading, `page does not begin with its title; write "# " and the title in its first line`)
	default:
		p.checkSetext(title)
		p.Title = model.Text{Value: p.headingText(title), Pos: p.at(max(0, title.Pos()))}
		n = n.NextSibling()
	}
	p.sections = []section{{offset: len(p.src), title: "summary"}}
	if title != nil {
		p.sections[0].offset = max(0, title.Pos())
	}
	for ; n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && p.begin(h) {
			continue
		}
		last := &p.sections[len(p.sections)-1]
		last.blocks = append(last.blocks, n)
	}
}

// begin begins a section. It returns false for a heading that cannot.
func (p *page) begin(h *ast.Heading) bool {
	offset := max(0, h.Pos())
	if h.Level > 2 {
		return false // the section complains about it
	}
	text := p.headingText(h)
	if h.Level == 1 {
		p.refuse(offset, ruleHeading, `page has a second title, %s; begin a heading with "## "`, clip(text))
	}
	s := section{title: text, offset: offset}
	if p.checkSetext(h) {
		s.anchor = p.known(text, offset)
	} else {
		s.title = "" // whose text that is, is not known
	}
	p.sections = append(p.sections, s)
	return true
}

// known returns the anchor of a heading, "" for one that is not among those of
// a page or stands in the wrong place.
func (p *page) known(title string, offset int) string {
	var titles []string
	at := -1
	for i, h := range model.Headings() {
		titles = append(titles, h.Title)
		if h.Title == title {
			at = i
		}
	}
	if at < 0 {
		p.unknown(title, titles, offset)
		return ""
	}
	anchor := model.Headings()[at].Anchor
	if p.headings[anchor] {
		p.refuse(offset, ruleHeading, "heading %q is there twice; join the two sections", title)
		return ""
	}
	p.headings[anchor] = true
	for _, later := range model.Headings()[at+1:] {
		if p.headings[later.Anchor] {
			p.refuse(offset, ruleHeading, "heading %q comes after %q; move the section before it", title, later.Title)
			break
		}
	}
	return anchor
}

func (p *page) unknown(title string, titles []string, offset int) {
	switch title {
	case "":
		p.refuse(offset, ruleHeading, "heading is empty; write one of %s", strings.Join(titles, ", "))
	case "Example response", "Headers":
		p.refuse(offset, ruleHeading, "heading %q is generated from the catalog file; remove the section", title)
	case "Related errors":
		p.refuse(offset, ruleHeading, `heading %q is not one of a page; write "See also"`, title)
	default:
		p.refuse(offset, ruleHeading, "heading %s is not one of a page%s", clip(title), p.spell.suggest(title, titles, "; the headings are "+strings.Join(titles, ", ")))
	}
}

// checkSetext refuses a heading made by a line below it, which is a slip more
// often than not.
func (p *page) checkSetext(h *ast.Heading) bool {
	offset := max(0, h.Pos())
	if h.Lines().Len() == 0 || p.src[offset] == '#' {
		return true
	}
	p.refuse(offset, ruleHeading, `the line below makes a heading of this text; put an empty line between them, or write "## " before a heading`)
	return false
}

// headingText returns the text of a heading, which is words alone.
func (p *page) headingText(h *ast.Heading) string {
	var b strings.Builder
	for _, n := range p.inline(h) {
		if n.Kind != model.Words {
			p.problems.Add(n.Pos, ruleHeading, "a heading is words alone; remove the markup")
			p.clean = false
		}
		flattenTo(&b, n)
	}
	return strings.TrimSpace(b.String())
}

func flattenTo(b *strings.Builder, n *model.Node) {
	b.WriteString(n.Text)
	for _, kid := range n.Kids {
		flattenTo(b, kid)
	}
}
