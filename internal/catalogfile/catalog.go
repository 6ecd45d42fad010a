package catalogfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
	"gopkg.in/yaml.v3"
)

// maxCodes is how many codes a file may have.
const maxCodes = 5000

func topKeys() []string {
	return []string{"catalog", "domain", "package", "docs_base_url", "outputs", "extends", "roles", "categories", "retired", "facts", "errors"}
}

// A file is a catalog file as far as it could be read.
type file struct {
	*reader
	root    *yaml.Node
	catalog *model.Catalog
	entries []*entry        // in file order
	codes   map[string]bool // every code that the file means to define
	extends []field         // the entries of extends, resolved later
	bases   []base          // the files that extends names
	roles   *yaml.Node      // the key, nil where there is none

	noCodes      bool // errors could not be read: nobody knows what it defines
	noCategories bool // likewise for categories
	noRoles      bool // likewise for roles
}

// read reads the top level and everything that can be judged by this file
// alone.
func (f *file) read(root *yaml.Node) {
	f.root = root
	top := field{key: root, value: root, name: "the file"}
	o, ok := f.object(top, "", "", topKeys(), "catalog", "domain", "package", "docs_base_url", "errors")
	if !ok {
		f.noCodes, f.noCategories, f.noRoles = true, true, true
		return
	}
	f.noCodes = o.meant["errors"]
	f.noCategories = o.meant["categories"]
	f.noRoles = o.meant["roles"]
	if o.meant["extends"] {
		f.forget()
	}
	// Before the texts that refer to them.
	if facts, found := o.get("facts"); found {
		f.readFacts(facts)
	}
	f.facts.unread = f.facts.unread || o.meant["facts"]
	f.readTop(o)
	// Last, so that entries know the base URL.
	if errors, found := o.get("errors"); found {
		f.readErrors(errors)
	} else {
		f.noCodes = true
	}
}

func (f *file) readTop(o object) {
	c := f.catalog
	for _, field := range o.fields {
		switch field.name {
		case "catalog":
			if n, ok := f.integer(field, 1); ok && n != 1 {
				f.add(field.value, ruleVersion, "format version %d is not known; write catalog: 1", n)
			}
		case "domain":
			c.Domain = f.checked(field, "a name such as asterwise", ruleDomain, domain,
				"use lower-case letters, digits and hyphens, a letter first, at most 64")
		case "package":
			c.Package = f.checked(field, "a Go package name such as apierr", rulePackage, goPackage,
				"use a Go package name in lower-case letters and digits that is no keyword and not main")
		case "docs_base_url":
			c.DocsBaseURL = f.web(field)
			if url := c.DocsBaseURL.Value; url != "" && !strings.HasSuffix(url, "/") {
				f.add(field.value, ruleURL, "docs_base_url does not end in a slash; write %s", clip(url+"/"))
			}
		case "outputs":
			f.readOutputs(field)
		case "extends":
			f.extends = f.list(field)
		case "roles":
			f.roles = field.key
			f.readRoles(field)
		case "categories":
			f.readCategories(field)
		case "retired":
			f.readRetired(field)
		}
	}
}

// checked reads a line that must satisfy a condition.
func (r *reader) checked(f field, want, rule string, valid func(string) bool, remedy string) model.Text {
	text, ok := r.line(f, want)
	if ok && !valid(text.Value) {
		r.add(f.value, rule, "%s is %s; %s", f, clip(text.Value), remedy)
		return model.Text{}
	}
	return text
}

func (r *reader) web(f field) model.Text {
	text, ok := r.line(f, "an https URL")
	if fault := webFault(text.Value); ok && fault != "" {
		r.add(f.value, ruleURL, "%s is %s, which %s", f, clip(text.Value), fault)
		return model.Text{}
	}
	return text
}

