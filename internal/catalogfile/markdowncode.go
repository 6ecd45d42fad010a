package catalogfile

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
)

// maxTitleOfSample is the length of the longest title of a sample, in
// characters.
const maxTitleOfSample = 80

// languageName is what can stand behind a fence: chroma's names are all so.
var languageName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9+#._-]{0,31}$`)

// codeBlock converts a fenced block that is part of a text.
func (p *prose) codeBlock(n *ast.FencedCodeBlock) *model.Node {
	out := p.node(model.CodeBlock, n, nil)
	language, title := p.fence(n)
	if title != "" {
		p.refuse(max(0, n.Pos()), ruleFence, "only samples under %q have a title; remove %s", model.Headings()[4].Title, clip(title))
	}
	out.Language, out.Text = language, p.code(n)
	return out
}

// sample converts a fenced block of the recovery pattern.
func (p *prose) sample(n *ast.FencedCodeBlock) model.Sample {
	offset := max(0, n.Pos())
	s := model.Sample{Pos: p.at(offset)}
	s.Language, s.Title = p.fence(n)
	if n.Info == nil {
		p.refuse(offset, ruleFence, "sample has no language; write it behind the fence, as in ```python, or ```text for none")
	}
	if len([]rune(s.Title)) > maxTitleOfSample {
		p.refuse(offset, ruleFence, "title of a sample has more than %d characters; shorten it", maxTitleOfSample)
	}
	s.Code = strings.TrimRight(p.code(n), "\n")
	if n.Lines().Len() > 0 {
		s.Pos = p.at(lineStart(p.src, n.Lines().At(0).Start))
	}
	return s
}

// fence reads what stands behind an opening fence: a language, and a title.
func (p *prose) fence(n *ast.FencedCodeBlock) (language, title string) {
	offset := max(0, n.Pos())
	if !p.closed(n) {
		p.refuse(offset, ruleFence, "code block has no end; add a line of %s where it ends", fenceOf(p.src[offset:]))
	}
	if n.Info == nil {
		return "", ""
	}
	info := p.plain(string(n.Info.Segment.Value(p.src)), offset)
	language, title, _ = strings.Cut(info, " ")
	title = strings.Join(strings.Fields(title), " ")
	if !languageName.MatchString(language) {
		p.refuse(offset, ruleFence, "language of a code block is %s; write one word such as python", clip(language))
		return "", title
	}
	return language, title
}

// code returns what is in a code block. An empty one is refused.
func (p *prose) code(n *ast.FencedCodeBlock) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(p.src))
	}
	if strings.TrimSpace(b.String()) == "" {
		p.refuse(max(0, n.Pos()), ruleFence, "code block is empty; write the code or remove the block")
	}
	return b.String()
}

// closed reports whether a closing fence follows a code block. A parser takes
// the end of the file, or of a list, for one.
func (p *prose) closed(n *ast.FencedCodeBlock) bool {
	end := max(0, n.Pos())
	if last := n.Lines().Len() - 1; last >= 0 {
		end = n.Lines().At(last).Stop
	} else if i := bytes.IndexByte(p.src[end:], '\n'); i >= 0 {
		end += i + 1
	} else {
		return false
	}
	line, _, _ := bytes.Cut(p.src[min(end, len(p.src)):], []byte("\n"))
	fence := fenceOf(p.src[max(0, n.Pos()):])
	line = bytes.TrimRight(bytes.TrimLeft(line, " >\t"), " \t\r")
	return len(line) >= len(fence) && strings.Trim(string(line), fence[:1]) == ""
}

// fenceOf returns the fence that a text begins with.
func fenceOf(text []byte) string {
	n := 0
	for n < len(text) && text[n] == text[0] {
		n++
	}
	return string(text[:n])
}
