package docs

import (
	"net/url"
	"regexp"
	"strings"
)

// A mdProse writes prose as Markdown that all readers of Markdown understand
// in the same way: what is text in the catalog is text everywhere.
type mdProse struct {
	strings.Builder
	flavor *Flavor
	dest   func(code string) string
	cell   bool // inside a table: pipes and line ends would end the cell
}

// blockMD returns prose as Markdown blocks, without an end of line behind.
func (p *prose) blockMD(markdown string, f *Flavor, dest func(string) string) string {
	w := mdProse{flavor: f, dest: dest}
	w.blocks(p.parse(markdown).kids, "")
	return strings.TrimRight(w.String(), "\n")
}

// lineMD returns prose as one line, for cells and facts.
func (p *prose) lineMD(markdown string, f *Flavor, dest func(string) string) string {
	w := mdProse{flavor: f, dest: dest, cell: true}
	for i, block := range p.parse(markdown).kids {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.inline(block)
	}
	return w.String()
}

// blocks writes blocks with an empty line between them. The indent is that of
// all lines but the first.
func (w *mdProse) blocks(kids []*node, indent string) {
	for i, kid := range kids {
		if i > 0 {
			w.WriteString("\n" + indent)
		}
		w.block(kid, indent)
	}
}

func (w *mdProse) block(n *node, indent string) {
	switch n.kind {
	case bullets, steps:
		for i, kid := range n.kids {
			if i > 0 {
				w.WriteString(indent)
			}
			m := "- "
			if n.kind == steps {
				m = marker(i, true)
			}
			w.WriteString(m)
			w.blocks(kid.kids, indent+"    ")
		}
	case codeBlock:
		w.WriteString(indented(fenced(n.lang, "", n.text, w.flavor), indent))
	case quote:
		inner := mdProse{flavor: w.flavor, dest: w.dest}
		inner.blocks(n.kids, "")
		for i, line := range strings.Split(strings.TrimRight(inner.String(), "\n"), "\n") {
			if i > 0 {
				w.WriteString(indent)
			}
			w.WriteString(strings.TrimRight("> "+line, " ") + "\n")
		}
	case rule:
		w.WriteString("---\n")
	case tableOf:
		for i, r := range n.kids {
			if i > 0 {
				w.WriteString(indent)
			}
			var cells []string
			for _, c := range r.kids {
				inner := mdProse{flavor: w.flavor, dest: w.dest, cell: true}
				inner.inline(c)
				cells = append(cells, inner.String())
			}
			w.WriteString(tableLine(cells))
			if i == 0 {
				w.WriteString(indent + tableRule(len(cells)))
			}
		}
	default:
		inner := mdProse{flavor: w.flavor, dest: w.dest, cell: w.cell}
		inner.inline(n)
		w.WriteString(blockStart(inner.String(), w.flavor) + "\n")
	}
}

// inline writes what is in a paragraph.
func (w *mdProse) inline(n *node) {
	for _, kid := range n.kids {
		switch kid.kind {
		case words:
			w.WriteString(escapeMD(kid.text))
		case code:
			w.WriteString(codeSpan(kid.text, w.flavor, w.cell))
		case codeRef:
			if dest := w.dest(kid.text); dest != "" {
				w.WriteString("[`" + kid.text + "`](" + escapeDest(dest) + ")")
			} else {
				w.WriteString("`" + kid.text + "`")
			}
		case link:
			w.WriteByte('[')
			w.inline(kid)
			w.WriteString("](" + escapeDest(kid.dest) + ")")
		case emphasis:
			w.surround("*", kid)
		case strong:
			w.surround("**", kid)
		case lineBreak:
			if w.cell {
				w.WriteByte(' ')
			} else {
				w.WriteString("\\\n")
			}
		default:
			w.inline(kid)
			w.WriteByte(' ')
		}
	}
}

func (w *mdProse) surround(mark string, n *node) {
	w.WriteString(mark)
	w.inline(n)
	w.WriteString(mark)
}

// escapeMD makes text of text. Entities are used where dialects disagree on
// backslashes.
func escapeMD(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; c {
		case '\\', '`', '*', '[', ']', '{', '}':
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

var (
	atStart  = regexp.MustCompile(`^[#+=>-]`)
	numbered = regexp.MustCompile(`^(\d+)([.)])`)
	module   = regexp.MustCompile(`^(?:import|export)\b`)
)

// blockStart escapes what would make something else of a paragraph by
// standing at its start.
func blockStart(s string, f *Flavor) string {
	switch {
	case strings.HasPrefix(s, ":::"):
		return "&#58;" + s[1:]
	case atStart.MatchString(s):
		return `\` + s
	case numbered.MatchString(s):
		return numbered.ReplaceAllString(s, `$1\$2`)
	case f.mdx && module.MatchString(s):
		return "&#" + map[byte]string{'i': "105", 'e': "101"}[s[0]] + ";" + s[1:]
	}
	return s
}

// codeSpan returns text between backticks that are not in it.
func codeSpan(text string, f *Flavor, cell bool) string {
	text = neutral(text, f)
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
func fenced(language, title, text string, f *Flavor) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	if !plainWord.MatchString(language) {
		language = ""
	}
	if language == "curl" {
		language = "bash"
	}
	if title != "" && f.title != nil && language != "" {
		language += f.title(strings.NewReplacer("`", "'", "{", "(", "}", ")").Replace(title))
	}
	return fence + language + "\n" + strings.TrimRight(neutral(text, f), "\n") + "\n" + fence + "\n"
}

var plainWord = regexp.MustCompile(`^[a-z0-9+#-]*$`)

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

var shortcode = regexp.MustCompile(`(?s)\{\{([<%])(.*?)([>%])\}\}`)

// neutral keeps Hugo from running what a code block shows.
func neutral(code string, f *Flavor) string {
	if !f.shortcodes {
		return code
	}
	return shortcode.ReplaceAllString(code, "{{$1/*$2*/$3}}")
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
