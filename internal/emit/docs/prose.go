package docs

import (
	"bufio"
	"bytes"
	"html"
	"net/url"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A prose reads the Markdown of catalog texts: CommonMark with tables, without
// raw HTML, headings, images and indented code. What CommonMark takes for HTML
// is text here: nothing that an author wrote is lost, and nothing of it
// becomes markup.
type prose struct {
	*highlighter
	parser parser.Parser
	isCode func(word string) bool
}

func newProse(isCode func(word string) bool) *prose {
	md := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(
				util.Prioritized(parser.NewThematicBreakParser(), 200),
				util.Prioritized(parser.NewListParser(), 300),
				util.Prioritized(parser.NewListItemParser(), 400),
				util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
				util.Prioritized(parser.NewBlockquoteParser(), 800),
				util.Prioritized(parser.NewParagraphParser(), 1000),
			),
			parser.WithInlineParsers(
				util.Prioritized(parser.NewCodeSpanParser(), 100),
				util.Prioritized(parser.NewLinkParser(), 200),
				util.Prioritized(parser.NewAutoLinkParser(), 300),
				util.Prioritized(parser.NewEmphasisParser(), 500),
			),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithExtensions(extension.Table),
	)
	return &prose{highlighter: &highlighter{}, parser: md.Parser(), isCode: isCode}
}

type kind int

const (
	document kind = iota
	paragraph
	bullets
	steps
	item
	quote
	rule
	codeBlock
	tableOf
	tableRow
	cell
	words // inline from here on
	code
	codeRef // the name of a code of the catalog
	link
	emphasis
	strong
	lineBreak
)

// A node is a piece of prose: what goldmark parsed, with all escapes resolved
// and nothing in it that could be markup.
type node struct {
	kind kind
	text string // of words, code, codeRef and codeBlock
	dest string // of a link
	lang string // of a codeBlock
	kids []*node
}

// parse reads Markdown.
func (p *prose) parse(markdown string) *node {
	src := []byte(markdown)
	root := &node{kind: document}
	p.convert(root, p.parser.Parse(text.NewReader(src)), src)
	p.markCodes(root, false)
	return root
}

// convert appends the children of from to the node to.
func (p *prose) convert(to *node, from ast.Node, src []byte) {
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			to.addText(plainText(n, src))
			switch {
			case n.HardLineBreak():
				to.kids = append(to.kids, &node{kind: lineBreak})
			case n.SoftLineBreak():
				to.addText(" ")
			}
		case *ast.String:
			to.addText(string(n.Value))
		case *ast.CodeSpan:
			to.kids = append(to.kids, &node{kind: code, text: rawText(n, src)})
		case *ast.FencedCodeBlock:
			var b strings.Builder
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				b.Write(line.Value(src))
			}
			to.kids = append(to.kids, &node{kind: codeBlock, text: b.String(), lang: string(n.Language(src))})
		case *ast.AutoLink:
			dest := string(n.URL(src))
			if n.AutoLinkType == ast.AutoLinkEmail {
				dest = "mailto:" + dest
			}
			p.addLink(to, dest, &node{kids: []*node{{kind: words, text: string(n.Label(src))}}})
		case *ast.Link:
			inner := &node{}
			p.convert(inner, n, src)
			p.addLink(to, html.UnescapeString(string(n.Destination)), inner)
		case *ast.Image: // pages load nothing: the text that stands for it remains
			p.convert(to, n, src)
		default:
			child := &node{kind: kindOf(n)}
			p.convert(child, n, src)
			if child.kind == document { // a TextBlock: its lines belong to the item
				to.kids = append(to.kids, &node{kind: paragraph, kids: child.kids})
			} else {
				to.kids = append(to.kids, child)
			}
		}
	}
}

func kindOf(n ast.Node) kind {
	switch n := n.(type) {
	case *ast.Paragraph:
		return paragraph
	case *ast.List:
		if n.IsOrdered() {
			return steps
		}
		return bullets
	case *ast.ListItem:
		return item
	case *ast.Blockquote:
		return quote
	case *ast.ThematicBreak:
		return rule
	case *ast.Emphasis:
		if n.Level == 2 {
			return strong
		}
		return emphasis
	case *table.Table:
		return tableOf
	case *table.TableHeader, *table.TableRow:
		return tableRow
	case *table.TableCell:
		return cell
	default:
		return document
	}
}

// addLink adds a link, or what is in it where the destination is not one that
// a page may have.
func (p *prose) addLink(to *node, dest string, inner *node) {
	if safeDest(dest) {
		to.kids = append(to.kids, &node{kind: link, dest: dest, kids: inner.kids})
		return
	}
	for _, kid := range inner.kids {
		if kid.kind == words {
			to.addText(kid.text)
		} else {
			to.kids = append(to.kids, kid)
		}
	}
}

// safeDest reports whether a link may lead there: to the web, to a mailbox,
// or to a place of the site.
func safeDest(dest string) bool {
	if dest == "" || strings.ContainsFunc(dest, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' }) {
		return false
	}
	u, err := url.Parse(dest)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return true
	case "":
		return u.Host == ""
	default:
		return false
	}
}

func (n *node) addText(s string) {
	if last := len(n.kids) - 1; last >= 0 && n.kids[last].kind == words {
		n.kids[last].text += s
		return
	}
	n.kids = append(n.kids, &node{kind: words, text: s})
}

// plainText is the text of a node with backslashes and entities resolved:
// what goldmark would show of it.
func plainText(n *ast.Text, src []byte) string {
	value := n.Segment.Value(src)
	if n.IsRaw() || !bytes.ContainsAny(value, `\&`) {
		return string(value)
	}
	var shown bytes.Buffer
	w := bufio.NewWriter(&shown)
	gmhtml.DefaultWriter.Write(w, value)
	_ = w.Flush() // to memory
	return html.UnescapeString(shown.String())
}

func rawText(n ast.Node, src []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(src))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}
