package docs

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/find"
	"github.com/asterwise/errcat/internal/model"
)

//go:embed assets
var assets embed.FS

// html adds the pages for people.
func (b *Book) html(files Files, opts *SiteOptions) error {
	w, err := newSiteWriter(b, opts)
	if err != nil {
		return err
	}
	if err := w.all(append(slices.Clone(b.Pages), b.Retired...), files); err != nil {
		return err
	}
	if files["index.html"], err = w.index(); err != nil {
		return err
	}
	files["404.html"], err = w.lost()
	return err
}

// all writes pages, on all processors.
func (w *siteWriter) all(pages []*Page, files Files) error {
	texts, errs := make([][]byte, len(pages)), make([]error, len(pages))
	each(len(pages), func(i int) { texts[i], errs[i] = w.page(pages[i]) })
	for i, p := range pages {
		files[p.Code+"/index.html"] = texts[i]
	}
	return errors.Join(errs...)
}

// A siteWriter writes pages as HTML.
type siteWriter struct {
	book      *Book
	live      string
	path      string // of the index, on the host that the site is for; "" where that is not known
	shared    bool
	templates *template.Template
	frame     frame
	finding   frame // of pages with a search
	statuses  []int
}

// A frame is what all pages have in common.
type frame struct {
	Style      template.CSS
	Script     template.JS
	BaseScript template.JS
	Search     template.JS // of the index and the page for lost addresses, "" on others
	LiveScript template.JS
	Policy     string
	Icon       template.URL
	Shared     bool // style and script are files, not here
}

// The files that the pages of a shared site refer to.
const (
	styleFile  = "style.css"
	scriptFile = "script.js"
	searchFile = "search.js"
)

// baseFile is in every page: it decides where the others are looked for.
const baseFile = "base.js"

func newSiteWriter(b *Book, opts *SiteOptions) (*siteWriter, error) {
	templates, err := template.New("site").ParseFS(assets, "assets/*.tmpl")
	if err != nil {
		return nil, err
	}
	w := &siteWriter{book: b, live: opts.Live, shared: opts.Shared, templates: templates, path: b.path()}
	if w.live != "" {
		w.path = "/"
	}
	style, scripts := asset(styleFile), []string{asset(baseFile), asset(scriptFile)}
	w.frame = frame{Style: template.CSS(style), BaseScript: template.JS(scripts[0]), Script: template.JS(scripts[1]), Icon: icon()}
	if w.live != "" {
		scripts = append(scripts, asset("live.js"))
		w.frame.LiveScript = template.JS(scripts[2])
	}
	w.frame.Policy = policy(w.live != "", style, scripts...)
	w.finding = w.frame
	w.finding.Search = template.JS(searchScript())
	w.finding.Policy = policy(w.live != "", style, append(scripts, searchScript())...)
	statuses := map[int]bool{}
	for _, p := range b.Pages {
		statuses[p.Entry.Status] = true
	}
	w.statuses = slices.Sorted(maps.Keys(statuses))
	return w, nil
}

// searchScript is what the index has besides the script of all pages.
func searchScript() string { return asset("search.js") + asset("finder.js") }

