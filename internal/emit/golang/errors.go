package golang

import (
	"fmt"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// emitErrors writes the types, their constructors and their methods.
func emitErrors(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	if len(c.Errors) > 0 {
		p.use(Kernel)
		p.comment(0, "base is what the errors embed. Its name is unexported so that no other package can replace it in an error.")
		p.line("type base = catalog.Base")
	}
	for _, e := range c.Errors {
		id := identsOf(e)
		p.line("")
		p.errorType(c, e, id)
		if len(e.Params) > 0 {
			p.paramsType(e, id)
		}
		if len(e.Details) > 0 {
			p.detailType(e, id)
		}
		p.constructor(c, e, id)
		p.methods(e, id)
	}
	return p.file(c.File, c.Package.Value, nil)
}

func (p *printer) errorType(c *model.Catalog, e *model.Error, id idents) {
	text := fmt.Sprintf("%s is %s, status %d", id.Type, e.Code, e.Status)
	if e.When != "" {
		text += ": return it when " + e.When
	}
	text += "."
	paragraphs := []string{text}
	if e.Concealed {
		paragraphs = append(paragraphs, "It is concealed: responses have the same bytes whatever the cause.")
	}
	p.comment(0, paragraphs...)
	p.deprecated(0, c, e, func(id idents) string { return id.Type })
	p.line("type %s struct{ base }", id.Type)
	p.line("")
}

// constructor prints the function that makes the error. One without
// parameters and details is always the same error, which is laid out at
// compile time.
func (p *printer) constructor(c *model.Catalog, e *model.Error, id idents) {
	deprecated := func() { p.deprecated(0, c, e, func(id idents) string { return id.New }) }
	base := fmt.Sprintf("catalog.NewBase(&%s)", id.entry)
	switch {
	case id.Params == "" && id.Detail == "":
		p.line("var %s = %s{%s}", id.value, id.Type, base)
		p.line("")
		p.comment(0, fmt.Sprintf("%s returns %s, status %d. It allocates nothing.", id.New, e.Code, e.Status))
		deprecated()
		p.line("func %s() *%s { return &%s }", id.New, id.Type, id.value)
	case id.Detail == "":
		p.comment(0, fmt.Sprintf("%s returns %s, status %d, with its parameters.", id.New, e.Code, e.Status))
		deprecated()
		p.line("func %s(p %s) *%s {", id.New, id.Params, id.Type)
		p.line("return &%s{catalog.WithParams(%s, p)}", id.Type, base)
		p.line("}")
	default:
		list, with := "details ..."+id.Detail, "its details"
		if id.Params != "" {
			list, with = "p "+id.Params+", "+list, "its parameters and details"
			base = fmt.Sprintf("catalog.WithParams(%s, p)", base)
		}
		p.comment(0, fmt.Sprintf("%s returns %s, status %d, with %s. Details are encoded now, so that a later change "+
			"of a value behind them changes nothing; one that has no JSON form is left out.", id.New, e.Code, e.Status, with))
		deprecated()
		p.line("func %s(%s) *%s {", id.New, list, id.Type)
		p.line("items := catalog.NewDetails(len(details), func(i int) catalog.Detail { return &details[i] })")
		p.line("return &%s{catalog.WithDetails(%s, items)}", id.Type, base)
		p.line("}")
	}
	p.line("")
}

// methods prints what the entry allows, and no more.
func (p *printer) methods(e *model.Error, id idents) {
	if id.Params != "" {
		p.comment(0, "Params returns the parameters that e was made with.")
		p.line("func (e *%s) Params() %s {", id.Type, id.Params)
		p.line("p, _ := e.base.Params().(%s)", id.Params)
		p.line("return p")
		p.line("}")
		p.line("")
	}
	p.comment(0, "WithCause returns a copy of e with a cause, which logs show and clients never see.")
	p.line("func (e *%s) WithCause(cause error) *%s {", id.Type, id.Type)
	p.copyWith(id, "Cause", "cause")
	if e.Retry.Kind != "after_delay" || e.Concealed {
		return
	}
	p.use("time")
	otherwise := "Without it no wait is named."
	if e.Retry.Default > 0 {
		otherwise = fmt.Sprintf("Without it the wait is %s.", seconds(e.Retry.Default))
	}
	p.line("")
	p.comment(0, "WithRetryAfter returns a copy of e that asks the client to wait that long, rounded up to whole seconds. "+otherwise)
	p.line("func (e *%s) WithRetryAfter(wait time.Duration) *%s {", id.Type, id.Type)
	p.copyWith(id, "RetryAfter", "wait")
}

// copyWith prints the body of a method that returns a copy. The kernel does the
// copying: done here it would be 250 bytes for each code.
func (p *printer) copyWith(id idents, what, value string) {
	p.line("c := new(%s)", id.Type)
	p.line("catalog.CopyWith%s(&c.base, &e.base, %s)", what, value)
	p.line("return c")
	p.line("}")
}

func seconds(d time.Duration) string {
	if d == time.Second {
		return "1 second"
	}
	return fmt.Sprintf("%d seconds", d/time.Second)
}
