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
		p.line("// [catalog.CodeOf]. An error that has one does not equal it: a switch over the")
		p.line("// error compiles, and never matches.")
		p.line("const (")
		for i, e := range c.Errors {
			if i > 0 {
				p.line("")
			}
			id := identsOf(e)
			p.comment(1, fmt.Sprintf("%s has status %d; see [%s].", id.Const, e.Status, id.Type))
			p.deprecated(1, c, e, func(id idents) string { return id.Const })
			p.line("%s catalog.Code = %s", id.Const, quote(e.Code))
		}
		p.line(")")
	}
	return p.file(c.File, c.Package.Value, packageDoc(c))
}

// packageDoc says how to use the package.
func packageDoc(c *model.Catalog) []string {
	lines := comment(fmt.Sprintf("Package %s holds the errors of the catalog of %s: a constant, an error type and "+
		"a constructor for each code, and [Catalog] for all of them.", c.Package.Value, c.Domain.Value), width)
	if len(c.Errors) == 0 {
		return lines
	}
	e := c.Errors[0]
	for _, other := range c.Errors { // one that is made without arguments reads best
		if len(other.Params) == 0 && len(other.Details) == 0 {
			e = other
			break
		}
	}
	id, pkg := identsOf(e), c.Package.Value
	return append(lines,
		"//",
		"// To answer a request with an error, return it. Clients never see the cause:",
		"//",
		fmt.Sprintf("//\treturn %s.%s()", pkg, id.New),
		fmt.Sprintf("//\treturn %s.%s().WithCause(err)", pkg, id.New),
		"//",
		"// To find out what an error is, ask for its code or for its type:",
		"//",
		fmt.Sprintf("//\terrors.Is(err, %s.%s)", pkg, id.Const),
		fmt.Sprintf("//\tvar e *%s.%s; errors.As(err, &e)", pkg, id.Type),
		fmt.Sprintf("//\tswitch catalog.CodeOf(err) { case %s.%s: … }", pkg, id.Const),
		"//",
		"// Errors never change: methods such as WithCause return a copy, and a call whose",
		"// result is not used does nothing. A constructor without arguments allocates",
		"// nothing.",
		"//",
		"// Error returns the cause as well, for logs. What reaches a client by another way",
		"// than a renderer, such as gRPC, gets Message; the JSON of an error has neither",
		"// cause nor what is for logs.",
	)
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
