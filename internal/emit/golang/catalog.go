package golang

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// emitCatalog writes the rows, the lookup, and the catalog as a value. Nothing
// here refers to the error types, so that a linker drops those that a service
// does not use.
func emitCatalog(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	p.use(Kernel)
	p.comment(0, fmt.Sprintf("Catalog returns the catalog of %s, for a renderer or a client. It costs nothing: all of it is laid out at compile time.", c.Domain.Value))
	p.line("func Catalog() catalog.Catalog { return catalog.New(&table) }")
	p.line("")
	p.comment(0, "If this does not compile, the catalog package and the errcat command that wrote this file are too far apart: "+
		"update the module github.com/asterwise/errcat, then generate again.")
	p.line("const _ = catalog.GeneratedFormat2")
	p.line("")
	p.table(c)
	if err := p.find(c); err != nil {
		return nil, err
	}
	if usesBase(c) {
		p.line("// docs is where the documentation pages are; the code follows.")
		p.line("const docs = %s", quote(c.DocsBaseURL.Value))
	}
	for _, e := range c.Errors {
		p.line("")
		p.row(c, e)
	}
	return p.file(c.File, c.Package.Value, nil)
}

func (p *printer) table(c *model.Catalog) {
	p.line("var table = catalog.Table{")
	p.line("Domain: %s,", quote(c.Domain.Value))
	p.line("Entries: entries,")
	p.line("Find: find,")
	p.line("Roles: catalog.Roles{")
	for _, role := range c.Roles {
		if e := c.Lookup(role.Code.Value); e != nil {
			p.line("catalog.Role%s: &%s,", spell.Camel(role.Name), identsOf(e).entry)
		}
	}
	p.line("},")
	p.line("}")
	p.line("")
	p.line("// entries are sorted by code.")
	p.line("var entries = []*catalog.Entry{")
	for _, e := range c.Errors {
		p.line("&%s,", identsOf(e).entry)
	}
	p.line("}")
	p.line("")
}

func (p *printer) row(c *model.Catalog, e *model.Error) {
	id := identsOf(e)
	p.line("var %s = catalog.NewEntry(catalog.Row{", id.entry)
	p.line("Code: %s,", id.Const)
	p.line("Status: %d,", e.Status)
	p.stringMember("Title", e.Title.Value)
	p.stringMember("Message", e.Message.Text)
	if byCode(c, e) {
		p.line("DocURL: docs,")
		p.line("DocByCode: true,")
	} else {
		p.line("DocURL: %s,", quote(e.DocURL.Value))
	}
	p.stringMember("Category", e.Category.Value)
	p.stringMember("Challenge", e.Challenge.Value)
	if level := level(e); level != "Info" { // the zero value
		p.use("log/slog")
		p.line("Level: slog.Level%s,", level)
	}
	switch e.Retry.Kind {
	case "after_delay":
		p.line("Retry: catalog.RetryAfterDelay,")
		if e.Retry.Default > 0 {
			p.use("time")
			p.line("RetryAfter: %d * time.Second,", e.Retry.Default/time.Second)
		}
	case "backoff":
		p.line("Retry: catalog.RetryBackoff,")
	}
	if e.Concealed {
		p.line("Concealed: true,")
	}
	if e.PassUpstream {
		p.line("PassUpstream: true,")
	}
	if isPlain(e.Code) && isPlain(e.Message.Text) && isPlain(e.DocURL.Value) {
		p.line("Plain: true,")
	}
	p.line("})")
}

// isPlain reports whether a text stands in JSON as it is.
func isPlain(text string) bool {
	encoded, err := json.Marshal(text)
	return err == nil && string(encoded) == `"`+text+`"`
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
// most are: the row then has the base, which all of them share, and not a text
// of its own.
func byCode(c *model.Catalog, e *model.Error) bool {
	return e.DocURL.Value == c.DocsBaseURL.Value+e.Code
}

func usesBase(c *model.Catalog) bool {
	return slices.ContainsFunc(c.Errors, func(e *model.Error) bool { return byCode(c, e) })
}