func (f *file) readOutputs(outputs field) {
	o, _ := f.object(outputs, "", "outputs.", []string{"go", "docs"})
	out := &f.catalog.Outputs
	for _, dir := range o.fields {
		switch dir.name {
		case "outputs.go":
			out.Go = f.output(dir, "catalog/apierr")
		case "outputs.docs":
			out.Docs = f.output(dir, "docs/errors")
		}
	}
	if docs, found := o.get("outputs.docs"); found && out.Docs.Value == out.Go.Value && out.Go.Value != "" {
		f.add(docs.value, ruleOutput, "outputs.docs is the directory of outputs.go; name another, such as docs/errors")
	}
}

func (f *file) output(dir field, example string) model.Text {
	return f.checked(dir, "a directory such as "+example, ruleOutput, below,
		"write a directory below the one of this file, with slashes and without .., such as "+example)
}

func (f *file) readCategories(categories field) {
	pairs, ok := f.pairs(categories, "")
	f.noCategories = f.noCategories || !ok
	for _, p := range pairs {
		if !snake(p.name) {
			f.badName(p, "category")
		}
		p.name = fmt.Sprintf("category %s", clip(p.name))
		title := f.title(p)
		f.catalog.Categories = append(f.catalog.Categories, model.Category{Key: p.key.Value, Title: title.Value, Pos: f.pos(p.key)})
	}
}

// title reads a title of 1 to 80 characters.
func (r *reader) title(f field) model.Text {
	text, ok := r.line(f, "a title")
	text.Value = r.expand(f, text.Value)
	if n := utf8.RuneCountInString(text.Value); ok && n > 80 {
		r.add(f.value, ruleLength, "%s has %d characters; shorten it to at most 80", f, n)
		return model.Text{}
	}
	return text
}

func (r *reader) badName(f field, what string) {
	r.add(f.key, ruleName, "%s %s is not a name; use lower-case words joined by underscores, at most 64 characters", what, clip(f.key.Value))
}

func (f *file) readRetired(retired field) {
	pairs, _ := f.pairs(retired, "")
	for _, p := range pairs {
		if !snake(p.name) {
			f.badCode(p)
		}
		p.name = fmt.Sprintf("retired code %s", clip(p.name))
		note := f.phrase(p, "a note that says what replaced the code, and when,")
		f.catalog.Retired = append(f.catalog.Retired, model.Retired{Code: p.key.Value, Note: note, Pos: f.pos(p.key)})
	}
	slices.SortFunc(f.catalog.Retired, func(a, b model.Retired) int { return strings.Compare(a.Code, b.Code) })
}

func (r *reader) badCode(f field) {
	remedy := "use lower-case words joined by underscores, at most 64 characters"
	if fixed := spell.Normal(f.key.Value); snake(fixed) {
		remedy = fmt.Sprintf("write %q", fixed)
	}
	r.add(f.key, ruleCode, "%s is not a code; %s", clip(f.key.Value), remedy)
}

func (f *file) readRoles(roles field) {
	pairs, ok := f.pairs(roles, "")
	f.noRoles = f.noRoles || !ok
	var names []string
	for _, kind := range model.RoleKinds() {
		names = append(names, kind.Name)
	}
	for _, p := range pairs {
		name := p.name
		if !slices.Contains(names, name) {
			f.add(p.key, ruleRole, "role %s is unknown%s", clip(name), f.spell.suggest(name, names, "; the roles are "+strings.Join(names, ", ")))
			continue
		}
		p.name = fmt.Sprintf("role %q", name)
		code, _ := f.line(p, "a code")
		// A role without a readable code is kept: it is bound, if not well.
		f.catalog.Roles = append(f.catalog.Roles, model.Role{Name: name, Code: code, Pos: f.pos(p.key)})
	}
	slices.SortFunc(f.catalog.Roles, func(a, b model.Role) int { return strings.Compare(a.Name, b.Name) })
}

func (f *file) readErrors(errors field) {
	if n := len(errors.value.Content) / 2; errors.value.Kind == yaml.MappingNode && n > maxCodes {
		f.noCodes = true
		f.add(errors.key, ruleCodeLimit, "file has %d codes, more than %d; move some to a catalog that this one extends", n, maxCodes)
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
