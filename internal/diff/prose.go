package diff

import (
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// sameProse compares pages, and not the places where their texts stand.
func sameProse(a, b *model.Page) bool { return prose(a) == prose(b) }

func prose(p *model.Page) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	for _, part := range [][]*model.Node{p.Summary, p.Meaning, p.When, p.LearnMore, p.QuickFix, p.Recovery, p.Avoid} {
		write(&b, part)
		b.WriteString("\n")
	}
	for _, s := range p.Samples {
		fmt.Fprintf(&b, "%q %q %q\n", s.Language, s.Title, s.Code)
	}
	for _, s := range p.SeeAlso {
		fmt.Fprintf(&b, "%q\n", s.Value)
	}
	return b.String()
}

func write(b *strings.Builder, nodes []*model.Node) {
	for _, n := range nodes {
		fmt.Fprintf(b, "(%d %q %q %q %q %q %d", n.Kind, n.Text, n.Language, n.Dest, n.Code, n.Fragment, n.Start)
		write(b, n.Kids)
		b.WriteString(")")
	}
}
