package docs

import (
	"html/template"

	"github.com/asterwise/errcat/internal/model"
)

// QuickFix is the anchor of the steps that help; "" where the page has none.
func (p *Page) QuickFix() string {
	for _, s := range p.Sections {
		if s.ID == quickFixID {
			return s.ID
		}
	}
	return ""
}

// FirstStep is what to try first; nil where the page doesn't say.
func (p *Page) FirstStep() Text {
	if p.Entry == nil || p.Entry.Page == nil || len(p.Entry.Page.QuickFix) == 0 {
		return nil
	}
	if kids := p.Entry.Page.QuickFix[0].Kids; len(kids) > 0 && kids[0].Kind == model.Paragraph {
		return kids[0].Kids
	}
	return nil
}

// A factView is a fact as HTML.
type factView struct {
	Label       string
	Short, Long template.HTML
	Waits       bool
}

// Fact returns a fact as HTML.
func (v *view) Fact(f Fact) factView {
	return factView{f.Label, v.Line(f.Short), v.Line(f.Long), f.Waits}
}

// OtherFacts are those that have nothing to do with repeating the request.
func (v *view) OtherFacts() []Fact {
	var list []Fact
	for _, f := range v.Page.Facts {
		if !f.Boxed {
			list = append(list, f)
		}
	}
	return list
}

// Explains reports whether the page begins with more than the message.
func (v *view) Explains() bool { return plain(v.Page.Lead) != v.Page.Message }
