package python

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/emit/prose"
	"github.com/asterwise/errcat/internal/model"
)

// errors writes the classes.
func errors(c *model.Catalog) []byte {
	p := &printer{}
	p.line("%s", header(c))
	p.line(`"""The errors of the catalog: a class for each category and each code."""`)
	p.line("")
	p.line("from __future__ import annotations")
	p.line("")
	p.line("from typing import Any, Final, Literal, Mapping, TypedDict, cast")
	p.line("")
	p.line("from ._base import ApiError")
	known := map[string]bool{}
	for _, category := range categories(c) {
		known[category.Key] = true
		p.class(anyName(category.Key), "ApiError")
		p.doc(1, fmt.Sprintf("Any error of the category %s.", category.Title))
	}
	for _, e := range c.Errors {
		p.detail(e)
		base := "ApiError"
		if known[e.Category.Value] {
			base = anyName(e.Category.Value)
		}
		p.class(e.TypeName(), base)
		p.doc(1, describe(e)...)
		p.line("")
		p.line("    code = %s", quote(e.Code))
		p.line("    title = %s", quote(e.Title.Value))
		p.line("    retry = %s", quote(e.Retry.Kind))
		p.line("    effect = %s", quote(e.Effect))
		if e.Retry.Default > 0 {
			p.line("    default_wait = %d", e.Retry.Default/time.Second)
		}
		p.items(e)
	}
	p.line("")
	p.line("")
	p.line("BY_CODE: Final[Mapping[str, type[ApiError]]] = {")
	for _, e := range c.Errors {
		p.line("    %s: %s,", quote(e.Code), e.TypeName())
	}
	p.line("}")
	p.line(`"""The class of each code."""`)
	p.line("")
	p.line("BY_PAGE: Final[Mapping[str, str]] = {")
	for _, e := range c.Errors {
		if e.DocURL.Value != "" {
			p.line("    %s: %s,", quote(e.DocURL.Value), quote(e.Code))
		}
	}
	p.line("}")
	p.line(`"""The code of each documentation page."""`)
	return p.bytes()
}

func (p *printer) class(name, base string) {
	p.line("")
	p.line("")
	p.line("class %s(%s):", name, base)
}

// describe is the docstring of a code's class, a paragraph a string.
func describe(e *model.Error) []string {
	paragraphs := []string{e.Message.Text, fmt.Sprintf("Status %d, code %s. %s", e.Status, e.Code, prose.Advice(e, "retry_after"))}
	if text := prose.Deprecated(e); text != "" {
		paragraphs = append(paragraphs, "Deprecated "+text)
	}
	if e.DocURL.Value != "" {
		paragraphs = append(paragraphs, "See "+e.DocURL.Value)
	}
	return paragraphs
}

// detail writes the type of an item of the details.
func (p *printer) detail(e *model.Error) {
	if !hasItems(e) {
		return
	}
	name := e.Name() + "Detail"
	if slices.ContainsFunc(e.Details, func(f model.Field) bool { return keyword(f.Name) }) {
		p.detailByCall(e, name)
		return
	}
	for _, optional := range []bool{false, true} {
		base := "TypedDict"
		class := name
		if optional {
			base = "_" + name + ", total=False"
		} else {
			class = "_" + name
		}
		p.class(class, base)
		p.doc(1, fmt.Sprintf("One item of the details of %s.", e.Code))
		for _, f := range e.Details {
			if f.Sensitive || (f.Optional || f.SensitiveWhen != "") != optional {
				continue
			}
			p.line("")
			p.line("    %s: %s", f.Name, fieldType(f))
			if f.Doc.Text != "" {
				p.doc(1, f.Doc.Text)
			}
		}
	}
}

// detailByCall writes the type of an item that has a member which no class can
// have.
func (p *printer) detailByCall(e *model.Error, name string) {
	p.line("")
	p.line("")
	p.line("%s = TypedDict(", name)
	p.line("    %s,", quote(name))
	p.line("    {")
	for _, f := range e.Details {
		if !f.Sensitive {
			p.line("        %s: %s,", quote(f.Name), quote(fieldType(f)))
		}
	}
	p.line("    },")
	p.line("    total=False,")
	p.line(")")
	p.doc(0, fmt.Sprintf("One item of the details of %s.", e.Code))
}

// keyword reports whether a name of small letters is a keyword of Python.
func keyword(name string) bool {
	return slices.Contains(strings.Fields("and as assert async await break class continue def del elif else except finally for from "+
		"global if import in is lambda nonlocal not or pass raise return try while with yield"), name)
}

func hasItems(e *model.Error) bool {
	for _, f := range e.Details {
		if !f.Sensitive {
			return true
		}
	}
	return false
}

// items writes the property that has the details with their type.
func (p *printer) items(e *model.Error) {
	if !hasItems(e) {
		return
	}
	name := e.Name() + "Detail"
	p.line("")
	p.line("    @property")
	p.line("    def items(self) -> tuple[%s, ...]:", name)
	p.doc(2, "The details with their type. What a newer service sends may have more members, and other values.")
	p.line("        return cast(%s, self.details)", quote("tuple["+name+", ...]"))
}

// fieldType is the type of a member. A closed set may grow.
func fieldType(f model.Field) string {
	switch f.Type {
	case "integer":
		return "int"
	case "number":
		return "float"
	case "boolean":
		return "bool"
	case "path":
		return "list[str | int]"
	case "strings":
		return "list[str]"
	case "any":
		return "Any"
	}
	if len(f.Values) == 0 {
		return "str"
	}
	var values []string
	for _, v := range f.Values {
		values = append(values, quote(v.Name))
	}
	return "Literal[" + strings.Join(values, ", ") + "] | str"
}
