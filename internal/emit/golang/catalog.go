package golang

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// emitCatalog writes the rows and the catalog as a value. Nothing here refers
// to the error types, so that a linker drops those that a service does not
// use.
func emitCatalog(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	p.use(Kernel)
	p.use(kernelWire)
	p.comment(0, fmt.Sprintf("Catalog returns the catalog of %s, for a renderer or a client. It costs nothing: all of it is laid out at compile time.", c.Domain.Value))
	p.line("func Catalog() catalog.Catalog { return table.Catalog() }")
	p.line("")
	p.comment(0, "If this does not compile, the module github.com/asterwise/errcat and the errcat command that wrote this file are too far apart: "+
		"update the module, then generate again.")
	p.line("const _ = wire.GeneratedFormat5")
	p.line("")
	p.table(c)
	if usesBase(c) {
		p.line("// docs is where the documentation pages are.")
		p.line("const docs = %s", quote(c.DocsBaseURL.Value))
		p.line("")
	}
	for _, e := range c.Errors {
		p.row(c, e)
	}
	return p.file(c.File, c.Package.Value, nil)
}

func (p *printer) table(c *model.Catalog) {
	p.line("var table = catalog.Table{")
	p.line("Domain: %s,", quote(c.Domain.Value))
	p.extends(c)
	p.line("Entries: []*catalog.Entry{")
	for _, e := range c.Errors {
		p.line("&%s,", identsOf(e).entry)
	}
	p.line("},")
	p.line("Roles: []catalog.Code{")
	for _, role := range c.Roles {
		p.line("catalog.Role%s: %s,", spell.Camel(role.Name), codeOf(c, role.Code.Value))
	}
	p.line("},")
	if len(c.Statuses) > 0 {
		p.line("Statuses: []catalog.Code{")
		for _, status := range c.Statuses {
			p.line("%d: %s,", status.Status, codeOf(c, status.Code.Value))
		}
		p.line("},")
	}
	p.line("}")
	p.line("")
}

// extends prints the domains of the catalogs that this one builds on.
func (p *printer) extends(c *model.Catalog) {
	var domains []string
	for other := range c.All() {
		if other != c {
			domains = append(domains, quote(other.Domain.Value))
		}
	}
	if len(domains) > 0 {
		p.line("Extends: []string{%s},", strings.Join(domains, ", "))
	}
}

// codeOf is the constant of a code, or its text where the code is one of a
// catalog that this one extends.
func codeOf(c *model.Catalog, code string) string {
	if e := c.Lookup(code); e != nil {
		return identsOf(e).Const
	}
	return quote(code)
}

func (p *printer) row(c *model.Catalog, e *model.Error) {
	id := identsOf(e)
	p.line("var %s = catalog.Row{", id.entry)
	p.line("Code: %s,", id.Const)
	p.line("Status: %d,", e.Status)
	p.stringMember("Title", e.Title.Value)
	p.stringMember("Message", e.Message.Text)
	if byCode(c, e) {
		p.line("DocURL: docs + %s,", quote(e.Code))
	} else {
		p.stringMember("DocURL", e.DocURL.Value)
	}
	p.stringMember("Category", e.Category.Value)
	p.stringMember("Challenge", e.Challenge.Value)
	if level := level(e); level != "Info" { // the zero value
		p.use("log/slog")
		p.line("Level: slog.Level%s,", level)
	}
	switch e.Retry.Kind {
	case "after_change":
		p.line("Retry: catalog.RetryAfterChange,")
	case "after_delay":
		p.line("Retry: catalog.RetryAfterDelay,")
		if e.Retry.Default > 0 {
			p.use("time")
			p.line("RetryAfter: %d * time.Second,", e.Retry.Default/time.Second)
		}
	case "backoff":
		p.line("Retry: catalog.RetryBackoff,")
	}
	if e.Effect == "none" { // unknown is the zero value
		p.line("Effect: catalog.EffectNone,")
	}
	if e.Concealed {
		p.line("Concealed: true,")
	}
	if e.OAuth != "" {
		p.line("OAuth: %s,", quote(e.OAuth))
	}
	if e.PassUpstream {
		p.line("PassUpstream: true,")
	}
	if e.Overrides {
		p.line("Overrides: true,")
	}
	p.line("}.Entry()")
	p.line("")
}

// stringMember prints a member with a text, unless it is empty.
func (p *printer) stringMember(name, value string) {
	if value != "" {
		p.line("%s: %s,", name, quote(value))
	}
}

// level is the name of the level in log/slog: the entry's own, or error for a
// failure of ours and info for one of the client's.
func level(e *model.Error) string {
	switch e.Level {
	case "debug":
		return "Debug"
	case "info":
		return "Info"
	case "warn":
		return "Warn"
	case "error":
		return "Error"
	}
	if e.Status >= 500 {
		return "Error"
	}
	return "Info"
}

// byCode reports whether the documentation page of an error is where those of
// most are.
func byCode(c *model.Catalog, e *model.Error) bool {
	return c.DocsBaseURL.Value != "" && e.DocURL.Value == c.DocsBaseURL.Value+e.Code
}

func usesBase(c *model.Catalog) bool {
	return slices.ContainsFunc(c.Errors, func(e *model.Error) bool { return byCode(c, e) })
}
