package docs

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// reproduce returns the command that gets the example response of a code from
// a test server, "" where the catalog names none.
func reproduce(c *model.Catalog, e *model.Error) string {
	switch {
	case e.Reproduce != "":
		return e.Reproduce
	case c.Reproduce != nil:
		return strings.ReplaceAll(c.Reproduce.Command, "{code}", e.Code)
	}
	return ""
}

// addReproduce shows that command, behind what has to be done first.
func (b *Book) addReproduce(p *Page) {
	command := reproduce(b.Catalog, p.Entry)
	if command == "" {
		return
	}
	s := p.add("reproduce-it", "Reproduce it")
	if r := b.Catalog.Reproduce; r != nil {
		s.Blocks = append(s.Blocks, Block{Prose: []*model.Node{paragraph(r.Setup.Nodes)}})
	}
	s.Blocks = append(s.Blocks, Block{Code: &Code{Language: "bash", Label: "Shell", Text: command + "\n", Wrap: true}})
}
