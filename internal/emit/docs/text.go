package docs

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// A Text is what is in a paragraph.
type Text []*model.Node

// say makes a text of a sentence of ours. What is between backticks is code.
func say(sentence string) Text {
	var text Text
	for i, part := range strings.Split(sentence, "`") {
		switch {
		case part == "":
		case i%2 == 1:
			text = append(text, code(part)...)
		default:
			text = append(text, words(part)...)
		}
	}
	return text
}

// words makes a text of plain text, whatever is in it.
func words(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Kind: model.Words, Text: s}}
}

func code(s string) Text { return Text{{Kind: model.CodeSpan, Text: s}} }

// strong makes a text of bold words.
func strong(s string) Text { return Text{{Kind: model.Strong, Kids: words(s)}} }

// ref mentions a code: readers get a link.
func ref(name string) Text { return Text{{Kind: model.CodeRef, Code: name}} }

// join puts texts behind each other.
func join(texts ...Text) Text {
	var all Text
	for _, text := range texts {
		all = append(all, text...)
	}
	return all
}

// paragraph makes a block of a text.
func paragraph(text Text) *model.Node { return &model.Node{Kind: model.Paragraph, Kids: text} }

// item makes an item of a list of a text.
func item(text Text) *model.Node {
	return &model.Node{Kind: model.Item, Kids: []*model.Node{paragraph(text)}}
}

// plain returns nodes as one line of plain text.
func plain(nodes []*model.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		flatten(&b, n)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// flatten writes the text of a node and what is in it.
func flatten(b *strings.Builder, n *model.Node) {
	b.WriteString(n.Text)
	if n.Kind == model.CodeRef {
		b.WriteString(n.Code)
	}
	for _, kid := range n.Kids {
		flatten(b, kid)
	}
	if n.Kind < model.Words || n.Kind == model.LineBreak {
		b.WriteByte(' ')
	}
}
