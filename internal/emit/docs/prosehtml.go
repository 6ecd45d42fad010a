package docs

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// A destination is where a page links to the page of a code, and to a heading
// there; "" for a code that has no link, such as the page's own.
type destination func(code, fragment string) string

// A htmlProse writes prose as HTML.
type htmlProse struct {
	strings.Builder
	dest      destination
	highlight func(language, code string) template.HTML
}

// html returns the markup that was written: every text in it went through the
// escaper.
func (w *htmlProse) html() template.HTML { return template.HTML(w.String()) }

// item writes an item of a list: one paragraph needs no tags.
func (w *htmlProse) item(kids []*model.Node) {
	for i, kid := range kids {
		if i == 0 && kid.Kind == model.Paragraph {
			w.nodes(kid.Kids)
		} else {
			w.node(kid)
		}
	}
}

func (w *htmlProse) nodes(nodes []*model.Node) {
	for _, n := range nodes {
		w.node(n)
	}
}

func (w *htmlProse) node(n *model.Node) {
	switch n.Kind {
	case model.Words:
		w.text(n.Text)
	case model.CodeSpan:
		w.code(n.Text)
	case model.CodeRef:
		w.linked(w.dest(n.Code, ""), false, func() {
			w.WriteString("<code>")
			w.text(n.Code)
			w.WriteString("</code>")
		})
	case model.Link:
		dest := n.Dest
		if n.Code != "" {
			dest = w.dest(n.Code, n.Fragment)
		}
		w.linked(dest, n.Code == "", func() { w.nodes(n.Kids) })
	case model.Emphasis:
		w.wrap("em", n)
	case model.Strong:
		w.wrap("strong", n)
	case model.LineBreak:
		w.WriteString("<br>")
	default:
		w.block(n)
	}
}

func (w *htmlProse) block(n *model.Node) {
	switch n.Kind {
	case model.Paragraph:
		w.wrap("p", n)
	case model.Bullets:
		w.wrap("ul", n)
	case model.Steps:
		start := ""
		if n.Start > 1 {
			start = fmt.Sprintf(` start="%d"`, n.Start)
		}
		w.WriteString("<ol" + start + ">")
		w.nodes(n.Kids)
		w.WriteString("</ol>")
	case model.Item:
		w.WriteString("<li>")
		w.item(n.Kids)
		w.WriteString("</li>")
	case model.Quote:
		w.wrap("blockquote", n)
	case model.Rule:
		w.WriteString("<hr>")
	case model.CodeBlock:
		w.WriteString(`<pre tabindex="0"><code>` + string(w.highlight(n.Language, n.Text)) + "</code></pre>")
	case model.Table:
		w.table(n)
	default:
		w.nodes(n.Kids)
	}
}

// linked writes what a link holds, without the link where it leads nowhere.
func (w *htmlProse) linked(dest string, outside bool, inner func()) {
	if dest == "" {
		inner()
		return
	}
	w.WriteString(`<a href="`)
	template.HTMLEscape(w, []byte(dest))
	w.WriteString(`"`)
	if outside {
		w.WriteString(` rel="external"`)
	}
	w.WriteString(`>`)
	inner()
	w.WriteString("</a>")
}

// code writes a piece of code in a sentence. A short word of it stays
// whole; an address can be folded behind a slash.
func (w *htmlProse) code(s string) {
	switch {
	case len(s) <= maxWhole && !strings.ContainsAny(s, " \t\n"):
		w.WriteString(`<code class="whole">`)
		template.HTMLEscape(w, []byte(s))
	case strings.Contains(s, "://"):
		w.WriteString("<code>")
		writeFolded(w, s, func(s string) { _, _ = foldEscaper.WriteString(w, s) })
	default:
		w.WriteString("<code>")
		w.text(s)
	}
	w.WriteString("</code>")
}

func (w *htmlProse) wrap(tag string, n *model.Node) {
	w.WriteString("<" + tag + ">")
	w.nodes(n.Kids)
	w.WriteString("</" + tag + ">")
}

func (w *htmlProse) text(s string) { writeText(w, s) }

func (w *htmlProse) table(n *model.Node) {
	w.WriteString(`<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>`)
	for i, r := range n.Kids {
		tag := "td"
		if i == 0 {
			tag = "th"
			w.WriteString("<thead>")
		}
		w.WriteString("<tr>")
		for _, c := range r.Kids {
			w.wrap(tag, c)
		}
		w.WriteString("</tr>")
		if i == 0 {
			w.WriteString("</thead><tbody>")
		}
	}
	w.WriteString("</tbody></table></div>")
}
