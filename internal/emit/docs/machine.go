package docs

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// machine adds what programs read: errors.json and its schema, llms.txt and
// llms-full.txt, the feed and sitemap.xml. The Markdown pages are there.
func (b *Book) machine(files Files) error {
	var err error
	if files["errors.json"], err = b.JSON(); err != nil {
		return err
	}
	if files["errors.schema.json"], err = b.schema(); err != nil {
		return err
	}
	files["llms.txt"] = b.llms()
	files["llms-full.txt"] = b.llmsFull(files)
	if b.HasFeed() {
		if files[feedFile], err = b.feed(); err != nil {
			return err
		}
	}
	files["sitemap.xml"], err = b.sitemap()
	return err
}

// schema returns the schema of errors.json under its own address, if the site
// has one, so that a copy of it is still known for what it is.
func (b *Book) schema() ([]byte, error) {
	text, err := assets.ReadFile("assets/errors.schema.json")
	if err != nil || b.Base == "" {
		return text, err
	}
	id, err := json.Marshal(b.Base + "errors.schema.json")
	if err != nil {
		return nil, err
	}
	return bytes.Replace(text, []byte("{\n"), append(append([]byte("{\n  \"$id\": "), id...), ",\n"...), 1), nil
}

// listVersion rises when a member of errors.json goes or changes its meaning.
// New members come without.
const listVersion = 1

// List is the content of errors.json.
type List struct {
	Schema     string         `json:"$schema"`
	Version    int            `json:"version"` // of the form of this file; see listVersion
	Domain     string         `json:"domain"`
	DocsURL    string         `json:"docs_base_url,omitempty"`
	Categories []ListCategory `json:"categories"`
	Errors     []ListError    `json:"errors"`
	Retired    []ListRetired  `json:"retired"`
}

// ListCategory is a category that has codes.
type ListCategory struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// ListError is what errors.json says of a code.
type ListError struct {
	Code       string          `json:"code"`
	Status     int             `json:"status"`
	Category   string          `json:"category"`
	Title      string          `json:"title"`
	Message    string          `json:"message"` // may hold {placeholders}
	Summary    string          `json:"summary"` // plain text
	Affects    string          `json:"affects"`
	Retry      string          `json:"retry"`       // never, after_change, after_delay or backoff
	RetryAfter *int            `json:"retry_after"` // seconds; null: none by default
	Effect     string          `json:"effect"`      // none or unknown
	Concealed  bool            `json:"concealed"`
	OAuth      string          `json:"oauth,omitempty"`
	Causes     []string        `json:"causes"` // plain text, as are the fixes
	Fixes      []string        `json:"fixes"`  // steps in their order
	Reproduce  string          `json:"reproduce,omitempty"`
	Since      string          `json:"since,omitempty"`
	Changed    []ListChange    `json:"changed,omitempty"` // the newest first
	Aliases    []string        `json:"aliases,omitempty"`
	Deprecated *ListDeprecated `json:"deprecated"`
	Params     []ListParam     `json:"params"`
	Details    []ListField     `json:"details"`
	Related    []string        `json:"related"`
	DocURL     string          `json:"doc_url"`
	Markdown   string          `json:"markdown"` // relative to errors.json
}

// ListChange is something that clients can notice.
type ListChange struct {
	Date string `json:"date"`
	Note string `json:"note"`
}

// ListDeprecated says what replaces a code.
type ListDeprecated struct {
	Since string `json:"since,omitempty"`
	Use   string `json:"use,omitempty"`
}

// ListParam is a value in the message.
type ListParam struct {
	Name   string      `json:"name"`
	Type   string      `json:"type"`
	Doc    string      `json:"doc,omitempty"`
	Values []ListValue `json:"values,omitempty"`
}

// ListValue is one of a closed set.
type ListValue struct {
	Name string `json:"name"`
	Doc  string `json:"doc,omitempty"`
}

// ListField is a field of an item of details.
type ListField struct {
	Name     string      `json:"name"`
	Type     string      `json:"type"`
	Optional bool        `json:"optional"`
	Doc      string      `json:"doc,omitempty"`
	Values   []ListValue `json:"values,omitempty"`
}

// ListRetired is a code that is not used any more.
type ListRetired struct {
	Code      string `json:"code"`
	Note      string `json:"note"`
	Successor string `json:"successor,omitempty"`
}

// List returns the catalog for programs.
func (b *Book) List() List {
	list := List{
		Schema:     "errors.schema.json",
		Version:    listVersion,
		Domain:     b.Catalog.Domain.Value,
		DocsURL:    b.Base,
		Categories: []ListCategory{},
		Errors:     []ListError{},
		Retired:    []ListRetired{},
	}
	for _, chapter := range b.Chapters {
		list.Categories = append(list.Categories, ListCategory{chapter.Key, chapter.Title})
	}
	for _, p := range b.Pages {
		list.Errors = append(list.Errors, b.listError(p))
	}
	for _, p := range b.Retired {
		list.Retired = append(list.Retired, ListRetired{p.Code, plain(p.RetiredAs.Note.Nodes), p.RetiredAs.Successor.Value})
	}
	return list
}

