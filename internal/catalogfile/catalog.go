package catalogfile

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"github.com/yuin/goldmark/parser"
	"gopkg.in/yaml.v3"
)

// A file is a catalog file as far as it could be read.
type file struct {
	*reader
	root    *yaml.Node
	catalog *model.Catalog
	entries []*entry         // in file order
	codes   map[string]bool  // every code that the file means to define
	extends []field          // the entries of extends, resolved later
	bases   []base           // the files that extends names
	roles   *yaml.Node       // the key, nil where there is none
	pages   map[string]*page // by code; one without a model.Page could not be read
	parser  parser.Parser    // of Markdown
	disk    fs.FS            // where its pages are, nil for the disk

	noCodes      bool // errors could not be read: nobody knows what it defines
	noCategories bool // likewise for categories
	noRoles      bool // likewise for roles
}

// top reads the keys of the top level, and those of extends among them.
func (f *file) top() (object, bool) {
	if f.root == nil {
		return object{}, false
	}
	top := field{key: f.root, value: f.root, name: "the file"}
	o, ok := f.object(top, "", "", f.keys.catalog)
	if !ok {
		return o, false
	}
	f.noCodes = o.meant["errors"]
	f.noCategories = o.meant["categories"]
	f.noRoles = o.meant["roles"]
	if o.meant["extends"] {
		f.forget()
	}
	if extends, found := o.get("extends"); found {
		f.extends, ok = f.items(extends)
		if !ok {
			f.forget()
		}
	}
	return o, true
}

// read reads everything that can be judged by this file alone and the facts of
// those that it extends.
func (f *file) read(o object) {
	// Before the texts that refer to them.
	if facts, found := o.get("facts"); found {
		f.readFacts(facts)
	}
	f.facts.unread = f.facts.unread || o.meant["facts"]
	if links, found := o.get("links"); found {
		f.readLinks(links)
	}
	f.catalog.Outputs.Pos = f.pos(f.root)
	f.readTop(o)
	f.checkApart()
	if f.catalog.Domain.Value == "" {
		pkg := f.catalog.Package
		f.catalog.Domain = model.Text{Value: strings.ReplaceAll(pkg.Value, "_", "-"), Pos: pkg.Pos}
	}
	// Last, so that entries know the base URL.
	if errors, found := o.get("errors"); found {
		f.readErrors(errors)
	} else {
		f.noCodes = true
	}
	if _, found := o.get("docs_base_url"); !found && !o.meant["docs_base_url"] {
		f.checkAddresses()
	}
}

func (f *file) readTop(o object) {
	c := f.catalog
	for _, field := range o.fields {
		switch field.name {
		case "catalog":
			f.readVersion(field)
		case "domain":
			c.Domain = f.checked(field, "a name such as asterwise", ruleDomain, format.DomainForm)
		case "package":
			c.Package = f.checked(field, "a Go package name such as apierr", rulePackage, format.PackageForm)
		case "docs_base_url":
			c.DocsBaseURL = f.web(field, format.BaseForm)
		case "pages":
			c.Pages = f.output(field, "docs/errors")
		case "outputs":
			f.readOutputs(field)
		case "reproduce":
			c.Reproduce = f.reproduce(field)
		case "roles":
			f.roles = field.key
			f.readRoles(field)
		case "statuses":
			f.readStatuses(field)
		case "categories":
			f.readCategories(field)
		case "retired":
			f.readRetired(field)
		case "breaks":
			c.Breaks = f.readAccepted(field, f.keys.breaks)
		case "lint":
			c.Lint = f.readAccepted(field, f.keys.lint)
		}
	}
}

func (f *file) readVersion(version field) {
	n, ok := f.integer(version, format.Version)
	if ok && n != format.Version {
		f.add(version.value, ruleVersion, "format version %d is not known; write catalog: %d", n, format.Version)
	}
}

// checked reads a line that must have a form.
func (r *reader) checked(f field, want, rule string, form format.Form) model.Text {
	text, ok := r.line(f, want)
	switch {
	case !ok:
		return model.Text{}
	case !form.Fits(text.Value):
		limit := ""
		if form.Max() > 0 {
			limit = fmt.Sprintf(", at most %d characters", form.Max())
		}
		r.add(f.value, rule, "%s is %s; use %s%s", f, clip(text.Value), strings.ReplaceAll(form.Says(), "`", ""), limit)
		return model.Text{}
	case slices.Contains(form.Taken(), text.Value):
		r.add(f.value, rule, "%s is %s, which nothing can be called; write %s", f, clip(text.Value), want)
		return model.Text{}
	}
	return text
}

// checkAddresses complains where a code would have no page's address.
func (f *file) checkAddresses() {
	for _, e := range f.entries {
		if e.noAddress {
			f.problems.Add(e.Pos, ruleMissingKey, `%s has no doc_url, and the file no docs_base_url to make it of; add one of the two keys`, e.label)
			return // the remedy is the same for all
		}
	}
}

func (f *file) readLinks(links field) {
	pairs, _ := f.pairs(links, "")
	for _, p := range pairs {
		if !isName(p.name) {
			f.badName(p, "link")
		}
		p.name = "link " + clip(p.name)
		address := f.web(p, format.LinkForm)
		f.catalog.Links = append(f.catalog.Links, model.NamedLink{Name: p.key.Value, URL: address.Value, Pos: f.pos(p.key)})
	}
}

func (f *file) readCategories(categories field) {
	pairs, ok := f.pairs(categories, "")
	f.noCategories = f.noCategories || !ok
	for _, p := range pairs {
		if !isName(p.name) {
			f.badName(p, "category")
		}
		p.name = fmt.Sprintf("category %s", clip(p.name))
		title := f.title(p)
		f.catalog.Categories = append(f.catalog.Categories, model.Category{Key: p.key.Value, Title: title.Value, Pos: f.pos(p.key)})
	}
}

// title reads a title.
func (r *reader) title(f field) model.Text {
	text, ok := r.sentence(f, "a title")
	if n := utf8.RuneCountInString(text.Value); ok && n > format.MaxTitle {
		r.add(f.value, ruleLength, "%s has %d characters; shorten it to at most %d", f, n, format.MaxTitle)
		return model.Text{}
	}
	return text
}

func (f *file) readErrors(errors field) {
	if n := len(errors.value.Content) / 2; errors.value.Kind == yaml.MappingNode && n > format.MaxCodes {
		f.noCodes = true
		f.add(errors.key, ruleCodeLimit, "file has %d codes, more than %d; move some to a catalog that this one extends", n, format.MaxCodes)
		return
	}
	pairs, ok := f.pairs(errors, "")
	f.noCodes = f.noCodes || !ok
	f.codes = make(map[string]bool, len(pairs))
	f.entries = make([]*entry, 0, len(pairs))
	for _, p := range pairs {
		f.codes[p.name] = true
		f.entries = append(f.entries, f.readEntry(p))
	}
	for _, e := range f.entries {
		f.catalog.Errors = append(f.catalog.Errors, e.Error)
	}
	slices.SortFunc(f.catalog.Errors, func(a, b *model.Error) int { return strings.Compare(a.Code, b.Code) })
}
