package docs

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// Hugo is for Hugo, whose themes make their menus of folders: there is one for
// each category. The address of a page is that of its doc_url, and stays when a
// code changes its category.
func Hugo() *Dialect {
	return &Dialect{
		index: "_index.md",
		file:  func(p *Page) string { return path.Join(hugoFolder(p), p.Code+".md") },
		link: func(from, to, id string) string {
			return `{{< relref "` + strings.Repeat("../", strings.Count(from, "/")) + to + id + `" >}}`
		},
		prose: braces,
		code:  hugoEscaper.Replace,
		meta:  asItIs,
		front: hugoFront,
		extra: hugoSections,
	}
}

// hugoEscaper names what Hugo takes for commands even in code. Each is written
// as the parameter that holds it.
var hugoEscaper = strings.NewReplacer(
	"{{<", `{{< param "errcat_call" >}}`,
	"{{%", `{{< param "errcat_markup" >}}`,
	"<!--more-->", `{{< param "errcat_more" >}}`,
)

// hugoFolder cannot be the name of a code, which has no hyphen.
func hugoFolder(p *Page) string {
	if p.Chapter == nil {
		return "retired-codes"
	}
	return "category-" + p.Chapter.Key
}

func hugoFront(b *Book, p *Page) []pair {
	if p == nil { // the index, which gives parameters to all pages below
		return []pair{{"cascade", `{errcat_call: "{{<", errcat_markup: "{{%", errcat_more: "<!--more-->"}`}}
	}
	pages := b.Retired
	if p.Chapter != nil {
		pages = p.Chapter.Pages
	}
	pairs := []pair{{"linkTitle", p.Code}, {"weight", strconv.Itoa(1 + slices.Index(pages, p))}}
	if b.path() != "" {
		pairs = append(pairs, pair{"url", quoted(b.path() + p.Code + "/")})
	}
	return pairs
}

// hugoSections gives the folders their titles and their order.
func hugoSections(b *Book, files Files) {
	section := func(p *Page, title string, weight int) {
		w := &mdPage{book: b}
		w.frontMatter([]pair{{"title", quoted(title)}, {"weight", strconv.Itoa(weight)}})
		files[path.Join(hugoFolder(p), "_index.md")] = w.bytes()
	}
	for i, chapter := range b.Chapters {
		section(chapter.Pages[0], chapter.Title, i+1)
	}
	if len(b.Retired) > 0 {
		section(b.Retired[0], "Retired codes", len(b.Chapters)+1)
	}
}
