package docs

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// A mdProse writes prose as Markdown that all readers of Markdown understand
// in the same way: what is text in a page is text everywhere.
type mdProse struct {
	strings.Builder
	dest    destination // in Markdown
	dialect *Dialect
	cell    bool // inside a table: pipes and line ends would end the cell
}

// lineBreak ends a line in all dialects; a backslash does so in some.
const lineBreak = "  \n"

// blocks writes blocks with an empty line between them. The indent is that of
// all lines but the first.
func (w *mdProse) blocks(nodes []*model.Node, indent string) {
	for i, n := range nodes {
		if i > 0 {
			w.WriteString("\n" + indent)
		}
		w.block(n, indent)
	}
}

func (w *mdProse) block(n *model.Node, indent string) {
	switch n.Kind {
	case model.Bullets, model.Steps:
		w.list(n, indent)
	case model.CodeBlock:
		w.WriteString(indented(fenced(n.Language, w.dialect.code(n.Text)), indent))
	case model.Quote:
		inner := mdProse{dest: w.dest, dialect: w.dialect}
		inner.blocks(n.Kids, "")
		for i, line := range strings.Split(strings.TrimRight(inner.String(), "\n"), "\n") {
			if i > 0 {
				w.WriteString(indent)
			}
			if line != "" {
				line = " " + line
			}
			w.WriteString(">" + line + "\n")
		}
	case model.Rule:
		w.WriteString("---\n")
	case model.Table:
		w.table(n, indent)
	default:
		inner := mdProse{dest: w.dest, dialect: w.dialect, cell: w.cell}
		inner.inline(n.Kids)
		lines := strings.Split(inner.String(), lineBreak)
		for i, line := range lines {
			lines[i] = blockStart(line)
		}
		w.WriteString(strings.Join(lines, lineBreak+indent) + "\n")
	}
}

func (w *mdProse) list(n *model.Node, indent string) {
	for i, kid := range n.Kids {
		if i > 0 {
			w.WriteString(indent)
		}
		mark := "- "
		if n.Kind == model.Steps {
			mark = number(n.Start + i)
		}
		w.WriteString(mark)
		w.blocks(kid.Kids, indent+"    ")
	}
}

func (w *mdProse) table(n *model.Node, indent string) {
	for i, r := range n.Kids {
		if i > 0 {
			w.WriteString(indent)
		}
		var cells []string
		for _, c := range r.Kids {
			cell := mdProse{dest: w.dest, dialect: w.dialect, cell: true}
			cell.inline(c.Kids)
			cells = append(cells, cell.String())
		}
		w.WriteString(tableLine(cells))
		if i == 0 {
			w.WriteString(indent + tableRule(len(cells)))
		}
	}
}

// inline writes what is in a paragraph.
func (w *mdProse) inline(nodes []*model.Node) {
	for _, n := range nodes {
		switch n.Kind {
		case model.Words:
			w.WriteString(w.dialect.prose(escapeMD(n.Text)))
		case model.CodeSpan:
			w.WriteString(codeSpan(w.dialect.code(n.Text), w.cell))
		case model.CodeRef:
			w.linked(w.dest(n.Code, ""), func() { w.WriteString("`" + n.Code + "`") })
		case model.Link:
			dest := escapeDest(n.Dest)
			if n.Code != "" {
				dest = w.dest(n.Code, n.Fragment)
			}
			w.linked(dest, func() { w.inline(n.Kids) })
		case model.Emphasis:
			w.surround("*", n)
		case model.Strong:
			w.surround("**", n)
		case model.LineBreak:
			if w.cell {
				w.WriteByte(' ')
			} else {
				w.WriteString(lineBreak)
			}
		default:
			w.inline(n.Kids)
			w.WriteByte(' ')
		}
	}
}

// linked writes what a link holds, without the link where it leads nowhere.
func (w *mdProse) linked(dest string, inner func()) {
	if dest == "" {
		inner()
		return
	}
	w.WriteByte('[')
	inner()
	w.WriteString("](" + dest + ")")
}

func (w *mdProse) surround(mark string, n *model.Node) {
	w.WriteString(mark)
	w.inline(n.Kids)
	w.WriteString(mark)
}

// escapeMD makes text of text. Entities are used where dialects disagree on
// backslashes.
func escapeMD(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\', '`', '*', '[', ']':
			b.WriteString(`\` + string(c))
		case '_':
			if i == 0 || i == len(s)-1 || !wordByte(s[i-1]) || !wordByte(s[i+1]) {
				b.WriteByte('\\') // within a word it is an underscore everywhere
			}
			b.WriteByte(c)
		case '&':
			if i+1 < len(s) && (s[i+1] == '#' || wordByte(s[i+1])) {
				b.WriteString("&amp;")
			} else {
				b.WriteByte(c)
			}
		case '<':
			b.WriteString("&lt;")
		case '~':
			b.WriteString("&#126;")
		case '|':
			b.WriteString("&#124;")
		case '$': // formulas
			b.WriteString("&#36;")
		case '\n':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

var (
	atStart   = regexp.MustCompile(`^[#+>-]`)
	elsewhere = regexp.MustCompile(`^(?:[:=]|!!!|\?\?\?|///)`) // in some dialects, which know no backslash there
	numbered  = regexp.MustCompile(`^(\d+)([.)])`)
)

// blockStart escapes what would make something else of a paragraph by
// standing at its start.
func blockStart(s string) string {
	switch {
	case elsewhere.MatchString(s):
		return fmt.Sprintf("&#%d;", s[0]) + s[1:]
	case atStart.MatchString(s):
		return `\` + s
	case numbered.MatchString(s):
		return numbered.ReplaceAllString(s, `$1\$2`)
	}
	return s
}

// codeSpan returns text between backticks that are not in it.
func codeSpan(text string, cell bool) string {
	text = strings.ReplaceAll(text, "\n", " ")
	if cell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	ticks := strings.Repeat("`", longestRun(text, '`')+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return ticks + text + ticks
}

// fenced returns a code block with an end of line behind.
func fenced(language, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] == c {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}

// escapeDest makes a link's destination safe in all dialects.
func escapeDest(dest string) string {
	if u, err := url.Parse(dest); err == nil {
		dest = u.String()
	}
	return destEscaper.Replace(dest)
}

var destEscaper = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "{", "%7B", "}", "%7D", "\\", "%5C", "|", "%7C", " ", "%20")

func indented(text, indent string) string {
	return strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+indent) + "\n"
}

func tableLine(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func tableRule(n int) string { return strings.Repeat("| --- ", n) + "|\n" }
