package docs

import (
	"html/template"
	"strings"
)

// A htmlProse writes prose as HTML. The destination of a code is "" where the
// code is the page's own.
type htmlProse struct {
	strings.Builder
	dest      func(code string) string
	highlight func(language, code string) template.HTML
}

// blockHTML returns prose as HTML blocks.
func (p *prose) blockHTML(markdown string, dest func(string) string) template.HTML {
	w := htmlProse{dest: dest, highlight: p.highlight}
	w.kids(p.parse(markdown))
	return template.HTML(w.String()) // every text in it went through the escaper
}

// lineHTML returns prose for a place that is a paragraph already: without
// the paragraph around it where it is just one.
func (p *prose) lineHTML(markdown string, dest func(string) string) template.HTML {
	w := htmlProse{dest: dest, highlight: p.highlight}
	w.item(p.parse(markdown))
	return template.HTML(w.String())
}

// item writes an item of a list: one paragraph needs no tags.
func (w *htmlProse) item(n *node) {
	for i, kid := range n.kids {
		if i == 0 && kid.kind == paragraph {
			w.kids(kid)
		} else {
			w.node(kid)
		}
	}
}

func (w *htmlProse) kids(n *node) {
	for _, kid := range n.kids {
		w.node(kid)
	}
}

func (w *htmlProse) node(n *node) {
	switch n.kind {
	case words:
		w.text(n.text)
	case code:
		w.WriteString("<code>")
		w.text(n.text)
		w.WriteString("</code>")
	case codeRef:
		dest := w.dest(n.text)
		if dest != "" {
			w.open("a", "href", dest)
		}
		w.WriteString("<code>" + n.text + "</code>") // letters, digits and underscores
		if dest != "" {
			w.WriteString("</a>")
		}
	case link:
		w.open("a", "href", n.dest)
		w.kids(n)
		w.WriteString("</a>")
	case emphasis:
		w.wrap("em", n)
	case strong:
		w.wrap("strong", n)
	case lineBreak:
		w.WriteString("<br>")
	case paragraph:
		w.wrap("p", n)
	case bullets:
		w.wrap("ul", n)
	case steps:
		w.wrap("ol", n)
	case item:
		w.WriteString("<li>")
		w.item(n)
		w.WriteString("</li>")
	case quote:
		w.wrap("blockquote", n)
	case rule:
		w.WriteString("<hr>")
	case codeBlock:
		w.WriteString(`<pre tabindex="0"><code>` + string(w.highlight(n.lang, n.text)) + "</code></pre>")
	case tableOf:
		w.table(n)
	default:
		w.kids(n)
	}
}

func (w *htmlProse) wrap(tag string, n *node) {
	w.WriteString("<" + tag + ">")
	w.kids(n)
	w.WriteString("</" + tag + ">")
}

func (w *htmlProse) open(tag, attr, value string) {
	w.WriteString("<" + tag + " " + attr + `="`)
	w.text(value)
	w.WriteString(`">`)
}

func (w *htmlProse) text(s string) { template.HTMLEscape(w, []byte(s)) }

func (w *htmlProse) table(n *node) {
	w.WriteString(`<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>`)
	for i, r := range n.kids {
		tag := "td"
		if i == 0 {
			tag = "th"
			w.WriteString("<thead>")
		}
		w.WriteString("<tr>")
		for _, c := range r.kids {
			w.wrap(tag, c)
		}
		w.WriteString("</tr>")
		if i == 0 {
			w.WriteString("</thead><tbody>")
		}
	}
	w.WriteString("</tbody></table></div>")
}
