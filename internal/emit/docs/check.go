package docs

import (
	"bytes"
	"html"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// The rules that a site is held to.
const (
	ruleLink = "dead-link" // a link leads to a page and a heading that exist
	rulePage = "doc-page"  // every code has a page at its doc_url, and every page a code
)

// Check looks for dead links and anchors in a site, for codes without a page
// and pages without a code. Links to other sites are not followed, those to
// the site's own public address are.
func Check(c *model.Catalog, site Files) diag.List {
	k := &checker{catalog: c, site: site, ids: map[string]map[string]bool{}}
	names := slices.Sorted(maps.Keys(site))
	anchors, dests := make([]map[string]bool, len(names)), make([][]string, len(names))
	each(len(names), func(i int) {
		anchors[i], dests[i] = ids(names[i], site[names[i]]), links(names[i], site[names[i]])
	})
	for i, name := range names {
		k.ids[name] = anchors[i]
	}
	k.pages()
	for i, name := range names {
		for _, dest := range dests[i] {
			if !k.leads(name, dest) {
				k.problems.Add(k.owner(name), ruleLink, "page %q links to %q, which is not there; correct the link", name, dest)
			}
		}
	}
	k.problems.Sort()
	return k.problems
}

// Check is [Check] for the site of the book, which need not be made for it:
// what stands in for it leaves out the code on the pages, since marking the
// tokens of that takes longer than everything else, and shares its style.
func (b *Book) Check() (diag.List, error) {
	prose := *b.prose
	prose.highlighter = nil
	bare := *b
	bare.prose = &prose
	files, err := bare.Site(&SiteOptions{Shared: true})
	if err != nil {
		return nil, err
	}
	return Check(b.Catalog, files), nil
}

type checker struct {
	catalog  *model.Catalog
	site     Files
	ids      map[string]map[string]bool // of each page
	problems diag.List
}

// pages compares pages with codes.
func (k *checker) pages() {
	for _, e := range k.catalog.Errors {
		if k.site[e.Code+"/index.html"] == nil {
			k.problems.Add(e.Pos, rulePage, "code %q has no page; build the site again", e.Code)
		}
		dest, own := k.own(e.DocURL.Value)
		if file := fileOf(dest); own && file != e.Code+"/index.html" {
			k.problems.Add(e.DocURL.Pos, rulePage, "doc_url %q of %q is in the site but not the page of the code; leave it out, or name a page elsewhere", e.DocURL.Value, e.Code)
		}
	}
	for name := range k.site {
		code, page := strings.CutSuffix(name, "/index.html")
		retired := slices.ContainsFunc(k.catalog.Retired, func(r model.Retired) bool { return r.Code == code })
		if page && k.catalog.Lookup(code) == nil && !retired {
			k.problems.Add(diag.Pos{File: k.catalog.File}, rulePage, "page %q belongs to no code; remove it", name)
		}
	}
}

// own returns the path of a URL within the site, if it is one of the site.
func (k *checker) own(dest string) (string, bool) {
	base := k.catalog.DocsBaseURL.Value
	if base == "" {
		return dest, false
	}
	return strings.CutPrefix(dest, base)
}

// leads reports whether a link of a page has a target, as far as that can be
// known.
func (k *checker) leads(from, dest string) bool {
	if local, own := k.own(dest); own {
		from, dest = "index.html", local
	}
	u, err := url.Parse(dest)
	if err != nil {
		return false
	}
	if u.Scheme != "" {
		return true // elsewhere
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), strings.TrimPrefix(u.Path, "/"))
		if path.IsAbs(u.Path) && from != "404.html" {
			return false // the site can be below any path
		}
	} else if dest == "" {
		target = "index.html"
	}
	if k.site[target] == nil {
		target = fileOf(target)
	}
	if k.site[target] == nil {
		return false
	}
	return u.Fragment == "" || u.Fragment == "search" || k.ids[target][u.Fragment]
}

// fileOf returns the file that a server sends for a path.
func fileOf(name string) string {
	name = strings.Trim(name, "/")
	if path.Ext(name) != "" {
		return name
	}
	return path.Join(name, "index.html")
}