// asset returns a file of ours without indentation and whole-line comments.
func asset(name string) string {
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is compiled in
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// A view is what a template sees.
type view struct {
	frame
	site *siteWriter

	Book        *Book
	Page        *Page // nil on the index
	Title       string
	Description string
	Canonical   string      // absolute; "" where the catalog says nothing
	Linked      *linkedData // nil where there is none
	Folder      string      // path of the folder that links are relative to; "" where that is not known
	Root        string      // prefix of links to the top of the site
	Twin        string      // link to the same in Markdown
	Live        string
	Lost        bool
	Index       *find.Index // of the search, on the index alone
	Statuses    []int

	Siblings      []*Page
	SiblingsTitle string
}

func (w *siteWriter) view(root string) *view {
	v := w.whole(root)
	if w.shared {
		v.Shared, v.Policy = true, sharedPolicy(string(v.BaseScript))
	}
	return v
}

// whole is view for a page with everything in it.
func (w *siteWriter) whole(root string) *view {
	return &view{frame: w.frame, site: w, Book: w.book, Folder: w.path, Root: root, Live: w.live, Statuses: w.statuses}
}

func (w *siteWriter) page(p *Page) ([]byte, error) {
	v := w.view("../")
	v.Page = p
	if w.path != "" {
		v.Folder = w.path + p.Code + "/"
	}
	v.Canonical = w.book.address(p)
	v.Title = p.Code + " · " + w.book.Title
	v.Description = plain(p.Lead)
	v.Twin = "../" + p.Code + ".md"
	if p.Entry != nil {
		v.Title = fmt.Sprintf("%s (%d) · %s", p.Code, p.Entry.Status, w.book.Title)
		v.Linked = w.book.linked(p, v.Canonical)
		v.Siblings, v.SiblingsTitle = siblings(p), p.Chapter.Title
	}
	return w.execute("page", v)
}

func (w *siteWriter) index() ([]byte, error) {
	v := w.view("")
	v.Search, v.Index = w.finding.Search, find.New(w.book.Catalog)
	if !w.shared {
		v.Policy = w.finding.Policy
	}
	v.Title = w.book.Title
	v.Description = fmt.Sprintf("All %d error codes, with what each means and what to do about it.", len(w.book.Pages))
	v.Canonical = w.book.Base
	v.Twin = "index.md"
	return w.execute("index", v)
}

// lost writes the page for addresses that have none. Its links are relative to
// the index; base.js finds that where the site is not at its own path.
func (w *siteWriter) lost() ([]byte, error) {
	v := w.whole("")
	v.frame = w.finding
	v.Lost = true
	v.Title = "No such page · " + w.book.Title
	v.Description = "There is no error code with this address."
	return w.execute("lost", v)
}

func (w *siteWriter) execute(name string, v *view) ([]byte, error) {
	var out bytes.Buffer
	if err := w.templates.ExecuteTemplate(&out, name, v); err != nil {
		return nil, fmt.Errorf("write a page: %w", err)
	}
	return bytes.Clone(out.Bytes()), nil // the buffer has room for twice as much
}

// maxSiblings bounds the list of other codes on a page, so that a site grows
// with the number of codes and not with its square.
const maxSiblings = 30

// siblings returns the pages around p in its category, p among them.
func siblings(p *Page) []*Page {
	all := p.Chapter.Pages
	if len(all) <= maxSiblings {
		return all
	}
	at := slices.Index(all, p)
	from := min(max(0, at-maxSiblings/2), len(all)-maxSiblings)
	return all[from : from+maxSiblings]
}

// Dest returns the link from the page to that of a code.
func (v *view) Dest(code string) string {
	if v.Book.byCode[code] != nil {
		return v.Root + code + "/index.html"
	}
	if e := v.Book.external[code]; e != nil {
		return e.DocURL.Value
	}
	return ""
}

// mention is Dest for a link in a sentence: a page does not link to itself,
// but to its headings.
func (v *view) mention(code, fragment string) string {
	dest := v.Dest(code)
	if v.Page != nil && v.Page.Code == code {
		dest = ""
	}
	if fragment != "" {
		dest += "#" + anchor(fragment)
	}
	return dest
}

// anchor returns the anchor of a section that has the heading of a page.
func anchor(heading string) string {
	if heading == "see-also" {
		return relatedID
	}
	return heading
}

func (v *view) writer() *htmlProse {
	return &htmlProse{dest: v.mention, highlight: v.Book.code.highlight}
}

// Prose returns blocks as HTML.
func (v *view) Prose(blocks []*model.Node) template.HTML {
	w := v.writer()
	w.nodes(blocks)
	return w.html()
}

// Line returns the content of a paragraph or cell as HTML.
func (v *view) Line(text Text) template.HTML {
	w := v.writer()
	w.nodes(text)
	return w.html()
}

// Item returns the content of an item of a list as HTML.
func (v *view) Item(n *model.Node) template.HTML {
	w := v.writer()
	w.item(n.Kids)
	return w.html()
}

// Text returns a text without markup.
func (v *view) Text(text Text) string { return plain(text) }

// Block returns a block of a section.
func (v *view) Block(b Block) (template.HTML, error) {
	var out bytes.Buffer
	err := v.site.templates.ExecuteTemplate(&out, "block", struct {
		View  *view
		Block Block
	}{v, b})
	return template.HTML(out.String()), err
}

// Envelope explains the response, whatever the code.
func (v *view) Envelope() []Block { return envelope() }

// codeView is a piece of code with its tokens marked.
type codeView struct {
	*Code
	HTML template.HTML
}

// Code returns a piece of code with its tokens marked.
func (v *view) Code(c *Code) codeView {
	if c.Wrap {
		return codeView{c, v.Book.code.folded(c.Language, c.Text)}
	}
	return codeView{c, v.Book.code.highlight(c.Language, c.Text)}
}
