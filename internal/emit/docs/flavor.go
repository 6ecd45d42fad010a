package docs

import "strconv"

// A Flavor is what a publishing tool expects of Markdown pages.
type Flavor struct {
	Name  string
	About string // for the help text

	index, ext string
	heading    bool // the tool does not show the title by itself
	mdx        bool // braces and some words at the start of a block are code
	shortcodes bool // {{< >}} and {{% %}} are calls, in code too

	link  func(code string, fromIndex bool) string
	title func(title string) string // of a code block, behind the language; nil: a line above it
	front func(p *Page, weight int) []pair
}

type pair struct{ key, value string }

// Flavors returns the tools that [Book.Markdown] can write for.
func Flavors() []Flavor {
	file := func(code string, _ bool) string { return code + ".md" }
	attribute := func(title string) string { return " title=" + quoted(title) }
	return []Flavor{
		{Name: "github", About: "plain Markdown with README.md as the index", index: "README", ext: ".md", heading: true, link: file},
		{Name: "docusaurus", About: "Docusaurus 2 and 3", index: "index", ext: ".md", mdx: true, link: file, title: attribute,
			front: func(p *Page, weight int) []pair {
				return []pair{{"sidebar_label", quoted(p.Code)}, {"sidebar_position", strconv.Itoa(weight)}, {"custom_edit_url", "null"}}
			}},
		{Name: "mkdocs", About: "MkDocs, Material for MkDocs too", index: "index", ext: ".md", heading: true, link: file},
		{Name: "hugo", About: "Hugo", index: "_index", ext: ".md", shortcodes: true,
			link: func(code string, fromIndex bool) string {
				if fromIndex {
					return code + "/"
				}
				return "../" + code + "/"
			},
			front: func(p *Page, weight int) []pair {
				return []pair{{"linkTitle", quoted(p.Code)}, {"weight", strconv.Itoa(weight)}}
			}},
		{Name: "mintlify", About: "Mintlify", index: "index", ext: ".mdx", mdx: true,
			link:  func(code string, _ bool) string { return "./" + code },
			title: func(title string) string { return " " + oneLine(title) },
			front: func(p *Page, _ int) []pair { return []pair{{"sidebarTitle", quoted(p.Code)}} }},
	}
}

// twin is the flavor of the Markdown pages that a site has beside its own.
func twin() *Flavor {
	f := Flavors()[0]
	f.index = "index"
	return &f
}
