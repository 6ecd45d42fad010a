package find

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// common are words that tell nothing of what went wrong. They count in runs of
// words only.
const common = "a about after again all also an and any are as at be been before behind but by can cannot could did do does doesn doing don done for from get gets go got had has have help here how i if in instead into is it its itself just like made make makes many may me more most must my new no nor not now of off on once one only or other our out over own per please same see send sent should so some still such take than that the their them then there these they thing this those through to too try two until up us use used using very via was way we were what when where which while who whose why will with without work working would yet you your"

// pageText is what the page of a code says of the cause and the remedy, in its
// writer's words.
func pageText(e *model.Error) string {
	text := e.Affects + " "
	if p := e.Page; p != nil {
		for _, part := range [][]*model.Node{p.Summary, p.Meaning, p.When, p.QuickFix} {
			text += flat(part) + " "
		}
	}
	for _, f := range e.Details {
		if !f.Sensitive {
			text += f.Name + " "
		}
	}
	return text
}

// flat returns the text of nodes, without the names of other codes.
func flat(nodes []*model.Node) string {
	var b strings.Builder
	var write func(n *model.Node)
	write = func(n *model.Node) {
		b.WriteString(n.Text)
		for _, kid := range n.Kids {
			write(kid)
		}
		if n.Kind < model.Words || n.Kind == model.LineBreak || n.Kind == model.CodeRef {
			b.WriteByte(' ')
		}
	}
	for _, n := range nodes {
		write(n)
		b.WriteByte(' ')
	}
	return b.String()
}