// owner returns the position of the entry that a page was made from.
func (k *checker) owner(name string) diag.Pos {
	code, _, _ := strings.Cut(name, "/")
	if e := k.catalog.Lookup(strings.TrimSuffix(code, ".md")); e != nil {
		return e.Pos
	}
	return diag.Pos{File: k.catalog.File}
}

var (
	inlineCode = regexp.MustCompile("`[^`\n]*`")
	mdLink     = regexp.MustCompile(`\]\(([^)\s]*)\)`)
	container  = regexp.MustCompile(`^(?:[ >]|- |\d+\. )*`) // a list or a quote around a block
	heading    = regexp.MustCompile(`(?m)^#+ (.*)$`)
	notInSlug  = regexp.MustCompile(`[^a-z0-9_-]`)
)

// ids returns the anchors of a page; those of Markdown are made by its reader
// from the headings.
func ids(name string, page []byte) map[string]bool {
	found := map[string]bool{}
	switch path.Ext(name) {
	case ".html":
		for _, id := range between(markup(page), ` id="`, `"`) {
			found[id] = true
		}
	case ".md":
		for _, m := range heading.FindAllSubmatch(withoutFences(page), -1) {
			slug := strings.ReplaceAll(strings.ToLower(string(m[1])), " ", "-")
			found[notInSlug.ReplaceAllString(slug, "")] = true
		}
	}
	return found
}

// links returns where a file leads to.
func links(name string, data []byte) []string {
	switch path.Ext(name) {
	case ".html":
		page := markup(data)
		found := append(between(page, ` href="`, `"`), between(page, ` src="`, `"`)...)
		found = append(found, between(data, `<link rel="stylesheet" href="`, `"`)...)
		return append(found, between(data, `<script src="`, `"`)...)
	case ".xml":
		return between(data, "<loc>", "</loc>")
	case ".md", ".txt":
		var found []string
		for _, m := range mdLink.FindAllSubmatch(inlineCode.ReplaceAll(withoutFences(data), nil), -1) {
			found = append(found, html.UnescapeString(string(m[1])))
		}
		return found
	default:
		return nil
	}
}

// The marks around code on a page. What looks like markup between them is
// text, whose quotes stand as they are.
const (
	codeOpen = `<pre tabindex="0"><code>`
	codeEnd  = `</code></pre>`
)

// markup returns a page without its style sheet and scripts, and without the
// code that it shows.
func markup(page []byte) []byte {
	if at := bytes.Index(page, []byte("<body>")); at >= 0 {
		page = page[at:]
	}
	out := make([]byte, 0, len(page))
	for {
		before, rest, found := bytes.Cut(page, []byte(codeOpen))
		out = append(out, before...)
		if !found {
			return out
		}
		_, page, _ = bytes.Cut(rest, []byte(codeEnd))
	}
}

// between returns what stands between two marks. In our own pages an attribute
// is always in double quotes, and text has none.
func between(text []byte, open, end string) []string {
	var found []string
	for {
		_, rest, ok := bytes.Cut(text, []byte(open))
		if !ok {
			return found
		}
		value, rest, _ := bytes.Cut(rest, []byte(end))
		found = append(found, html.UnescapeString(string(value)))
		text = rest
	}
}

// withoutFences returns Markdown without its fenced code blocks.
func withoutFences(text []byte) []byte {
	var out []byte
	fence := "" // of the block that is open
	for line := range bytes.Lines(text) {
		if !bytes.Contains(line, []byte("```")) { // most lines: no fence
			if fence == "" {
				out = append(out, line...)
			}
			continue
		}
		trimmed := strings.TrimSpace(string(container.ReplaceAll(line, nil)))
		ticks := trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, "`"))]
		switch {
		case fence == "" && len(ticks) >= 3:
			fence = ticks
		case fence == "":
			out = append(out, line...)
		case trimmed == ticks && len(ticks) >= len(fence):
			fence = ""
		}
	}
	return out
}
