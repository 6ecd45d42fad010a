package catalogfile

import (
	"bufio"
	"bytes"
	"html"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	renderer "github.com/yuin/goldmark/renderer/html"
)

// inline converts what is in a paragraph, a cell or a link.
func (p *prose) inline(from ast.Node) []*model.Node {
	w := inlineWriter{prose: p}
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		if text, ok := n.(*ast.Text); ok {
			n = w.run(text)
			continue
		}
		if kid := p.span(n); kid != nil {
			w.out = append(w.out, kid)
		}
	}
	return w.out
}

// span converts a piece of a paragraph that is not text alone.
func (p *prose) span(n ast.Node) *model.Node {
	offset := max(0, n.Pos())
	switch n := n.(type) {
	case *ast.CodeSpan:
		return &model.Node{Kind: model.CodeSpan, Text: p.codeSpan(n, offset), Pos: p.at(offset)}
	case *ast.Emphasis:
		kind := model.Emphasis
		if n.Level == 2 {
			kind = model.Strong
		}
		return p.node(kind, n, p.inline(n))
	case *ast.AutoLink:
		return p.autoLink(n, offset)
	case *ast.Link:
		return p.link(n, offset)
	case *ast.Image:
		p.refuse(offset, ruleMarkdown, "a page loads no images; say in words what it shows, or link to it")
	case *ast.RawHTML:
		p.refuse(n.Segments.At(0).Start, ruleMarkdown, `HTML cannot be in a page; write \< for a "<" that means itself, or put it between backticks`)
	case *extended.Strikethrough:
		p.refuse(offset, ruleMarkdown, "text cannot be struck out; remove it")
	case *extended.TaskCheckBox:
		p.refuse(offset, ruleMarkdown, "an item cannot have a box to tick; remove the brackets")
	default:
		p.refuse(offset, ruleMarkdown, "%s cannot be in a page; write it in another way", n.Kind())
	}
	return nil
}

// An inlineWriter collects the pieces of a paragraph.
type inlineWriter struct {
	*prose
	out []*model.Node
}

// run adds a text and those behind it on the same line, which a parser splits
// at every character that could be markup. It returns the last one.
func (w *inlineWriter) run(first *ast.Text) ast.Node {
	last := first
	for !last.SoftLineBreak() && !last.HardLineBreak() {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != last.Segment.Stop {
			break
		}
		last = next
	}
	w.text(first.Segment.Start, last.Segment.Stop)
	switch {
	case last.HardLineBreak():
		w.out = append(w.out, &model.Node{Kind: model.LineBreak, Pos: w.at(last.Segment.Stop)})
	case last.SoftLineBreak():
		w.words(" ", last.Segment.Stop)
	}
	return last
}

// text adds a part of the source with facts and named links filled in.
func (w *inlineWriter) text(from, to int) {
	raw := string(w.src[from:to])
	if i := strings.Index(raw, "[^"); i >= 0 && !escaped(raw, i) {
		w.refuse(from+i, ruleMarkdown, `a page has no footnotes; write the note into the text, or \[ for a bracket that means itself`)
	}
	if i := strings.Index(raw, "]("); i >= 0 && !escaped(raw, i) {
		w.refuse(from+i, ruleLink, `link cannot be read, so that its brackets are text; write an address without spaces and with as many "(" as ")", or \] for a bracket that means itself`)
	}
	done := 0
	for ref := range allMentions(raw) {
		if escaped(raw, ref.start) {
			continue
		}
		w.words(w.plain(raw[done:ref.start], from+done), from+done)
		done = ref.end
		if ref.of == "links" {
			if url, ok := w.address(ref, raw, from); ok {
				w.out = append(w.out, &model.Node{Kind: model.Link, Dest: url, Pos: w.at(from + ref.start),
					Kids: []*model.Node{{Kind: model.Words, Text: strings.TrimPrefix(url, "https://"), Pos: w.at(from + ref.start)}}})
			}
			continue
		}
		w.words(w.factOf(ref, raw, from), from+ref.start)
	}
	w.words(w.plain(raw[done:], from+done), from+done)
}

// words adds plain text.
func (w *inlineWriter) words(s string, offset int) {
	if s == "" {
		return
	}
	if last := len(w.out) - 1; last >= 0 && w.out[last].Kind == model.Words {
		w.out[last].Text += s
		return
	}
	w.out = append(w.out, &model.Node{Kind: model.Words, Text: s, Pos: w.at(offset)})
}

// escaped reports whether there is a backslash before the character at i that
// takes its meaning.
func escaped(s string, i int) bool {
	n := 0
	for n < i && s[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// plain returns a text with backslashes and entities resolved: what a browser
// would show of it.
func (p *prose) plain(raw string, offset int) string {
	if !strings.ContainsAny(raw, `\&`) {
		return raw
	}
	var shown bytes.Buffer
	w := bufio.NewWriter(&shown)
	renderer.DefaultWriter.Write(w, []byte(raw))
	_ = w.Flush() // to memory
	text := html.UnescapeString(shown.String())
	for _, r := range text {
		if unsafeRune(r) {
			p.refuse(offset, ruleCharacter, "text holds the character %U, which is %s; remove it", r, unsafeKind(r))
			return ""
		}
	}
	return text
}

// codeSpan returns the text between backticks. Facts are filled in there, too.
func (p *prose) codeSpan(n *ast.CodeSpan, offset int) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		raw, done := string(t.Segment.Value(p.src)), 0
		for ref := range allMentions(raw) {
			b.WriteString(raw[done:ref.start])
			done = ref.end
			if ref.of == "links" {
				p.refuse(t.Segment.Start+ref.start, ruleLinkName, "%s is between backticks, where no link can be; write it without them", clip(raw[ref.start:ref.end]))
				continue
			}
			b.WriteString(p.factOf(ref, raw, t.Segment.Start))
		}
		b.WriteString(raw[done:])
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// factOf returns the fact that a text refers to. In a phrase they are filled in
// already, and what is left has been reported.
func (p *prose) factOf(ref mention, raw string, from int) string {
	if p.own == "" {
		return raw[ref.start:ref.end]
	}
	value, found := p.facts.values[ref.name]
	if found && ref.name != "" {
		p.facts.used[ref.name] = true
		return value
	}
	near := p.meantFact(ref)
	if ref.name != "" && p.facts.unread {
		return ""
	}
	written := clip(raw[ref.start:ref.end])
	switch {
	case ref.name != "":
		p.refuse(from+ref.start, ruleFact, "page refers to the fact %q, which the catalog does not have%s", ref.name, didYouMean(near, "; add it under facts"))
	case near != "":
		p.refuse(from+ref.start, ruleFact, "%s is no reference to a fact; write {facts.%s}", written, near)
	default:
		p.refuse(from+ref.start, ruleFact, "%s is no reference to a fact; write {facts.name} with the name of one", written)
	}
	return ""
}