func (b *Book) listError(p *Page) ListError {
	e := p.Entry
	x := ListError{
		Code: e.Code, Status: e.Status, Category: e.Category.Value, Title: e.Title.Value,
		Message: e.Message.Text, Summary: summary(e), Affects: e.Affects,
		Retry: e.Retry.Kind, Effect: e.Effect, Since: e.Since, Aliases: e.Aliases, Concealed: e.Concealed, DocURL: e.DocURL.Value, Markdown: e.Code + ".md",
		Params: []ListParam{}, Details: []ListField{}, Related: []string{},
	}
	b.listProse(&x, e)
	if e.Retry.Default > 0 {
		n := int(e.Retry.Default / time.Second)
		x.RetryAfter = &n
	}
	if d := e.Deprecated; d != nil {
		x.Deprecated = &ListDeprecated{d.Since, d.Use.Value}
	}
	for _, param := range e.Params {
		if param.Client {
			x.Params = append(x.Params, ListParam{param.Name, param.Type, plain(param.Doc.Nodes), listValues(param.Values)})
		}
	}
	for _, field := range e.Details {
		if !field.Sensitive {
			x.Details = append(x.Details, ListField{field.Name, field.Type, field.Optional || field.SensitiveWhen != "", plain(field.Doc.Nodes), listValues(field.Values)})
		}
	}
	for _, link := range p.Related {
		x.Related = append(x.Related, link.Code)
	}
	return x
}

// listProse adds what people have written, as plain text.
func (b *Book) listProse(x *ListError, e *model.Error) {
	x.OAuth, x.Reproduce = e.OAuth, reproduce(b.Catalog, e)
	x.Causes, x.Fixes = []string{}, []string{}
	if e.Page != nil {
		x.Causes, x.Fixes = plainItems(e.Page.When), plainItems(e.Page.QuickFix)
	}
	for _, c := range e.Changed {
		x.Changed = append(x.Changed, ListChange{c.Date, plain(c.Note.Nodes)})
	}
	slices.SortFunc(x.Changed, func(a, b ListChange) int { return strings.Compare(b.Date, a.Date) })
}

// plainItems returns the items of a list as plain text, never nil.
func plainItems(items []*model.Node) []string {
	list := []string{}
	for _, n := range items {
		list = append(list, plain(n.Kids))
	}
	return list
}

// summary is what the page of a code begins with, "" where it has none.
func summary(e *model.Error) string {
	if e.Page == nil {
		return ""
	}
	return plain(e.Page.Summary)
}

func listValues(set []model.Value) []ListValue {
	var list []ListValue
	for _, v := range set {
		list = append(list, ListValue{v.Name, plain(v.Doc.Nodes)})
	}
	return list
}

// JSON returns errors.json.
func (b *Book) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(b.List(), "", "  ")
	return append(text, '\n'), err
}

// llms returns an index for language models, in the form of llmstxt.org.
func (b *Book) llms() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# %s\n\n> The error codes of the %s API: what each means, what causes it, and how to recover. Every error response is JSON; its `error` member is one of these codes.\n\n",
		b.Title, capital(b.Catalog.Domain.Value))
	for _, chapter := range b.Chapters {
		fmt.Fprintf(&out, "## %s\n\n", escapeMD(chapter.Title))
		for _, p := range chapter.Pages {
			fmt.Fprintf(&out, "- [%s](%s%s.md): %d. %s\n", p.Code, b.Base, p.Code, p.Entry.Status, escapeMD(plain(p.Lead)))
		}
		out.WriteByte('\n')
	}
	fmt.Fprintf(&out, "## Optional\n\n- [errors.json](%serrors.json): all codes as data\n- [llms-full.txt](%sllms-full.txt): all pages in one file\n", b.Base, b.Base)
	for _, p := range b.Retired {
		fmt.Fprintf(&out, "- [%s](%s%s.md): retired. %s\n", p.Code, b.Base, p.Code, escapeMD(plain(p.RetiredAs.Note.Nodes)))
	}
	return out.Bytes()
}

// sitemap lists the pages that have a public address. Without a base URL
// there are none but those that codes declare themselves.
func (b *Book) sitemap() ([]byte, error) {
	type location struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
	var set struct {
		XMLName xml.Name   `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URL     []location `xml:"url"`
	}
	if b.Base != "" {
		set.URL = append(set.URL, location{b.Base, lastDay(b.events)})
	}
	for _, p := range append(slices.Clone(b.Pages), b.Retired...) {
		if address := b.address(p); address != "" {
			set.URL = append(set.URL, location{address, lastDay(p.events())})
		}
	}
	text, err := xml.MarshalIndent(set, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}
