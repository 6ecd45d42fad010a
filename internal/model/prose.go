package model

import "github.com/asterwise/errcat/internal/diag"

// A Page is the prose of a code, as its Markdown file has it. A part that the
// file leaves out is empty.
type Page struct {
	File      string // as positions show it
	Title     Text   // the heading; the same as the entry's title
	Summary   []*Node
	Meaning   []*Node
	When      []*Node // items
	LearnMore []*Node
	QuickFix  []*Node // items
	Recovery  []*Node // the advice; the samples are in Samples
	Samples   []Sample
	Avoid     []*Node // items
	SeeAlso   []Text  // codes
}

// A Sample is a piece of code that readers copy.
type Sample struct {
	Language string // as behind the fence: "python"
	Title    string // what else stands there: "Production handler"
	Code     string // without the last line break
	Pos      diag.Pos
}

// A Phrase is one line of inline Markdown from a catalog file: as it was
// written, facts filled in, and what it means.
type Phrase struct {
	Text  string
	Nodes []*Node
}

// A Kind says what a [Node] is.
type Kind int

const (
	Paragraph Kind = iota
	Bullets        // its children are Items
	Steps          // likewise, numbered
	Item           // its children are blocks
	Quote
	Rule
	CodeBlock // Text and Language
	Table     // its children are TableRows, the first of which is the head
	TableRow  // its children are Cells
	Cell
	Words    // Text; inline from here on
	CodeSpan // Text
	CodeRef  // Code: a mention of a code of the catalog
	Link     // Dest, or Code and perhaps Fragment
	Emphasis
	Strong
	LineBreak
)

// A Node is a piece of prose: what CommonMark says that a text means, with
// escapes and facts resolved, and nothing in it that could be markup. Emitters
// write it in the language of their output.
type Node struct {
	Kind     Kind
	Text     string
	Language string // of a CodeBlock, "" for none
	Dest     string // of a Link to another site: absolute
	Code     string // of a CodeRef, and of a Link to the page of a code
	Fragment string // of a Link: the heading's anchor, "" for none
	Start    int    // of Steps: the first number
	Kids     []*Node
	Pos      diag.Pos
}
