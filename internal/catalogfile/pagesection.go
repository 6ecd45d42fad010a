package catalogfile

import (
	"fmt"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
)

// read reads a section into the part of the page that it is.
func (p *page) read(s *section) {
	if len(s.blocks) == 0 {
		switch s.title {
		case "":
		case "summary":
			p.refuse(s.offset, ruleSection, "page has no summary; write what happened in one paragraph below the title")
		default:
			p.refuse(s.offset, ruleSection, "section %s is empty; write it or remove the heading", clip(s.title))
		}
		return
	}
	switch s.anchor {
	case "":
		p.summary(s)
	case "what-this-means":
		p.Meaning = p.all(s)
	case "when-youll-see-this":
		p.When = p.items(s, false)
	case "learn-more":
		p.LearnMore = p.all(s)
	case "quick-fix":
		p.QuickFix = p.items(s, true)
	case "recovery-pattern":
		p.recovery(s)
	case "avoid-this-error-by":
		p.Avoid = p.items(s, false)
	case "see-also":
		p.seeAlso(s)
	}
}

// all converts the blocks of a section that can have any.
func (p *page) all(s *section) []*model.Node {
	var out []*model.Node
	for _, n := range s.blocks {
		if block := p.block(n); block != nil {
			out = append(out, block)
		}
	}
	return out
}

// summary reads the paragraph below the title, or what stands below a heading
// that is not known.
func (p *page) summary(s *section) {
	for _, n := range s.blocks {
		block := p.block(n)
		if block == nil || s.title != "summary" {
			continue
		}
		if len(p.Summary) > 0 || block.Kind != model.Paragraph {
			p.refuse(firstOffset(n), ruleSection, `summary is one paragraph; move the rest below "## What this means"`)
			return
		}
		p.Summary = append(p.Summary, block)
	}
}

// items reads a section that is a list. What else stands there is refused.
func (p *page) items(s *section, numbered bool) []*model.Node {
	var out []*model.Node
	said := false
	for _, n := range s.blocks {
		list, ok := n.(*ast.List)
		block := p.block(n)
		switch {
		case block == nil || said:
		case ok && list.IsOrdered() == numbered && out == nil:
			out = block.Kids
			if numbered && list.Start != 1 {
				p.refuse(max(0, n.Pos()), ruleSection, "list of section %q begins with %d; begin with 1", s.title, list.Start)
			}
		case ok && out != nil:
			said = true
			p.refuse(max(0, n.Pos()), ruleSection, "section %q has a second list; make them one, with the same marker for all items", s.title)
		case numbered:
			said = true
			p.refuse(firstOffset(n), ruleSection, `section %q is a numbered list and nothing else; begin each step with "1. ", "2. " and so on`, s.title)
		default:
			said = true
			p.refuse(firstOffset(n), ruleSection, `section %q is a list and nothing else; begin each item with "- "`, s.title)
		}
	}
	return out
}

// recovery reads the advice and the samples behind it.
func (p *page) recovery(s *section) {
	for _, n := range s.blocks {
		if fenced, ok := n.(*ast.FencedCodeBlock); ok {
			p.Samples = append(p.Samples, p.sample(fenced))
			continue
		}
		block := p.block(n)
		if block != nil && len(p.Samples) > 0 {
			p.problems.Add(block.Pos, ruleSection, "text follows a sample; move it before the first one, or into the title of its fence, as in ```python Title")
			p.clean = false
		}
		if block != nil {
			p.Recovery = append(p.Recovery, block)
		}
	}
}

// seeAlso reads the list of links to other pages. Whether these exist is
// judged with all other links.
func (p *page) seeAlso(s *section) {
	for _, item := range p.items(s, false) {
		link := onlyLink(item)
		if link == nil {
			p.problems.Add(item.Pos, ruleSection, "item of %q is no link to a page; write [key_not_found](key_not_found.md) for the code that is meant", s.title)
			p.clean = false
			continue
		}
		text := ""
		for _, kid := range link.Kids {
			text += kid.Text
		}
		code := link.Code
		if code == "" {
			code = p.codeAt(link.Dest)
		}
		switch {
		case code == "" && link.Dest == "":
			continue // refused
		case code == "" && p.goneAt(s, link):
			continue
		case code == "":
			p.problems.Add(link.Pos, ruleSection, "link of %q leads to %s, which is no page of a code; write [key_not_found](key_not_found.md) for the code that is meant", s.title, clip(link.Dest))
			p.clean = false
			continue
		case text != code:
			p.problems.Add(link.Pos, ruleSection, "link to %s has the text %s; write [%s](%s.md)", clip(code), clip(text), code, code)
			p.clean = false
		}
		p.SeeAlso = append(p.SeeAlso, model.Text{Value: code, Pos: link.Pos})
	}
}

// onlyLink returns the link that is all of an item.
func onlyLink(item *model.Node) *model.Node {
	if len(item.Kids) == 1 && item.Kids[0].Kind == model.Paragraph && len(item.Kids[0].Kids) == 1 {
		if link := item.Kids[0].Kids[0]; link.Kind == model.Link {
			return link
		}
	}
	return nil
}

// goneAt reports a link that leads to the page of a retired code of an extended
// catalog.
func (p *page) goneAt(s *section, link *model.Node) bool {
	for catalog := range p.catalog.All() {
		base := catalog.DocsBaseURL.Value
		for _, r := range catalog.Retired {
			if catalog == p.catalog || base == "" || base+r.Code != link.Dest {
				continue
			}
			remedy := "remove it"
			for owner := range catalog.All() {
				if next := owner.Lookup(r.Successor.Value); next != nil {
					remedy = fmt.Sprintf("write [%s](%s)", next.Code, next.DocURL.Value)
				}
			}
			p.problems.Add(link.Pos, ruleSection, "link of %q leads to the retired code %s%s; %s", s.title, clip(r.Code), note(r), remedy)
			p.clean = false
			return true
		}
	}
	return false
}

// codeAt returns the code of an extended catalog whose page is at an address.
func (p *page) codeAt(address string) string {
	for catalog := range p.catalog.All() {
		for _, e := range catalog.Errors {
			if catalog != p.catalog && e.DocURL.Value == address {
				return e.Code
			}
		}
	}
	return ""
}
