package catalogfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// linkPages checks what depends on several pages, and gives each entry its
// page.
func (f *file) linkPages(x *references) {
	for _, e := range f.entries {
		p := f.pages[e.Code]
		if p == nil || p.Page == nil {
			continue
		}
		e.Page = p.Page
		f.checkTitle(e, p)
		for _, l := range p.locals {
			f.checkLocal(p, l, x)
		}
		f.checkSeeAlso(e, p, x)
	}
	mark := codeMarker{x.isCode}
	mark.catalog(f.catalog)
}

// isCode reports whether a word is a code that has a page: of this catalog or
// one that it extends, in use or retired.
func (x *references) isCode(word string) bool {
	_, retired := either(x.retired, x.scope.retired, word)
	return retired || x.file.codes[word] || x.scope.codes[word] != nil
}

func (f *file) checkTitle(e *entry, p *page) {
	if p.Title.Value != "" && e.Title.Value != "" && p.Title.Value != e.Title.Value {
		f.problems.Add(p.Title.Pos, ruleHeading, "title of the page is %s, that of %s at %s is %s; write the same", clip(p.Title.Value), e.label, e.Title.Pos, clip(e.Title.Value))
	}
}

// checkLocal holds a link to a page and a heading that exist.
func (f *file) checkLocal(p *page, l local, x *references) {
	n := l.node
	target := f.pages[n.Code]
	switch {
	case target != nil && target.Page == nil:
		return // it could not be read
	case target == nil && x.scope.codes[n.Code] != nil && !f.codes[n.Code]:
		other := x.scope.codes[n.Code].catalog.Lookup(n.Code)
		f.problems.Add(n.Pos, ruleLink, "link to %s leads to no page here, because the code belongs to another catalog; write its address %s", clip(l.written), other.DocURL.Value)
	case target == nil && f.codes[n.Code]:
		return // the missing page is reported
	case target == nil && (f.noCodes || x.scope.noCodes):
		return
	case target == nil && x.isCode(n.Code):
		r, _ := either(x.retired, x.scope.retired, n.Code)
		f.problems.Add(n.Pos, ruleLink, "link to %s leads to no page, because the code is retired%s; %s", clip(l.written), note(r), x.remedyLink(r))
	case target == nil:
		f.problems.Add(n.Pos, ruleLink, "link to %s leads to no page%s", clip(l.written),
			f.spell.suggest(n.Code+".md", pageNames(f.pages), "; name one that exists"))
	case n.Fragment != "" && !target.headings[n.Fragment]:
		f.problems.Add(n.Pos, ruleLink, "link to %s leads to no heading of that page%s", clip(l.written),
			f.spell.suggest(n.Fragment, slices.Sorted(maps.Keys(target.headings)), "; remove the part behind #, or name a heading"))
	}
}

// remedyLink is remedy for a link: to a page of this catalog, or to the address
// of a code that has its page elsewhere.
func (x *references) remedyLink(r model.Retired) string {
	next := x.successor(r)
	switch {
	case next == "":
		return "link to what replaced it"
	case x.file.codes[next]:
		return "write " + next + ".md"
	default:
		return "write the address of " + next + ", " + x.scope.codes[next].catalog.Lookup(next).DocURL.Value
	}
}

func pageNames(pages map[string]*page) []string {
	var names []string
	for code := range pages {
		names = append(names, code+".md")
	}
	slices.Sort(names)
	return names
}

// checkSeeAlso holds related codes to being others, each once.
func (f *file) checkSeeAlso(e *entry, p *page, x *references) {
	first := map[string]model.Text{}
	for _, code := range p.SeeAlso {
		if other, again := first[code.Value]; again {
			f.problems.Add(code.Pos, ruleReference, `"See also" names %s again, the first time is at %s; remove one`, clip(code.Value), other.Pos)
			continue
		}
		first[code.Value] = code
		if code.Value == e.Code {
			f.problems.Add(code.Pos, ruleReference, `"See also" of %s names the code itself; name another or remove it`, e.label)
		}
	}
}

// A codeMarker finds the codes in texts. Writers name them in words or between
// backticks, readers get links.
type codeMarker struct{ known func(code string) bool }

func (m codeMarker) catalog(c *model.Catalog) {
	for i := range c.Retired {
		m.phrase(&c.Retired[i].Note)
	}
	for _, e := range c.Errors {
		for i := range e.Params {
			m.phrase(&e.Params[i].Doc)
			m.values(e.Params[i].Values)
		}
		for i := range e.Details {
			m.phrase(&e.Details[i].Doc)
			m.values(e.Details[i].Values)
		}
		if p := e.Page; p != nil {
			for _, nodes := range [][]*model.Node{p.Summary, p.Meaning, p.When, p.LearnMore, p.QuickFix, p.Recovery, p.Avoid} {
				m.nodes(nodes)
			}
		}
	}
}

func (m codeMarker) values(set []model.Value) {
	for i := range set {
		m.phrase(&set[i].Doc)
	}
}

func (m codeMarker) phrase(p *model.Phrase) { p.Nodes = m.nodes(p.Nodes) }

// nodes returns nodes with the codes in them marked.
func (m codeMarker) nodes(nodes []*model.Node) []*model.Node {
	var out []*model.Node
	for _, n := range nodes {
		switch n.Kind {
		case model.CodeSpan:
			if m.known(n.Text) {
				n = &model.Node{Kind: model.CodeRef, Code: n.Text, Pos: n.Pos}
			}
			out = append(out, n)
		case model.Words:
			out = append(out, m.words(n)...)
		case model.Link:
			out = append(out, n)
		default:
			n.Kids = m.nodes(n.Kids)
			out = append(out, n)
		}
	}
	return out
}

// words splits text at the names of codes. A code of one word, such as
// "conflict", is left alone: in a sentence it means what it says.
func (m codeMarker) words(n *model.Node) []*model.Node {
	var out []*model.Node
	s, from := n.Text, 0
	add := func(to int) {
		if to > from {
			out = append(out, &model.Node{Kind: model.Words, Text: s[from:to], Pos: n.Pos})
		}
	}
	for i := 0; i < len(s); {
		if !wordByte(s[i]) {
			i++
			continue
		}
		start := i
		for i < len(s) && wordByte(s[i]) {
			i++
		}
		if word := s[start:i]; strings.Contains(word, "_") && m.known(word) {
			add(start)
			out = append(out, &model.Node{Kind: model.CodeRef, Code: word, Pos: n.Pos})
			from = i
		}
	}
	add(len(s))
	return out
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}
