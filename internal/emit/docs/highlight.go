package docs

import (
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// highlight returns code with a span and a class around each token that the
// style sheet has a color for. Text in a language that is not known stays
// plain.
func highlight(language, text string) template.HTML {
	plain := template.HTML(template.HTMLEscapeString(text))
	if language == "curl" {
		language = "bash"
	}
	lexer := lexers.Get(language)
	if language == "" || lexer == nil {
		return plain
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return plain
	}
	var b strings.Builder
	for token := tokens(); token != chroma.EOF; token = tokens() {
		class := tokenClass(token.Type)
		if class != "" {
			b.WriteString(`<span class="` + class + `">`)
		}
		template.HTMLEscape(&b, []byte(token.Value))
		if class != "" {
			b.WriteString("</span>")
		}
	}
	return template.HTML(b.String())
}

// tokenClass returns the class for a kind of token, "" where it looks like
// text.
func tokenClass(t chroma.TokenType) string {
	switch {
	case t == chroma.NameFunction, t == chroma.NameFunctionMagic, t == chroma.NameClass:
		return "d"
	case t == chroma.NameBuiltin, t == chroma.KeywordConstant:
		return "n"
	case t == chroma.NameTag, t.InCategory(chroma.Keyword): // a JSON name is a tag
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

// highlightPre is highlight for code inside of prose.
func highlightPre(language, text string) template.HTML {
	return `<pre tabindex="0"><code>` + highlight(language, text) + "</code></pre>"
}
