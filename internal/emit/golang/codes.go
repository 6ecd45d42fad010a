package golang

import (
	"fmt"

	"github.com/asterwise/errcat/internal/model"
)

// emitCodes writes the package's doc and the constants.
func emitCodes(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	if len(c.Errors) > 0 {
		p.use(Kernel)
		p.line("// The codes. Each is an error itself, for errors.Is and for switches over")
		p.line("// [catalog.CodeOf].")
		p.line("const (")
		for i, e := range c.Errors {
			if i > 0 {
				p.line("")
			}
			id := identsOf(e)
			text := e.Message.Text
			p.comment(1, fmt.Sprintf("%s (%d): %s", id.Const, e.Status, text), "See "+e.DocURL.Value)
			p.deprecated(1, c, e, func(id idents) string { return id.Const })
			p.line("%s catalog.Code = %s", id.Const, quote(e.Code))
		}
		p.line(")")
	}
	return p.file(c.File, c.Package.Value, packageDoc(c))
}

func packageDoc(c *model.Catalog) []string {
	lines := comment(fmt.Sprintf("Package %s holds the errors of the catalog of %s: for each code a constant, "+
		"an error type and its constructor, and all of them as [Catalog].", c.Package.Value, c.Domain.Value), width)
	if len(c.Errors) == 0 {
		return lines
	}
	id := identsOf(c.Errors[0])
	lines = append(lines, "//")
	lines = append(lines, comment(fmt.Sprintf("A service returns what a constructor such as [%s] gives it, and asks about an "+
		"error by code, errors.Is(err, %s), or by type, errors.As with a *%s.", id.New, id.Const, id.Type), width)...)
	return lines
}

// deprecated prints the paragraph that tools look for, where the error is
// deprecated. The name of what to use instead is one of this package's, where
// it has the code.
func (p *printer) deprecated(tabs int, c *model.Catalog, e *model.Error, name func(idents) string) {
	if e.Deprecated == nil {
		return
	}
	text := "Deprecated: without a replacement"
	if use := e.Deprecated.Use.Value; use != "" {
		if other := c.Lookup(use); other != nil {
			use = "[" + name(identsOf(other)) + "]"
		}
		text = "Deprecated: use " + use + " instead"
	}
	if since := e.Deprecated.Since; since != "" {
		text += ", since " + since
	}
	text += "."
	p.line("//")
	p.comment(tabs, text)
}
