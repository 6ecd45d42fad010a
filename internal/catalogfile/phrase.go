package catalogfile

import (
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/ast"
)

// phrased reads a line of Markdown. What is wrong in it is reported where it
// begins: YAML has changed it on the way.
func (f *file) phrased(p field, want string) model.Phrase {
	text, ok := f.sentence(p, want)
	if !ok || text.Value == "" {
		return model.Phrase{}
	}
	m := &prose{file: f, src: []byte(text.Value), at: func(int) diag.Pos { return f.pos(p.value) }}
	root := m.parse()
	only := root.FirstChild()
	if only == nil || only.NextSibling() != nil || only.Kind() != ast.KindParagraph {
		f.add(p.value, ruleMarkdown, `%s is not a line of words in Markdown; write a backslash before a character that begins a list, a heading or the like`, p)
		return model.Phrase{}
	}
	return model.Phrase{Text: text.Value, Nodes: m.inline(only)}
}
