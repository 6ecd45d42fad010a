package docs_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/emit/docs"
)

// FuzzProse puts any text that the loader lets through into a page: the page
// stays well-formed and has no more scripts, handlers and loads than before.
func FuzzProse(f *testing.F) {
	for _, attack := range attacks() {
		f.Add(attack)
	}
	f.Add("1. a\n\n   - b\n\n     > c\n\n     ```\n     d\n     ```")
	f.Add("*a **b* c** _d_e_ `f`` g` [h][i]\n\n[i]: https://example.com/(j)")
	f.Fuzz(func(t *testing.T, text string) {
		before := count(t, "before", site(t, whole(t))["full_code/index.html"])
		c, err := loadPages(t, everything, map[string]string{"full_code": strings.Replace(everyPart, "Words and `code`.", text, 1)})
		if err != nil {
			return
		}
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
