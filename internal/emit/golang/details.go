package golang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// detailType prints the struct of one item of an error's details, with the
// methods that encode it. Sensitive fields are for the service itself: no
// method encodes them.
func (p *printer) detailType(e *model.Error, id idents) {
	p.comment(0, fmt.Sprintf("%s is one item of the details of %s.", id.Detail, e.Code))
	p.line("type %s struct {", id.Detail)
	for _, f := range e.Details {
		p.comment(1, sentence(spell.Camel(f.Name), f.Doc.Text, presence(f)))
		p.line("%s %s `json:%s`", spell.Camel(f.Name), p.fieldType(e, f), quote(tag(f)))
	}
	for _, f := range flags(e) {
		var hidden []string
		for _, g := range e.Details {
			if g.SensitiveWhen == f.SensitiveWhen {
				hidden = append(hidden, spell.Camel(g.Name))
			}
		}
		p.line("")
		p.comment(1, fmt.Sprintf("%s keeps %s from leaving the process. It is not sent itself.",
			spell.Camel(f.SensitiveWhen), strings.Join(hidden, ", ")))
		p.line("%s bool `json:\"-\"`", spell.Camel(f.SensitiveWhen))
	}
	p.line("}")
	p.line("")

	p.comment(0, "AppendJSON appends d as a JSON object, without what is sensitive.")
	p.line("func (d %s) AppendJSON(dst []byte) ([]byte, error) {", id.Detail)
	p.line("o := wire.NewObject(dst)")
	for _, f := range e.Details {
		p.member(f)
	}
	p.line("return o.Close()")
	p.line("}")
	p.line("")

	p.comment(0, "MarshalJSON returns what AppendJSON appends.")
	p.line("func (d %s) MarshalJSON() ([]byte, error) { return d.AppendJSON(nil) }", id.Detail)
	p.line("")
	if isSensitive(e) {
		p.comment(0, "String returns what AppendJSON appends, so that fmt and loggers do not print what is sensitive.")
		p.line("func (d %s) String() string {", id.Detail)
		p.line("text, err := d.AppendJSON(nil)")
		p.line("if err != nil {")
		p.line("return err.Error()")
		p.line("}")
		p.line("return string(text)")
		p.line("}")
		p.line("")
	}
}

// isSensitive reports whether the details of an error have a field that may
// have to stay in the process.
func isSensitive(e *model.Error) bool {
	return slices.ContainsFunc(e.Details, func(f model.Field) bool { return f.Sensitive || f.SensitiveWhen != "" })
}

// member prints the statement that encodes a field, if any does.
func (p *printer) member(f model.Field) {
	if f.Sensitive {
		return
	}
	value := "d." + spell.Camel(f.Name)
	var conditions []string
	if f.SensitiveWhen != "" {
		conditions = append(conditions, "!d."+spell.Camel(f.SensitiveWhen))
	}
	if f.Optional {
		conditions = append(conditions, isSet(f.Type, value))
	}
	if isPointer(f) {
		value = "*" + value
	}
	call := fmt.Sprintf("o.%s(%q, %s)", method(f.Type), f.Name, value)
	if isClosed(f.Type, f.Values) {
		call = fmt.Sprintf("o.OneOf(%q, string(%s), %s.declared())", f.Name, value, value)
	}
	if len(conditions) == 0 {
		p.line("%s", call)
		return
	}
	p.line("if %s {", strings.Join(conditions, " && "))
	p.line("%s", call)
	p.line("}")
}

// fieldType is the Go type of a field: a pointer where the zero value could
// not be told from an absent one.
func (p *printer) fieldType(e *model.Error, f model.Field) string {
	switch {
	case isClosed(f.Type, f.Values):
		return setIdent(e, f.Name)
	case isPointer(f):
		return "*" + p.goType(f.Type)
	default:
		return p.goType(f.Type)
	}
}

func isPointer(f model.Field) bool {
	switch f.Type {
	case "integer", "number", "boolean", "date", "datetime":
		return f.Optional
	}
	return false
}

// isSet is the condition under which an optional field is encoded, which is
// that of the json tag's omitempty.
func isSet(kind, value string) string {
	switch kind {
	case "string":
		return value + ` != ""`
	case "path", "strings":
		return "len(" + value + ") > 0"
	default:
		return value + " != nil"
	}
}

// method is the method of wire.Object that encodes a type.
func method(kind string) string {
	switch kind {
	case "integer":
		return "Int"
	case "number":
		return "Float"
	case "boolean":
		return "Bool"
	case "date":
		return "Date"
	case "datetime":
		return "Time"
	case "path":
		return "Path"
	case "strings":
		return "Strings"
	case "any":
		return "Any"
	default:
		return "String"
	}
}

// tag is the json tag of a field, which decoders read.
func tag(f model.Field) string {
	switch {
	case f.Sensitive:
		return "-"
	case f.Optional || f.SensitiveWhen != "":
		return f.Name + ",omitempty"
	default:
		return f.Name
	}
}

// presence says when a field is part of an item.
func presence(f model.Field) string {
	unset := "it is not set"
	if f.Type == "any" {
		unset = "it is nil"
	}
	switch flag := spell.Camel(f.SensitiveWhen); {
	case f.Sensitive:
		return "is never sent."
	case f.Optional && flag != "":
		return "is left out where " + unset + ", or where " + flag + " is true."
	case f.Optional:
		return "is left out where " + unset + "."
	case flag != "":
		return "is left out where " + flag + " is true."
	default:
		return "is always sent."
	}
}
