package docs

import (
	"fmt"
	"html"
	"strings"
)

// MkDocs is for MkDocs with the extensions pymdownx.superfences and
// pymdownx.tabbed. SUMMARY.md is the navigation, for the plugin literate-nav.
func MkDocs() *Dialect {
	d := plainMarkdown("README.md")
	d.tabs = true
	d.prose = braces
	d.meta = html.EscapeString // its templates take them for HTML
	d.extra = func(b *Book, files Files) { files["SUMMARY.md"] = b.summary(d) }
	return d
}

// summary lists the pages by category.
func (b *Book) summary(d *Dialect) []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "<!-- %s -->\n\n- [All codes](%s)\n", Marker(b.Catalog.File), d.index)
	list := func(title string, pages []*Page) {
		fmt.Fprintf(&out, "- %s\n", entities(title))
		for _, p := range pages {
			fmt.Fprintf(&out, "    - [%s](%s)\n", p.Code, d.file(p))
		}
	}
	for _, chapter := range b.Chapters {
		list(chapter.Title, chapter.Pages)
	}
	if len(b.Retired) > 0 {
		list("Retired codes", b.Retired)
	}
	return []byte(out.String())
}

// entities writes text without a backslash, which literate-nav does not take
// out of the title of a group again.
func entities(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]{}<>&#!~|$", r) {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
