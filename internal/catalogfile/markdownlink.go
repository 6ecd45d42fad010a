package catalogfile

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
)

// A local is a link to a page of the catalog. Whether its target exists is
// known when all pages have been read.
type local struct {
	node    *model.Node
	written string // the destination
}

// link converts a link in brackets. What is in it is kept where its
// destination is refused.
func (p *prose) link(n *ast.Link, offset int) *model.Node {
	out := p.node(model.Link, n, p.inline(n))
	out.Pos = p.at(offset)
	if len(n.Title) > 0 {
		p.refuse(offset, ruleMarkdown, "a link has no title; remove the text behind its destination")
	}
	if contains(out.Kids, model.Link) {
		p.refuse(offset, ruleLink, "a link cannot be in another link; end the first one before it")
	}
	if len(out.Kids) == 0 {
		p.refuse(offset, ruleLink, "a link has no text; write what it leads to between its brackets")
	}
	p.lead(out, string(n.Destination), offset)
	return out
}

func (p *prose) autoLink(n *ast.AutoLink, offset int) *model.Node {
	text := string(n.Label(p.src))
	out := p.node(model.Link, n, []*model.Node{{Kind: model.Words, Text: text, Pos: p.at(offset)}})
	dest := string(n.URL(p.src))
	if n.AutoLinkType == ast.AutoLinkEmail {
		dest = "mailto:" + strings.TrimPrefix(dest, "mailto:")
	}
	if strings.HasPrefix(text, "www.") {
		dest = "https://" + text
	}
	p.lead(out, dest, offset)
	return out
}

// lead says where a link leads.
func (p *prose) lead(n *model.Node, written string, offset int) {
	dest := p.plain(written, offset)
	if name, rest, found := p.namedDest(dest, offset); found {
		if name == "" {
			return
		}
		dest = name + rest
	}
	u, err := url.Parse(dest)
	switch {
	case dest == "":
		p.refuse(offset, ruleLink, "a link leads nowhere; write a page such as key_not_found.md, or an https address")
	case err != nil || strings.ContainsFunc(dest, unfit):
		p.refuse(offset, ruleLink, "link to %s is no address; write one without spaces, backslashes and braces", clip(dest))
	case u.Scheme == "http" || u.Scheme == "https":
		p.leadOut(n, dest, u, offset)
	case u.Scheme == "mailto":
		n.Dest = dest
	case u.Scheme != "" || u.Host != "" || strings.HasPrefix(dest, "/"):
		p.refuse(offset, ruleLink, "link to %s does not work everywhere; write a page such as key_not_found.md, or an https address", clip(dest))
	default:
		p.leadIn(n, dest, u, offset)
	}
}

// unfit reports what no destination can hold.
func unfit(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' || r == '{' || r == '}'
}

// leadOut is lead for a link to a site.
func (p *prose) leadOut(n *model.Node, dest string, u *url.URL, offset int) {
	if u.Host == "" {
		p.refuse(offset, ruleLink, "link to %s has no host; write https://host/path", clip(dest))
		return
	}
	base := p.catalog.DocsBaseURL.Value
	rest, ours := strings.CutPrefix(dest, base)
	if code, fragment, _ := strings.Cut(rest, "#"); base != "" && ours && p.codes[strings.TrimSuffix(code, "/")] {
		remedy := strings.TrimSuffix(code, "/") + ".md"
		if fragment != "" {
			remedy += "#" + fragment
		}
		p.refuse(offset, ruleLink, "link to %s leads to a page of this catalog; write %s, which works in every copy of the pages", clip(dest), remedy)
		return
	}
	n.Dest = dest
}

// leadIn is lead for a link to another page, or to a heading of this one.
func (p *prose) leadIn(n *model.Node, dest string, u *url.URL, offset int) {
	code, isPage := strings.CutSuffix(strings.TrimPrefix(u.Path, "./"), ".md")
	switch {
	case p.own == "":
		p.refuse(offset, ruleLink, "link to %s is in a text of the catalog file; name the code, which becomes a link, or write an https address", clip(dest))
		return
	case u.RawQuery != "" || u.ForceQuery || u.Path != "" && (!isPage || strings.Contains(code, "/")):
		p.refuse(offset, ruleLink, "link to %s leads to no page; write the page's file, such as key_not_found.md, or an https address", clip(dest))
		return
	case u.Path == "":
		code = p.own
	}
	n.Code, n.Fragment = code, u.Fragment
	p.locals = append(p.locals, local{n, dest})
}

// namedDest resolves a destination that begins with {links.name}. The address
// is "" where it has been refused.
func (p *prose) namedDest(dest string, offset int) (address, rest string, found bool) {
	for ref := range allMentions(dest) {
		if ref.of != "links" || ref.start != 0 {
			p.refuse(offset, ruleLinkName, "%s cannot be in a destination; only {links.name} can, at its beginning", clip(dest[ref.start:ref.end]))
			return "", "", true
		}
		address, ok := p.named(ref, dest, offset)
		if !ok {
			return "", "", true
		}
		return address, dest[ref.end:], true
	}
	return "", "", false
}

// address returns the address that a text refers to.
func (p *prose) address(ref mention, raw string, from int) (string, bool) {
	return p.named(ref, raw, from+ref.start)
}

func (p *prose) named(ref mention, raw string, offset int) (string, bool) {
	var names []string
	for catalog := range p.catalog.All() {
		for i, link := range catalog.Links {
			if link.Name == ref.name {
				catalog.Links[i].Used = true
				return link.URL, link.URL != ""
			}
			names = append(names, link.Name)
		}
	}
	word := ref.name
	if word == "" {
		word = ref.meant
	}
	near := p.spell.Nearest(word, names)
	switch {
	case ref.name != "":
		p.refuse(offset, ruleLinkName, "page refers to the link %q, which the catalog does not have%s", ref.name, didYouMean(near, "; add it under links"))
	case near != "":
		p.refuse(offset, ruleLinkName, "%s is no reference to a link; write {links.%s}", clip(raw[ref.start:ref.end]), near)
	default:
		p.refuse(offset, ruleLinkName, "%s is no reference to a link; write {links.name} with the name of one", clip(raw[ref.start:ref.end]))
	}
	return "", false
}

// contains reports whether a node of a kind is among nodes or in one of them.
func contains(nodes []*model.Node, kind model.Kind) bool {
	for _, n := range nodes {
		if n.Kind == kind || contains(n.Kids, kind) {
			return true
		}
	}
	return false
}

// checkDefinitions complains about definitions of links ([x]: https://…) that
// no link uses: what they say would be lost.
func (p *prose) checkDefinitions(root ast.Node) {
	var definitions []*ast.LinkReferenceDefinition
	used := map[string]bool{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.LinkReferenceDefinition:
			if entering {
				definitions = append(definitions, n)
			}
		case *ast.Link:
			if n.Reference != nil {
				used[label(n.Reference.Value)] = true
			}
		}
		return ast.WalkContinue, nil
	})
	seen := map[string]bool{}
	for _, d := range definitions {
		name := label(d.Label)
		switch {
		case !used[name]:
			p.refuse(firstOffset(d), ruleMarkdown, "no link uses the definition %s; write it in brackets where it belongs, or remove it", clip(name))
		case seen[name]:
			p.refuse(firstOffset(d), ruleMarkdown, "link %s is defined twice; remove one of the two", clip(name))
		case len(d.Title) > 0:
			p.refuse(firstOffset(d), ruleMarkdown, "a link has no title; remove the text behind its destination")
		}
		seen[name] = true
	}
}

// label is the name of a definition as links find it.
func label(name []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(name)), " "))
}
