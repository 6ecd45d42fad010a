package docs_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/emit/docs"
)

// FuzzProse puts any text that the loader lets through into a page: the page
// stays well-formed and has no more scripts, handlers and loads than before.
func FuzzProse(f *testing.F) {
	for _, attack := range attacks() {
		f.Add(attack)
	}
	f.Add("1. a\n\n   - b\n\n     > c\n\n     ```\n     d")
	f.Add("*a **b* c** _d_e_ `f`` g` [h][i]\n\n[i]: https://example.com/(j)")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
			return unicode.IsControl(r) && r != '\n' && r != '\t' || r&0xFFFE == 0xFFFE || r == '\uFFFD'
		}) {
			return // the loader refuses it
		}
		c := parse(t, everything)
		e := c.Lookup("full_code")
		before := count(t, "before", site(t, c)["full_code/index.html"])
		e.Docs.Meaning, e.Docs.When[0], e.Docs.Background = text, text, text
		if after := count(t, "after", site(t, c)["full_code/index.html"]); after != before {
			t.Errorf("%+v before, %+v after", before, after)
		}
		book, err := docs.NewBook(c)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(book.Text(book.Page("full_code"), nil)) {
			t.Error("the text of the page is not UTF-8")
		}
	})
}
