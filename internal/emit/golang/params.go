package golang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// paramsType prints the struct of an error's parameters, with the methods of
// wire.Params.
func (p *printer) paramsType(e *model.Error, id idents) {
	p.comment(0, fmt.Sprintf("%s are the parameters of %s. Set all of them.", id.Params, e.Code))
	p.line("type %s struct {", id.Params)
	for _, param := range e.Params {
		who := "is for logs only."
		if param.Client {
			who = "is shown to the client."
		}
		p.comment(1, sentence(spell.Camel(param.Name), param.Doc.Text, who))
		p.line("%s %s", spell.Camel(param.Name), p.paramType(e, param))
	}
	p.line("}")
	p.line("")

	p.use("log/slog")
	p.comment(0, "Attrs returns all parameters, for logs.")
	p.line("func (p %s) Attrs() []slog.Attr {", id.Params)
	p.line("return []slog.Attr{")
	for _, param := range e.Params {
		p.line("%s,", attr(param))
	}
	p.line("}")
	p.line("}")
	p.line("")

	p.clientText(e, id)
}

func (p *printer) clientText(e *model.Error, id idents) {
	doc := "ClientText returns the text of a parameter that clients see."
	if slices.ContainsFunc(e.Params, func(p model.Param) bool { return p.Client && isGiven(p) != "true" }) {
		doc += " A text, a day or a time that is not set has none, so that the message becomes the title."
	}
	p.comment(0, doc)
	var client []model.Param
	for _, param := range e.Params {
		if param.Client {
			client = append(client, param)
		}
	}
	if len(client) == 0 {
		p.line("func (p %s) ClientText(string) (string, bool) { return \"\", false }", id.Params)
		p.line("")
		return
	}
	p.line("func (p %s) ClientText(name string) (string, bool) {", id.Params)
	p.line("switch name {")
	for _, param := range client {
		p.line("case %s:", quote(param.Name))
		p.line("return %s, %s", p.text(param), isGiven(param))
	}
	p.line("}")
	p.line("return \"\", false")
	p.line("}")
	p.line("")
}

// attr is the slog attribute of a parameter.
func attr(param model.Param) string {
	name, value := quote(param.Name), "p."+spell.Camel(param.Name)
	switch param.Type {
	case "integer":
		return fmt.Sprintf("slog.Int64(%s, %s)", name, value)
	case "number":
		return fmt.Sprintf("slog.Float64(%s, %s)", name, value)
	case "boolean":
		return fmt.Sprintf("slog.Bool(%s, %s)", name, value)
	case "date":
		return fmt.Sprintf("slog.String(%s, %s.String())", name, value)
	case "datetime":
		return fmt.Sprintf("slog.Time(%s, %s)", name, value)
	default:
		if isClosed(param.Type, param.Values) {
			value = "string(" + value + ")"
		}
		return fmt.Sprintf("slog.String(%s, %s)", name, value)
	}
}

// text is the text of a parameter in a message.
func (p *printer) text(param model.Param) string {
	value := "p." + spell.Camel(param.Name)
	switch param.Type {
	case "integer":
		p.use("strconv")
		return "strconv.FormatInt(" + value + ", 10)"
	case "number":
		p.use("strconv")
		return "strconv.FormatFloat(" + value + ", 'f', -1, 64)"
	case "boolean":
		p.use("strconv")
		return "strconv.FormatBool(" + value + ")"
	case "date":
		return value + ".String()"
	case "datetime":
		p.use("time")
		return value + ".UTC().Format(time.RFC3339)"
	default:
		if isClosed(param.Type, param.Values) {
			return "string(" + value + ")"
		}
		return value
	}
}

// isGiven is the condition under which a message can show a parameter. One that
// was added to the catalog after the code that makes the error was written is
// not given; of numbers and booleans nobody can tell.
func isGiven(param model.Param) string {
	value := "p." + spell.Camel(param.Name)
	switch param.Type {
	case "integer", "number", "boolean":
		return "true"
	case "date":
		return value + " != (catalog.Date{})"
	case "datetime":
		return "!" + value + ".IsZero()"
	default:
		if isClosed(param.Type, param.Values) {
			return value + ".declared()"
		}
		return value + ` != ""`
	}
}

// paramType is the Go type of a parameter.
func (p *printer) paramType(e *model.Error, param model.Param) string {
	if isClosed(param.Type, param.Values) {
		return setIdent(e, param.Name)
	}
	return p.goType(param.Type)
}

// goType is the Go type of a parameter or of a detail field.
func (p *printer) goType(kind string) string {
	switch kind {
	case "integer":
		return "int64"
	case "number":
		return "float64"
	case "boolean":
		return "bool"
	case "date":
		p.use(Kernel)
		return "catalog.Date"
	case "datetime":
		p.use("time")
		return "time.Time"
	case "path":
		p.use(Kernel)
		return "catalog.Path"
	case "strings":
		return "[]string"
	case "any":
		return "any"
	default:
		return "string"
	}
}

// sentence is the comment of a struct field: what the catalog says of it, and
// who gets to see it.
func sentence(name, doc, who string) string {
	if doc == "" {
		return name + " " + who
	}
	if !strings.HasSuffix(doc, ".") {
		doc += "."
	}
	return name + ": " + doc + " It " + who
}
