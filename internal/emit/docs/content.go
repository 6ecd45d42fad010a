package docs

import (
	"fmt"

	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/model"
)

// relatedID is the anchor of the section that a page has of related codes.
const relatedID = "related"

// quickFixID is the anchor of the section with the steps that help.
const quickFixID = "quick-fix"

// write fills the page of an entry. The order of the sections is part of the
// product: readers find the same thing in the same place on every page.
func (b *Book) write(p *Page) error {
	e := p.Entry
	p.Message, p.Lead = example.Message(e), lead(e)
	p.Notice = deprecation(e)
	p.Facts = facts(e)
	text := e.Page
	if text == nil {
		text = &model.Page{}
	}
	if text.Meaning != nil {
		p.add("what-this-means", "What this means", Block{Prose: text.Meaning})
	}
	if text.When != nil {
		p.add("when-youll-see-this", "When you'll see this", Block{Bullets: text.When})
	}
	if text.LearnMore != nil {
		p.add("learn-more", "Learn more about how this works", Block{Prose: text.LearnMore}).Folded = true
	}
	if err := p.addExample(); err != nil {
		return err
	}
	b.addReproduce(p)
	if text.QuickFix != nil {
		p.add(quickFixID, "Quick fix", Block{Steps: text.QuickFix}).Eyebrow = "New to APIs?"
	}
	if typed := b.typed(e); text.Recovery != nil || text.Samples != nil || typed != nil {
		s := p.add("recovery-pattern", "Recovery pattern")
		s.Eyebrow = "Production engineer"
		if text.Recovery != nil {
			s.Blocks = append(s.Blocks, Block{Prose: text.Recovery})
		}
		if text.Samples != nil {
			s.Blocks = append(s.Blocks, Block{Samples: codes(text.Samples)})
		}
		s.Blocks = append(s.Blocks, typed...)
	}
	if text.Avoid != nil {
		p.add("avoid-this-error-by", "Avoid this error by", Block{Bullets: text.Avoid})
	}
	p.addChanges()
	return nil
}

func (p *Page) add(id, title string, blocks ...Block) *Section {
	p.Sections = append(p.Sections, Section{ID: id, Title: title, Blocks: blocks})
	return &p.Sections[len(p.Sections)-1]
}

// addExample shows the response: the bytes that a service sends, the headers
// that matter to a client, and what varies.
func (p *Page) addExample() error {
	example, err := newExample(p.Entry)
	if err != nil {
		return err
	}
	s := p.add("example-response", "Example response",
		Block{Code: &Code{Language: "json", Label: "Body", Text: example.body, Wrap: true}},
		Block{Code: &Code{Language: "http", Label: "Headers", Text: example.head, Wrap: true}})
	for _, t := range tables(p.Entry) {
		s.Blocks = append(s.Blocks, Block{Table: t})
	}
	return nil
}

// writeRetired fills the page of a retired code.
func (b *Book) writeRetired(p *Page) {
	p.Lead = say(fmt.Sprintf("The code `%s` is retired: no current version of the API returns it.", p.Code))
	p.Notice = join(strong("Retired."), words(" The code stays reserved and will never get another meaning."))
	other := words("what replaced it")
	if next := p.RetiredAs.Successor.Value; next != "" {
		other = ref(next)
		p.Notice = join(strong("Retired"), words(": see "), other, words(", which replaced it. The code stays reserved and will never get another meaning."))
	}
	p.add("what-to-do", "What to do", Block{Prose: []*model.Node{paragraph(p.RetiredAs.Note.Nodes)}}, Block{Bullets: []*model.Node{
		item(join(words("If your code still looks for it, look for "), other, words(" as well. Keep the old branch for as long as older servers may answer."))),
		item(words("If you still receive it, you are talking to an old version of a service. Handle it like any other error with that HTTP status.")),
	}})
}

func deprecation(e *model.Error) Text {
	if e.Deprecated == nil {
		return nil
	}
	text := strong("Deprecated")
	if e.Deprecated.Since != "" {
		text = join(text, words(" since "+e.Deprecated.Since))
	}
	if use := e.Deprecated.Use.Value; use != "" {
		return join(text, words(": new versions of the API answer with "), ref(use), words(" instead. Look for both for now."))
	}
	return join(text, words(": new versions of the API do not answer with this code."))
}

func codes(samples []model.Sample) []*Code {
	var list []*Code
	for _, s := range samples {
		list = append(list, &Code{Language: s.Language, Label: languageName(s.Language), Title: s.Title, Text: s.Code + "\n"})
	}
	return list
}
