package golang

import (
	"fmt"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// emitErrors writes the types, their constructors and their methods.
func emitErrors(c *model.Catalog) ([]byte, error) {
	p := &printer{}
	for _, e := range c.Errors {
		id := identsOf(e)
		p.errorType(c, e, id)
		p.valueTypes(e, id)
		if len(e.Params) > 0 {
			p.paramsType(e, id)
		}
		if len(e.Details) > 0 {
			p.detailType(e, id)
		}
		p.constructor(c, e, id)
		p.with(e, id)
		p.methods(id)
		p.reading(id)
	}
	return p.file(c.File, c.Package.Value, nil)
}

// errorType prints the type. Its doc says that it is an error, when a service
// returns it, what clients get, and where its page is.
func (p *printer) errorType(c *model.Catalog, e *model.Error, id idents) {
	p.use(kernelWire)
	if e.When != "" {
		p.comment(0, fmt.Sprintf("%s is the error to return when %s.", id.Type, strings.TrimSuffix(e.When, ".")))
	} else {
		p.comment(0, fmt.Sprintf("%s is the error %s.", id.Type, e.Code))
	}
	p.comment(0, fmt.Sprintf("Clients get status %d, code %s.", e.Status, e.Code))
	if e.Concealed {
		p.comment(0, "It is concealed: what they get has the same bytes whatever the cause.")
	}
	if e.DocURL.Value != "" {
		p.comment(0, "See "+e.DocURL.Value)
	}
	p.deprecated(0, c, e, func(id idents) string { return id.Type })
	p.line("type %s struct{ base wire.Base }", id.Type)
	p.line("")
}

// constructor prints the function that makes the error. One without
// parameters and details is always the same error, which is laid out at
// compile time.
func (p *printer) constructor(c *model.Catalog, e *model.Error, id idents) {
	base := fmt.Sprintf("wire.New(&%s)", id.entry)
	var params []string
	doc := fmt.Sprintf("%s returns the error.", id.New)
	if id.Params != "" {
		params = append(params, "p "+id.Params)
		base += ".WithParams(p)"
	}
	if id.Detail != "" {
		params = append(params, "details ..."+id.Detail)
		base += ".WithDetails(wire.Details(details))"
		doc = fmt.Sprintf("%s returns the error. Details are encoded now; one that has no JSON form is left out, and the record of the failure says why.", id.New)
	}
	if len(params) == 0 {
		p.line("var %s = %s{%s}", id.value, id.Type, base)
		p.line("")
	}
	p.comment(0, doc)
	p.deprecated(0, c, e, func(id idents) string { return id.New })
	if len(params) == 0 {
		p.line("func %s() *%s { return &%s }", id.New, id.Type, id.value)
	} else {
		p.line("func %s(%s) *%s {", id.New, strings.Join(params, ", "), id.Type)
		p.line("return &%s{%s}", id.Type, base)
		p.line("}")
	}
	p.line("")
}

// with prints the methods that the entry allows, and no more.
func (p *printer) with(e *model.Error, id idents) {
	p.comment(0, "WithCause returns a copy with a cause, which logs show and clients never see. Return the copy: e does not change.")
	p.line("func (e *%s) WithCause(cause error) *%s {", id.Type, id.Type)
	p.line("return &%s{e.get().WithCause(cause)}", id.Type)
	p.line("}")
	p.line("")
	if e.Retry.Kind == "after_delay" && !e.Concealed {
		p.use("time")
		otherwise := "Without it no wait is named."
		if e.Retry.Default > 0 {
			otherwise = fmt.Sprintf("Without it the wait is %s.", seconds(e.Retry.Default))
		}
		p.comment(0, "WithRetryAfter returns a copy that asks the client to wait that long, in whole seconds, rounded up, at least one. "+otherwise+" Return the copy: e does not change.")
		p.line("func (e *%s) WithRetryAfter(wait time.Duration) *%s {", id.Type, id.Type)
		p.line("return &%s{e.get().WithRetryAfter(wait)}", id.Type)
		p.line("}")
		p.line("")
	}
	if id.Params != "" {
		p.use("log/slog")
		p.comment(0, "Params returns the parameters that e was made with.")
		p.line("func (e *%s) Params() %s {", id.Type, id.Params)
		p.line("p, _ := e.get().Params().(%s)", id.Params)
		p.line("return p")
		p.line("}")
		p.line("")
	}
}

// methods prints what every error has. What they do stands in the kernel.
func (p *printer) methods(id idents) {
	p.use("log/slog")
	p.use("time")
	p.use(Kernel)
	p.line("// get is e.base, and that of an error without an entry where e is nil.")
	p.line("func (e *%s) get() *wire.Base {", id.Type)
	p.line("if e == nil {")
	p.line("return new(wire.Base)")
	p.line("}")
	p.line("return &e.base")
	p.line("}")
	p.line("")
	for _, signature := range []string{
		"Error() string",
		"Unwrap() error",
		"Is(target error) bool",
		"Entry() *catalog.Entry",
		"StatusCode() int",
		"Message() string",
		"Details() catalog.Details",
		"RetryAfter() time.Duration",
		"LogValue() slog.Value",
		"MarshalJSON() ([]byte, error)",
	} {
		p.forward(id, signature)
	}
	if id.Params != "" {
		p.forward(id, "Attrs() []slog.Attr")
	}
	p.line("")
}

func (p *printer) forward(id idents, signature string) {
	call := strings.NewReplacer("target error", "target").Replace(signature[:strings.IndexByte(signature, ')')+1])
	p.line("func (e *%s) %s { return e.get().%s }", id.Type, signature, call)
}

func seconds(d time.Duration) string {
	if d == time.Second {
		return "1 second"
	}
	return fmt.Sprintf("%d seconds", d/time.Second)
}

// reading prints what a client that has received the error needs.
func (p *printer) reading(id idents) {
	p.comment(0, "UnmarshalJSON reads what MarshalJSON writes, and the envelope, into a new error. A text with another code is an error, and so is an e that is one already.")
	p.line("func (e *%s) UnmarshalJSON(text []byte) error { return e.base.Read(&%s, text) }", id.Type, id.entry)
	p.line("")
	if id.Detail != "" {
		p.comment(0, "Items returns the details of an error, also of one that another service sent. Items that do not fit the type are left out; the error says why.")
		p.line("func (e *%s) Items() ([]%s, error) { return wire.Items[%s](e.Details()) }", id.Type, id.Detail, id.Detail)
		p.line("")
	}
}
