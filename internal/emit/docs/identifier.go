package docs

import (
	"html/template"
	"io"
	"regexp"
	"strings"
)

// An identifier is a word that readers look for and copy: a name with
// underscores, the name of a header, or a date. It stays whole; only a long one may be
// folded, behind an underscore.
var identifier = regexp.MustCompile(`\w*[A-Za-z0-9]_[A-Za-z0-9]\w*|\b[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+\b|\b\d{4}-\d{2}-\d{2}\b`)

// maxWhole is how long an identifier may be, in characters, to stay whole: it
// then fits beside the text of a page.
const maxWhole = 24

// writeText writes text as HTML. Its identifiers are folded where that does no
// harm: nothing is added that would be copied with them.
func writeText(w io.Writer, text string) {
	writeFolded(w, text, func(text string) { template.HTMLEscape(w, []byte(text)) })
}

// writeFolded is writeText for text that has to be written as other does,
// identifiers apart.
func writeFolded(w io.Writer, text string, other func(string)) {
	at := 0
	for _, found := range identifier.FindAllStringIndex(text, -1) {
		other(text[at:found[0]])
		at = found[1]
		_, _ = io.WriteString(w, foldable(text[found[0]:at])) // memory takes all
	}
	other(text[at:])
}

// foldable is an identifier, which has nothing to escape, as HTML.
func foldable(name string) string {
	if strings.Contains(name, "-") {
		return `<span class="whole">` + name + `</span>`
	}
	if len(name) <= maxWhole {
		return name
	}
	return strings.ReplaceAll(name, "_", "_<wbr>")
}

// Fold returns a text without markup as HTML.
func (v *view) Fold(text string) template.HTML {
	var b strings.Builder
	writeText(&b, text)
	return template.HTML(b.String())
}
