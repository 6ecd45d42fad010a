package typescript

import (
	"fmt"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/emit/prose"
	"github.com/asterwise/errcat/internal/model"
)

// brand writes what tells our errors from others, in all copies of the package.
func brand(c *model.Catalog) []byte {
	p := &printer{}
	p.line("/** A member of every error of this package, in whatever copy of it. */")
	p.line("export const BRAND = /* @__PURE__ */ Symbol.for(%s);", quote(c.NPMPackage()))
	p.line("")
	p.line("/** Whether a value is one of our errors and, where a code is given, has that. */")
	p.line("export function is(value, code) {")
	p.line(`  return typeof value === "object" && value !== null && value[BRAND] === true && (code === undefined || value.code === code);`)
	p.line("}")
	return p.bytes()
}

// classes writes a class for each code.
func classes(c *model.Catalog) []byte {
	p := &printer{}
	p.line(`import { define } from "./base.js";`)
	p.line("")
	for _, e := range c.Errors {
		wait := ""
		if e.Retry.Default > 0 {
			wait = fmt.Sprintf(", %d", e.Retry.Default/time.Second)
		}
		p.line("export const %s = /* @__PURE__ */ define(%s, %s, %s, %s, %s, %s%s);", e.TypeName(),
			quote(e.TypeName()), quote(e.Code), quote(e.Title.Value), quote(e.Category.Value), quote(e.Retry.Kind), quote(e.Effect), wait)
	}
	p.line("")
	p.line("/** The class of each code. */")
	p.line("export const ERRORS = [")
	for _, e := range c.Errors {
		p.line("  %s,", e.TypeName())
	}
	p.line("];")
	p.line("")
	p.line("/** Where the page of a code is, the code itself left out. */")
	p.line("export const BASE = %s;", quote(c.DocsBaseURL.Value))
	p.line("")
	p.line("/** The pages that are elsewhere. */")
	p.line("export const PAGES = {")
	p.line("  __proto__: null,")
	for _, e := range c.Errors {
		if e.DocURL.Value != c.DocsBaseURL.Value+e.Code {
			p.line("  %s: %s,", e.Code, quote(e.DocURL.Value))
		}
	}
	p.line("};")
	return p.bytes()
}

// classTypes writes the types of the classes, and their unions.
func classTypes(c *model.Catalog) []byte {
	p := &printer{}
	p.line(`import type { ApiError, Fields, UnknownError } from "./base.js";`)
	for _, e := range c.Errors {
		p.detail(e)
		name := e.TypeName()
		p.line("")
		p.describe(e)
		p.line("export declare class %s extends ApiError {", name)
		p.line("  static [Symbol.hasInstance](value: unknown): value is %s;", name)
		p.line("  static readonly code: %s;", quote(e.Code))
		p.line("  constructor(message?: string, fields?: Omit<Fields, \"code\">);")
		p.line("  readonly name: %s;", quote(name))
		p.line("  readonly code: %s;", quote(e.Code))
		p.line("  readonly known: true;")
		p.line("  readonly retry: %s;", quote(e.Retry.Kind))
		p.line("  readonly effect: %s;", quote(e.Effect))
		p.line("  readonly category: %s;", quote(e.Category.Value))
		if hasItems(e) {
			p.doc("  ", []string{"The details. What a newer service sends may have more members, and other values."})
			p.line("  readonly details: readonly %sDetail[];", e.Name())
		}
		p.line("}")
	}
	p.line("")
	p.line("/** An error with a code of the catalog: `switch (error.code)` is exhaustive. */")
	p.line("export type KnownError =")
	for i, e := range c.Errors {
		end := ""
		if i == len(c.Errors)-1 {
			end = ";"
		}
		p.line("  | %s%s", e.TypeName(), end)
	}
	p.line("")
	p.line("/** Any error response: ask for `known` first, then for `code`. */")
	p.line("export type CatalogError = KnownError | UnknownError;")
	return p.bytes()
}

// describe writes the comment of a code's class.
func (p *printer) describe(e *model.Error) {
	var tags []tag
	if e.DocURL.Value != "" {
		tags = append(tags, tag{"@see", "{@link " + strings.ReplaceAll(e.DocURL.Value, "*/", "%2A/") + "}"})
	}
	if text := prose.Deprecated(e); text != "" {
		tags = append(tags, tag{"@deprecated", docText(text)})
	}
	p.doc("", []string{e.Message.Text, fmt.Sprintf("Status %d, code %s. %s", e.Status, e.Code, prose.Advice(e, "retryAfter"))}, tags...)
}
