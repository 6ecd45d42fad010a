package format

// Catalog is the top level of a file.
func Catalog() Object {
	return Object{Name: "catalog", Doc: "The top level of the file.", Keys: []Key{
		{
			Name: "catalog", Required: true, Since: 1, Value: Value{Kind: Integer, Min: Version, Max: Version},
			Example: "catalog: 2",
			Doc:     "The version of the format.",
		}, {
			Name: "package", Required: true, Since: 1, Value: line(PackageForm),
			Example: "package: apierr",
			Doc:     "The name of the generated Go package.",
		}, {
			Name: "domain", Since: 1, Value: line(DomainForm),
			Default: "the name of the package, underscores as hyphens",
			Example: "domain: asterwise",
			Doc:     "Whose codes these are: domain and code together say which error it is, in every service and every log.",
		}, {
			Name: "docs_base_url", Since: 1, Value: line(BaseForm),
			Limits:  "It may be left out only where every entry has a `doc_url`.",
			Example: "docs_base_url: https://docs.asterwise.com/reference/errors/",
			Doc:     "Where the pages are published. The `doc_url` of a code is this and the code.",
		}, {
			Name: "pages", Since: 2, Value: line(PathForm),
			Default: "no pages",
			Example: "pages: docs/errors",
			Doc:     "The directory of the pages, one `CODE.md` for each code; see *Pages* below. With this key every code needs its page, and every page its code.",
		}, {
			Name: "extends", Since: 1, Value: listOf(line(FreeText)),
			Limits:  "A path is relative to this file, with slashes. At most 64 files make up a catalog, and none extends itself.",
			Example: "extends: [github.com/asterwise/errcat]",
			Doc:     "Catalogs that this one builds on: a path such as `../shared/catalog.yaml`, or the path of a Go module that this one requires. Their categories, facts, links, roles and statuses are known here; what this file says of the same name wins here. Their codes can be referred to, but not be defined again without `overrides`.",
		}, {
			Name: "outputs", Since: 1, Value: record(Outputs()),
			Default: "nothing is generated",
			Example: "outputs: {go: catalog/apierr}",
			Doc:     "Where `errcat generate` writes what.",
		}, {
			Name: "links", Since: 2, Value: mapOf(NameForm, line(LinkForm)),
			Example: "links: {dashboard: https://asterwise.com/dashboard}",
			Doc:     "Addresses that pages refer to by name, as in `[dashboard]({links.dashboard})`.",
		}, {
			Name: "roles", Since: 1, Value: record(Roles()),
			Limits:  "A code has the status of its role, belongs to this file, is not deprecated and has no parameters in its message. `internal` must be bound, here or in a catalog that this one extends.",
			Example: "roles: {internal: internal_error, route_not_found: resource_not_found}",
			Doc:     "Which code answers where no service wrote an error: for the framework's own failures, for panics, and for errors that nobody knows. A role that an extended catalog binds can be bound again.",
		}, {
			Name: "statuses", Since: 2, Value: mapOf(StatusForm, line(CodeForm)),
			Limits:  "A status that a role covers belongs under `roles`. The code has the same status, belongs to this file, is not deprecated and has no parameters in its message.",
			Example: "statuses: {409: conflict}",
			Doc:     "Which code answers where a framework gives a bare error status that no role covers. Without it a status below 500 gets `malformed_request`, any other `internal`, and the log says so.",
		}, {
			Name: "categories", Since: 1, Value: mapOf(NameForm, prose(FreeText, MaxTitle)),
			Default: "the seven usual ones: " + usual(),
			Example: "categories: {not_found: Not Found, shipping: Shipping}",
			Doc:     "Groups of codes with their titles, in the order of the documentation. The usual ones need no mention; those that are used and not mentioned here come last.",
		}, {
			Name: "facts", Since: 1, Value: mapOf(NameForm, either(Value{Kind: Line, Max: MaxFact}, Value{Kind: Integer})),
			Limits:  "Every fact is in a text of this file or of its pages. It holds no braces.",
			Example: "facts: {max_active_keys: 10}",
			Doc:     "Numbers and short texts that several texts quote, each in one place. Texts and pages have them as `{facts.max_active_keys}`; code samples, URLs and example values are taken as they are.",
		}, {
			Name: "retired", Since: 1, Value: mapOf(CodeForm, prose(FreeText, 0)),
			Example: "retired: {quota_gone: \"Replaced by rate_limit_exceeded, 2026-01-31.\"}",
			Doc:     "Codes that are gone and must never be used again, with what replaced each, and when.",
		}, {
			Name: "errors", Required: true, Since: 1, Value: mapOf(CodeForm, record(Entry())),
			Limits:  "At most 5,000 codes. A code cannot be a device of Windows, such as `con` or `aux`, or a file of the documentation, such as `index`.",
			Example: "errors:\n  key_not_found: {status: 404, message: There is no such key.}",
			Doc:     "The codes, each with its entry.",
		},
	}}
}

// usual lists the categories that need no declaration.
func usual() string {
	text := ""
	for i, c := range Categories() {
		if i > 0 {
			text += ", "
		}
		text += "`" + c.Key + "`"
	}
	return text
}

// Outputs is the value of outputs.
func Outputs() Object {
	return Object{Name: "outputs", Path: "outputs.", Doc: "What `errcat generate` writes, and where: paths below the directory of the file.", Keys: []Key{
		{
			Name: "go", Since: 1, Value: line(PathForm), Default: "no Go package",
			Example: "go: catalog/apierr",
			Doc:     "The directory of the Go package: a constant, an error type and a constructor for each code.",
		}, {
			Name: "docs", Since: 1, Value: line(PathForm), Default: "no Markdown",
			Example: "docs: docs/generated",
			Doc:     "The directory of the documentation as Markdown, a page for each code.",
		}, {
			Name: "schema", Since: 2, Value: line(PathForm), Default: "no schema",
			Example: "schema: catalog.schema.json",
			Doc:     "The file for the JSON Schema of catalog files, for editors. A comment in the catalog's first line names it: `# yaml-language-server: $schema=catalog.schema.json`.",
		}, {
			Name: "reference", Since: 2, Value: line(PathForm), Default: "no reference",
			Example: "reference: docs/catalog-file.md",
			Doc:     "The file for this reference, as Markdown.",
		},
	}}
}

// Roles is the value of roles.
func Roles() Object {
	o := Object{Name: "roles", Path: "roles.", Doc: "The parts that a code can play for the framework, with the status that each has."}
	for _, w := range roleWords() {
		o.Keys = append(o.Keys, Key{Name: w.Name, Value: line(CodeForm), Since: 1, Doc: w.Doc, Example: w.Name + ": a_code"})
	}
	return o
}
