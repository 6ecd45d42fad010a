package typescript

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/asterwise/errcat/internal/emit/prose"
	"github.com/asterwise/errcat/internal/model"
)

// guards writes a function for each code that tells its errors. It names no
// class, so that a bundle with one guard has nothing else.
func guards(c *model.Catalog) []byte {
	p := &printer{}
	p.line(`import { is } from "./brand.js";`)
	p.line("")
	p.line("export const isApiError = (value) => is(value);")
	for _, e := range c.Errors {
		p.line("export const is%s = (value) => is(value, %s);", e.TypeName(), quote(e.Code))
	}
	return p.bytes()
}

func guardTypes(c *model.Catalog) []byte {
	p := &printer{}
	p.line("import type {")
	p.line("  CatalogError,")
	for _, e := range c.Errors {
		p.line("  %s,", e.TypeName())
	}
	p.line(`} from "./errors.js";`)
	p.line("")
	p.doc("", []string{"Whether a value is any error of this package."})
	p.line("export declare function isApiError(value: unknown): value is CatalogError;")
	for _, e := range c.Errors {
		p.line("")
		p.describe(e)
		p.line("export declare function is%s(value: unknown): value is %s;", e.TypeName(), e.TypeName())
	}
	return p.bytes()
}

// index writes what users import.
func index(c *model.Catalog, types bool) []byte {
	errors, guards, details := []string{}, []string{"isApiError"}, []string{"CatalogError", "KnownError"}
	for _, e := range c.Errors {
		errors = append(errors, e.TypeName())
		guards = append(guards, "is"+e.TypeName())
		if hasItems(e) {
			details = append(details, e.Name()+"Detail")
		}
	}
	p := &printer{}
	export := func(module string, names ...string) {
		p.line(`export { %s } from "./%s.js";`, strings.Join(names, ", "), module)
	}
	export("base", "ApiError", "UnknownError")
	export("decode", "decode", "fromJSON")
	export("errors", errors...)
	export("guards", guards...)
	export("repeat", "isRepeatable", "repeat")
	export("response", "check", "errorFromResponse")
	if !types {
		return p.bytes()
	}
	for _, m := range []struct {
		module string
		names  []string
	}{
		{"base", []string{"Detail", "Effect", "ErrorJSON", "Fields", "Retry"}},
		{"decode", []string{"HeadersLike", "RequestInfoLike"}},
		{"errors", details},
		{"repeat", []string{"RepeatOptions"}},
		{"response", []string{"ResponseLike"}},
	} {
		p.line(`export type { %s } from "./%s.js";`, strings.Join(m.names, ", "), m.module)
	}
	return p.bytes()
}

// manifest writes package.json.
func manifest(c *model.Catalog) []byte {
	type entry struct {
		Types   string `json:"types"`
		Default string `json:"default"`
	}
	type conditions struct {
		Import  entry `json:"import"`
		Require entry `json:"require"`
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(struct {
		Comment     string            `json:"//"`
		Name        string            `json:"name"`
		Version     string            `json:"version"`
		Description string            `json:"description"`
		Type        string            `json:"type"`
		SideEffects bool              `json:"sideEffects"`
		Main        string            `json:"main"`
		Types       string            `json:"types"`
		Exports     map[string]any    `json:"exports"`
		Files       []string          `json:"files"`
		Engines     map[string]string `json:"engines"`
	}{
		Comment:     header(c),
		Name:        c.NPMPackage(),
		Version:     "0.0.0",
		Description: "The API errors of " + prose.Printable(c.Domain.Value) + ", and what may be repeated",
		Type:        "module",
		Main:        "./lib/index.cjs",
		Types:       "./lib/index.d.cts",
		Exports: map[string]any{
			".":              conditions{entry{"./lib/index.d.ts", "./lib/index.js"}, entry{"./lib/index.d.cts", "./lib/index.cjs"}},
			"./package.json": "./package.json",
		},
		Files:   []string{"lib"},
		Engines: map[string]string{"node": ">=20"},
	})
	if err != nil {
		panic(err) // texts have a JSON form
	}
	return b.Bytes()
}
