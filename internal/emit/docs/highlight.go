package docs

import (
	"html/template"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// A highlighter marks the tokens of code. It can be used by several goroutines
// at the same time. A nil one leaves code out.
type highlighter struct {
	mu     sync.Mutex
	lexers map[string]chroma.Lexer // by language; nil for one that is not known
}

// lexer returns the lexer for a language, nil where there is none.
func (h *highlighter) lexer(language string) chroma.Lexer {
	h.mu.Lock()
	defer h.mu.Unlock()
	lexer, known := h.lexers[language]
	if !known {
		lexer = newLexer(language)
		if h.lexers == nil {
			h.lexers = map[string]chroma.Lexer{}
		}
		h.lexers[language] = lexer
	}
	return lexer
}

// highlight returns code with a span and a class around each token that the
// style sheet has a color for. Text in a language that is not known stays
// plain.
func (h *highlighter) highlight(language, text string) template.HTML {
	return h.mark(language, text, false)
}

// folded is highlight for code whose lines are folded where they are too long:
// behind a slash or, in a long name, an underscore. Each line is an element of
// its own, so that a folded one can be told from the next; a token that has a
// class is on one line.
func (h *highlighter) folded(language, text string) template.HTML {
	return lines(h.mark(language, text, true))
}

func (h *highlighter) mark(language, text string, fold bool) template.HTML {
	w := spans{fold: fold}
	if h == nil {
		return ""
	}
	if language == "http" {
		w.http(text)
		return w.html()
	}
	lexer := h.lexer(language)
	if lexer == nil {
		return template.HTML(codeEscaper.Replace(text))
	}
	iterator, err := lexer.Tokenise(nil, text)
	if err != nil {
		return template.HTML(codeEscaper.Replace(text))
	}
	tokens := iterator.Tokens()
	correct(tokens)
	for _, token := range tokens {
		w.add(tokenClass(token.Type), token.Value)
	}
	return w.html()
}

// http marks the status line of a response.
func (w *spans) http(text string) {
	first, rest, more := strings.Cut(text, "\n")
	version, found := strings.CutPrefix(first, "HTTP/")
	if version, status, two := strings.Cut(version, " "); found && two {
		number, reason, _ := strings.Cut(status, " ")
		w.add("k", "HTTP")
		w.add("", "/")
		w.add("n", version)
		w.add("", " ")
		w.add("n", number)
		first = strings.TrimSuffix(" "+reason, " ")
	}
	w.add("", first)
	if more {
		w.add("", "\n"+rest)
	}
}

// lines puts each line of code into an element.
func lines(code template.HTML) template.HTML {
	var b strings.Builder
	for line := range strings.Lines(string(code)) {
		b.WriteString(`<span class="line">` + line + `</span>`)
	}
	return template.HTML(b.String())
}

// spans are tokens as HTML: neighbors of one class share a span.
type spans struct {
	text  strings.Builder
	class string // of the span that is open
	fold  bool   // long lines are folded
}

func (w *spans) add(class, text string) {
	if class != w.class {
		w.end()
		if class != "" {
			w.text.WriteString(`<span class="` + class + `">`)
		}
		w.class = class
	}
	if w.fold {
		writeFolded(&w.text, text, func(text string) { _, _ = foldEscaper.WriteString(&w.text, text) })
		return
	}
	_, _ = codeEscaper.WriteString(&w.text, text) // a builder takes all
}

func (w *spans) end() {
	if w.class != "" {
		w.text.WriteString("</span>")
	}
}

func (w *spans) html() template.HTML {
	w.end()
	return template.HTML(w.text.String())
}

// codeEscaper makes HTML of code between tags. It leaves quotes as they are,
// which code is full of.
var codeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD")

// foldEscaper is codeEscaper for code that is folded.
var foldEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD", "//", "//<wbr>", "/", "/<wbr>")

// tokenClass returns the class for a kind of token, "" where it looks like
// text.
func tokenClass(t chroma.TokenType) string {
	switch {
	case t == chroma.NameFunction, t == chroma.NameFunctionMagic, t == chroma.NameClass:
		return "d"
	case t == chroma.NameBuiltin, t == chroma.KeywordConstant:
		return "n"
	case t == chroma.NameTag, t == chroma.OperatorWord, t.InCategory(chroma.Keyword): // a JSON name is a tag
		return "k"
	case t.InSubCategory(chroma.LiteralString):
		return "s"
	case t.InSubCategory(chroma.LiteralNumber):
		return "n"
	case t.InCategory(chroma.Comment):
		return "c"
	default:
		return ""
	}
}
