package docs

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// plain returns prose as one line of plain text.
func (p *prose) plain(markdown string) string {
	var b strings.Builder
	flatten(&b, p.parse(markdown))
	return strings.Join(strings.Fields(b.String()), " ")
}

// flatten writes the text of a node and what is in it.
func flatten(b *strings.Builder, n *node) {
	b.WriteString(n.text)
	for _, kid := range n.kids {
		flatten(b, kid)
	}
	if n.kind < words || n.kind == lineBreak {
		b.WriteByte(' ')
	}
}

// A textProse writes prose as plain text of limited width.
type textProse struct {
	out   *strings.Builder
	width int
}

// block writes prose behind an indent.
func (w textProse) block(n *node, indent string) {
	for i, kid := range n.kids {
		if i > 0 {
			w.out.WriteByte('\n')
		}
		w.node(kid, indent)
	}
}

func (w textProse) node(n *node, indent string) {
	switch n.kind {
	case paragraph:
		w.wrap(inlineText(n), indent, indent)
	case bullets, steps:
		w.list(n, indent)
	case codeBlock:
		w.verbatim(n.text, indent+"    ")
	case quote:
		w.block(n, indent+"    ")
	case rule:
		w.wrap("* * *", indent, indent)
	case tableOf:
		for _, r := range n.kids {
			var cells []string
			for _, c := range r.kids {
				cells = append(cells, inlineText(c))
			}
			w.wrap(strings.Join(cells, " | "), indent, indent+"  ")
		}
	default:
		w.block(n, indent)
	}
}

func (w textProse) list(n *node, indent string) {
	for i, kid := range n.kids {
		w.item(kid, i, n.kind == steps, indent)
	}
}

// item writes an item of a list.
func (w textProse) item(n *node, i int, numbered bool, indent string) {
	first := indent + marker(i, numbered)
	rest := indent + strings.Repeat(" ", utf8.RuneCountInString(marker(i, numbered)))
	for j, kid := range n.kids {
		if j == 0 && kid.kind == paragraph {
			w.wrap(inlineText(kid), first, rest)
			continue
		}
		w.node(kid, rest)
	}
}

func marker(i int, numbered bool) string {
	if numbered {
		return strconv.Itoa(i+1) + ". "
	}
	return "• "
}

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

// inlineText is the text of a paragraph; a link names where it leads.
func inlineText(n *node) string {
	var b strings.Builder
	for _, kid := range n.kids {
		switch kid.kind {
		case lineBreak:
			b.WriteByte('\n')
		case link:
			text := inlineText(kid)
			b.WriteString(text)
			if text != kid.dest && "mailto:"+text != kid.dest {
				b.WriteString(" <" + kid.dest + ">")
			}
		default:
			b.WriteString(kid.text)
			b.WriteString(inlineText(kid))
		}
	}
	return b.String()
}
