package catalogfile

import (
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// newMarkdown returns a parser of CommonMark and of what code hosts add to it.
// It knows more than pages may have, so that the rest is refused and not lost.
func newMarkdown() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(
		extension.Table,
		extension.Strikethrough,
		extension.TaskList,
		extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"})),
	)).Parser()
}

// A prose is a text in Markdown while it is read.
type prose struct {
	*file  // the catalog file: facts, links, problems
	src    []byte
	at     func(offset int) diag.Pos
	own    string // code whose page it is, "" for a phrase
	locals []local
	clean  bool // false once something was refused
}

func (p *prose) refuse(offset int, rule, format string, args ...any) {
	p.problems.Add(p.at(offset), rule, format, args...)
	p.clean = false
}

// parse returns the blocks of the text.
func (p *prose) parse() ast.Node {
	p.clean = true
	root := p.parser.Parse(text.NewReader(p.src))
	p.checkDefinitions(root)
	return root
}

// blocks converts the blocks below a node.
func (p *prose) blocks(from ast.Node) []*model.Node {
	var out []*model.Node
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		if block := p.block(n); block != nil {
			out = append(out, block)
		}
	}
	return out
}

// block converts a block. It returns nil for one that was refused.
func (p *prose) block(n ast.Node) *model.Node {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return p.paragraph(n)
	case *ast.List:
		return p.list(n)
	case *ast.Blockquote:
		return p.node(model.Quote, n, p.blocks(n))
	case *ast.ThematicBreak:
		return p.node(model.Rule, n, nil)
	case *ast.FencedCodeBlock:
		return p.codeBlock(n)
	case *extended.Table:
		return p.table(n)
	case *ast.LinkReferenceDefinition:
		return nil // see checkDefinitions
	case *ast.Heading:
		p.refuse(max(0, n.Pos()), ruleHeading, "a heading cannot stand here; write a paragraph, or words in **bold**")
	case *ast.CodeBlock:
		p.refuse(firstOffset(n), ruleMarkdown, "an indented line begins a code block here; indent it by three spaces at most, or put the code between ``` lines")
	case *ast.HTMLBlock:
		p.refuse(firstOffset(n), ruleMarkdown, "HTML cannot be in a page; write Markdown, or put it between ``` lines to show it")
	default:
		p.refuse(max(0, n.Pos()), ruleMarkdown, "%s cannot be in a page; write it in another way", n.Kind())
	}
	return nil
}

func (p *prose) node(kind model.Kind, n ast.Node, kids []*model.Node) *model.Node {
	return &model.Node{Kind: kind, Kids: kids, Pos: p.at(max(0, n.Pos()))}
}

// firstOffset returns where the first line of a block begins.
func firstOffset(n ast.Node) int {
	if n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return max(0, n.Pos())
}

func lineStart(src []byte, offset int) int {
	return strings.LastIndexByte(string(src[:offset]), '\n') + 1
}

// paragraph converts a paragraph, or the text of a list item.
func (p *prose) paragraph(n ast.Node) *model.Node {
	lines := n.Lines()
	p.checkLines(n)
	out := p.node(model.Paragraph, n, p.inline(n))
	if lines.Len() > 0 {
		out.Pos = p.at(lines.At(0).Start)
	}
	return out
}

// checkLines looks for lines of a paragraph that were meant to be something
// else.
func (p *prose) checkLines(n ast.Node) {
	lines := n.Lines()
	inside := n.Parent() != nil && n.Parent().Kind() != ast.KindDocument
	for i := range lines.Len() {
		at := lines.At(i)
		line := at.Value(p.src)
		switch {
		case i > 0 && inside && p.column(at.Start) < p.column(lines.At(0).Start):
			p.refuse(at.Start, ruleMarkdown, "this line belongs to the list item or quote above it; indent it like the text there, or put an empty line before it")
			return
		case i > 0 && listMarker(line):
			p.refuse(at.Start, ruleMarkdown, "a list cannot follow a text directly; put an empty line before it")
			return
		case i == 0 && len(line) > 0 && line[0] == '|':
			p.refuse(at.Start, ruleMarkdown, `this looks like a table but is none; put a line such as "| --- | --- |", with as many cells, below its head`)
			return
		}
	}
}

// column returns how far an offset is from the beginning of its line.
func (p *prose) column(offset int) int { return offset - lineStart(p.src, offset) }

// listMarker reports whether a line begins like an item of a list.
func listMarker(line []byte) bool {
	digits := 0
	for digits < len(line) && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < 10 {
		line = line[digits:]
		return len(line) > 1 && (line[0] == '.' || line[0] == ')') && line[1] == ' '
	}
	return len(line) > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' '
}

func (p *prose) list(n *ast.List) *model.Node {
	if before := n.PreviousSibling(); before != nil && before.Kind() == ast.KindParagraph && !n.HasBlankPreviousLines() {
		p.refuse(max(0, n.Pos()), ruleMarkdown, "a list cannot follow a text directly; put an empty line before it")
	}
	out := p.node(model.Bullets, n, nil)
	if n.IsOrdered() {
		out.Kind, out.Start = model.Steps, n.Start
	}
	for kid := n.FirstChild(); kid != nil; kid = kid.NextSibling() {
		if kid.FirstChild() == nil {
			p.refuse(max(0, kid.Pos()), ruleSection, "item of a list is empty; write it or remove its marker")
		}
		out.Kids = append(out.Kids, p.node(model.Item, kid, p.blocks(kid)))
	}
	return out
}

func (p *prose) table(n *extended.Table) *model.Node {
	out := p.node(model.Table, n, nil)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := p.node(model.TableRow, row, nil)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			r.Kids = append(r.Kids, p.node(model.Cell, cell, p.inline(cell)))
		}
		p.checkRow(row, len(n.Alignments))
		out.Kids = append(out.Kids, r)
	}
	for _, alignment := range n.Alignments {
		if alignment != extended.AlignNone {
			p.refuse(max(0, n.Pos()), ruleMarkdown, "columns of a table cannot be aligned; write --- without colons below its head")
			break
		}
	}
	return out
}

// checkRow holds a row to having as many cells as the head: a parser drops
// those that are too many.
func (p *prose) checkRow(row ast.Node, want int) {
	offset := max(0, row.Pos())
	line, _, _ := strings.Cut(string(p.src[offset:]), "\n")
	line = strings.Trim(strings.ReplaceAll(line, `\|`, "  "), " \t>\r")
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	if got := strings.Count(line, "|") + 1; got != want {
		p.refuse(offset, ruleMarkdown, `row of a table has %d cells, its head has %d; make them equal, and write \| for a bar in a text`, got, want)
	}
}
