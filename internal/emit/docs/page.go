package docs

import (
	"net/http"

	"github.com/asterwise/errcat/internal/emit/example"
	"github.com/asterwise/errcat/internal/model"
)

// A Page is the documentation of one code: of an entry, or of a retired code.
type Page struct {
	Code      string
	Entry     *model.Error   // nil for a retired code
	RetiredAs *model.Retired // nil for an entry
	Chapter   *Chapter       // nil for a retired code

	Notice   Text   // deprecated, retired; nil for none
	Message  string // what a response says, with the example's values; "" for a retired code
	Lead     Text   // what that means
	Facts    []Fact
	Sections []Section
	Related  []Link

	Prev, Next *Page
}

// Title is the name of the error, plain text.
func (p *Page) Title() string {
	if p.Entry == nil {
		return p.Code
	}
	return p.Entry.Title.Value
}

// Scope says what the code affects, plain text; "" where that is not known.
func (p *Page) Scope() string {
	if p.Entry == nil || p.Entry.Affects == "" {
		return ""
	}
	return "Affects " + p.Entry.Affects
}

// Retryable reports whether a program may send the same request again by
// itself: after a wait that every response names, or with backoff.
func (p *Page) Retryable() bool {
	return p.Entry != nil && newRetryBox(p.Entry).again()
}

// StatusText is the name of the status: "Not Found".
func (p *Page) StatusText() string {
	if text := http.StatusText(p.Entry.Status); text != "" {
		return text
	}
	return p.Entry.Title.Value // such as 499, which no RFC names
}

// A Fact is a short answer to a question that most readers have.
type Fact struct {
	Label string // plain text
	Short Text
	Long  Text
	Boxed bool // it says whether to repeat the request
	Waits bool // a wait that a response names is the answer in place of Short
}

// A Section is a part of a page with a heading.
type Section struct {
	ID      string
	Eyebrow string // who it is for, plain text; "" for everybody
	Title   string // plain text
	Folded  bool   // opened by those who want to know
	Blocks  []Block
}

// A Block is a piece of a section. One of the fields is set.
type Block struct {
	Prose   []*model.Node // blocks
	Bullets []*model.Node // items
	Steps   []*model.Node // items
	Table   *Table
	Code    *Code
	Samples []*Code // the same in several languages
	Typed   bool    // the samples use the client packages of the catalog
}

// Group is the name of the tabs of samples, of which a page can have two.
func (b Block) Group() string {
	if b.Typed {
		return "typed"
	}
	return "language"
}

// A Table has a caption, and the name of something in its first column.
type Table struct {
	Caption string // plain text
	Head    []string
	Rows    [][]Text
}

// Code is a piece of code or data, with a line that says what it is.
type Code struct {
	Language string // as behind a fence, or http
	Label    string // "Python"
	Title    string // plain text, "" for none
	Text     string // ends in a newline
	Wrap     bool   // readers want all of it at once: long lines are folded
}

// A Link leads to the page of another code.
type Link struct {
	Code, Title string
	Status      int
	Page        *Page  // nil for a code of another catalog
	URL         string // absolute, of a code of another catalog
	Text        Text   // what the code means
}

// linkTo returns the link to a code of this catalog or of one that it
// extends.
func (b *Book) linkTo(code string) (Link, bool) {
	if p := b.byCode[code]; p != nil && p.Entry != nil {
		return Link{Code: code, Title: p.Title(), Status: p.Entry.Status, Page: p, Text: lead(p.Entry)}, true
	}
	if e := b.external[code]; e != nil {
		return Link{Code: code, Title: e.Title.Value, Status: e.Status, URL: e.DocURL.Value, Text: lead(e)}, true
	}
	return Link{}, false
}

func (p *Page) relate(link Link, ok bool) {
	if !ok || link.Code == p.Code {
		return
	}
	for _, present := range p.Related {
		if present.Code == link.Code {
			return
		}
	}
	p.Related = append(p.Related, link)
}

// lead is the first thing to say about a code: its summary, or its message.
func lead(e *model.Error) Text {
	if e.Page != nil && len(e.Page.Summary) > 0 {
		return e.Page.Summary[0].Kids
	}
	return words(example.Message(e))
}
