package docs

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/model"
)

// A textProse writes prose as plain text of limited width.
type textProse struct {
	out   *strings.Builder
	width int
	own   string // code of the page
}

// blocks writes blocks behind an indent, with an empty line between them.
func (w textProse) blocks(nodes []*model.Node, indent string) {
	for i, n := range nodes {
		if i > 0 {
			w.out.WriteByte('\n')
		}
		w.node(n, indent)
	}
}

func (w textProse) node(n *model.Node, indent string) {
	switch n.Kind {
	case model.Paragraph:
		w.wrap(inlineText(n.Kids, w.own), indent, indent)
	case model.Bullets, model.Steps:
		w.list(n, indent)
	case model.CodeBlock:
		w.verbatim(n.Text, indent+"    ")
	case model.Quote:
		w.blocks(n.Kids, indent+"    ")
	case model.Rule:
		w.wrap("* * *", indent, indent)
	case model.Table:
		for _, r := range n.Kids {
			var cells []string
			for _, c := range r.Kids {
				cells = append(cells, inlineText(c.Kids, w.own))
			}
			w.wrap(strings.Join(cells, " | "), indent, indent+"  ")
		}
	default:
		w.blocks(n.Kids, indent)
	}
}

func (w textProse) list(n *model.Node, indent string) {
	for i, kid := range n.Kids {
		mark := "• "
		if n.Kind == model.Steps {
			mark = number(n.Start + i)
		}
		w.item(kid, mark, indent)
	}
}

// item writes an item of a list behind its mark.
func (w textProse) item(n *model.Node, mark, indent string) {
	rest := indent + strings.Repeat(" ", utf8.RuneCountInString(mark))
	for j, kid := range n.Kids {
		if j == 0 && kid.Kind == model.Paragraph {
			w.wrap(inlineText(kid.Kids, w.own), indent+mark, rest)
			continue
		}
		w.node(kid, rest)
	}
}

// number is the mark of a step.
func number(i int) string { return strconv.Itoa(i) + ". " }

// wrap writes words in lines of the width; a word that is longer stands alone.
func (w textProse) wrap(text, first, rest string) {
	for _, line := range strings.Split(text, "\n") { // hard breaks
		column, indent := 0, first
		for _, word := range strings.Fields(line) {
			n := utf8.RuneCountInString(word)
			switch {
			case column == 0:
				w.out.WriteString(indent)
				column = utf8.RuneCountInString(indent)
			case column+1+n > w.width:
				w.out.WriteString("\n" + rest)
				column = utf8.RuneCountInString(rest)
			default:
				w.out.WriteByte(' ')
				column++
			}
			w.out.WriteString(word)
			column += n
		}
		w.out.WriteByte('\n')
		first = rest
	}
}

func (w textProse) verbatim(text, indent string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line != "" {
			line = indent + line
		}
		w.out.WriteString(line + "\n")
	}
}

// inlineText is the text of a paragraph; a link names where it leads, unless
// that is the page's own code.
func inlineText(nodes []*model.Node, own string) string {
	var b strings.Builder
	for _, n := range nodes {
		switch n.Kind {
		case model.LineBreak:
			b.WriteByte('\n')
		case model.CodeRef:
			b.WriteString(n.Code)
		case model.Link:
			text := inlineText(n.Kids, own)
			b.WriteString(text)
			if n.Dest != "" && !names(text, n.Dest) {
				b.WriteString(" <" + n.Dest + ">")
			}
			if n.Code != own && n.Code != "" && text != n.Code {
				b.WriteString(" (" + n.Code + ")")
			}
		default:
			b.WriteString(n.Text)
			b.WriteString(inlineText(n.Kids, own))
		}
	}
	return b.String()
}

// names reports whether a text is an address already.
func names(text, dest string) bool {
	return text == dest || "mailto:"+text == dest || "https://"+text == dest
}
