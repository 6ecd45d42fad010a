package docs

import (
	"html/template"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// highlight returns code with a span and a class around each token. Text in a
// language that is not known stays plain.
func highlight(language, text string) template.HTML {
	if language == "curl" {
		language = "bash"
	}
	lexer := lexers.Get(language)
	if language == "" || lexer == nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	var b strings.Builder
	formatter := chromahtml.New(chromahtml.WithClasses(true), chromahtml.PreventSurroundingPre(true))
	if err := formatter.Format(&b, styles.Fallback, tokens); err != nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	return template.HTML(b.String())
}

// highlightPre is highlight for code inside of prose.
func highlightPre(language, text string) template.HTML {
	return `<pre tabindex="0"><code>` + highlight(language, text) + "</code></pre>"
}
