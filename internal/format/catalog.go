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
			Doc:     "The owner of the codes. Domain and code together identify an error in every service and every log.",
		}, {
			Name: "docs_base_url", Since: 1, Value: line(BaseForm),
			Limits:  "Required unless every entry has a `doc_url`.",
			Example: "docs_base_url: https://docs.asterwise.com/reference/errors/",
			Doc:     "Where the pages are published. A code's `doc_url` is this URL followed by the code.",
		}, {
			Name: "pages", Since: 2, Value: line(PathForm),
			Default: "no pages",
			Example: "pages: docs/errors",
			Doc:     "The directory of the pages, one `CODE.md` per code. Once it is set, every code needs a page and every page a code.",
		}, {
			Name: "extends", Since: 1, Value: listOf(line(FreeText)),
			Limits:  "Paths are relative to this file and use slashes. A catalog consists of at most 64 files and never extends itself.",
			Example: "extends: [github.com/asterwise/errcat]",
			Doc:     "Catalogs that this one builds on: a path such as `../shared/catalog.yaml`, or the path of a Go module that this module requires. Their categories, facts, links, roles and statuses are available here; if this file defines the same name, its own definition wins. Their codes can be referred to, but redefined only with `overrides`.",
		}, {
			Name: "outputs", Since: 1, Value: record(Outputs()),
			Default: "nothing is generated",
			Example: "outputs: {go: catalog/apierr}",
			Doc:     "What `errcat generate` writes, and where.",
		}, {
			Name: "links", Since: 2, Value: mapOf(NameForm, line(LinkForm)),
			Example: "links: {dashboard: https://asterwise.com/dashboard}",
			Doc:     "Addresses that pages refer to by name: `[dashboard]({links.dashboard})`.",
		}, {
			Name: "reproduce", Since: 2, Value: record(Reproduce()),
			Default: "pages have no command",
			Example: "reproduce: {setup: Run make serve., command: \"curl -i http://127.0.0.1:8080/errors/{code}\"}",
			Doc:     "How a reader gets the example response of a page from a test server. Catalogs that extend this one say so for themselves.",
		}, {
			Name: "roles", Since: 1, Value: record(Roles()),
			Limits:  "The code has the status of the role, is defined in this file, is not deprecated, and takes no parameters in its message. `internal` must be bound here or in an extended catalog.",
			Example: "roles: {internal: internal_error, route_not_found: resource_not_found}",
			Doc:     "Which code answers when the service returned no catalog error: for the framework's own failures, for panics, and for unknown errors. A role bound in an extended catalog can be bound again.",
		}, {
			Name: "statuses", Since: 2, Value: mapOf(StatusForm, line(CodeForm)),
			Limits:  "A status that a role covers belongs under `roles`. The code has this status, is defined in this file, is not deprecated, and takes no parameters in its message.",
			Example: "statuses: {409: conflict}",
			Doc:     "Which code answers when the framework returns a bare error status that no role covers. Without an entry, the role `malformed_request` answers below 500 and `internal` from 500 up, and the log says so.",
		}, {
			Name: "categories", Since: 1, Value: mapOf(NameForm, prose(FreeText, MaxTitle)),
			Default: "the seven usual ones: " + usual(),
			Example: "categories: {not_found: Not Found, shipping: Shipping}",
			Doc:     "Groups of codes and their titles, in the order of the documentation. The usual ones need no declaration; those used but not declared come last.",
		}, {
			Name: "facts", Since: 1, Value: mapOf(NameForm, either(Value{Kind: Line, Max: MaxFact}, Value{Kind: Integer})),
			Limits:  "Every fact is used in this file or its pages. It contains no braces.",
			Example: "facts: {max_active_keys: 10}",
			Doc:     "Numbers and short texts that several texts quote, each written once. Texts and pages refer to them as `{facts.max_active_keys}`; code samples, URLs and example values are taken literally.",
		}, {
			Name: "retired", Since: 1, Value: mapOf(CodeForm, either(prose(FreeText, 0), record(Retired()))),
			Example: "retired: {quota_gone: \"Replaced by rate_limit_exceeded, 2026-01-31.\"}",
			Doc:     "Codes that are gone and must never be used again: what replaced each, and when. A mapping says more than a text.",
		}, {
			Name: "breaks", Since: 2, Value: listOf(record(Break())), Default: "no break is accepted",
			Example: "breaks:\n  - rule: status-changed\n    code: key_gone\n    reason: No client has ever seen it.\n    since: 2026-11-30",
			Doc:     "Breaking changes that `errcat diff` accepts, each with the reason, in the change that makes them. An item of the earlier catalog accepts nothing more; a new one whose change was not made is a finding itself.",
		}, {
			Name: "lint", Since: 2, Value: listOf(record(Exception())), Default: "no exceptions",
			Example: "lint:\n  - rule: code-status\n    code: key_gone\n    reason: The status is older than the rule.",
			Doc:     "Findings of `errcat lint` that are right as they are, each with the reason. One that excuses nothing is a finding itself.",
		}, {
			Name: "errors", Required: true, Since: 1, Value: mapOf(CodeForm, record(Entry())),
			Limits:  "At most 5,000 codes. A code cannot be the name of a Windows device, such as `con` or `aux`, or of a file in the documentation, such as `index`.",
			Example: "errors:\n  key_not_found: {status: 404, message: There is no such key.}",
			Doc:     "The codes and their entries.",
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
	return Object{Name: "outputs", Path: "outputs.", Doc: "What `errcat generate` writes. Paths are below the directory of this file.", Keys: []Key{
		{
			Name: "go", Since: 1, Value: line(PathForm), Default: "no Go package",
			Example: "go: catalog/apierr",
			Doc:     "The directory of the Go package: a constant, an error type and a constructor for each code.",
		}, {
			Name: "schema", Since: 2, Value: line(PathForm), Default: "no schema",
			Example: "schema: catalog.schema.json",
			Doc:     "The file for the JSON Schema of catalog files, which editors use. The first line of the catalog points editors to it: `# yaml-language-server: $schema=catalog.schema.json`.",
		}, {
			Name: "reference", Since: 2, Value: line(PathForm), Default: "no reference",
			Example: "reference: docs/catalog-file.md",
			Doc:     "The file for this reference, as Markdown.",
		}, {
			Name: "typescript", Since: 2, Value: line(PathForm), Default: "no TypeScript package",
			Example: "typescript: gen/typescript",
			Doc:     "The directory of the TypeScript package for clients: a class for each code, and what may be repeated.",
		}, {
			Name: "python", Since: 2, Value: line(PathForm), Default: "no Python package",
			Example: "python: gen/python",
			Doc:     "The directory of the Python package for clients: an exception for each code, and what may be repeated.",
		}, {
			Name: "openapi", Since: 2, Value: line(PathForm), Default: "no OpenAPI components",
			Example: "openapi: gen/openapi",
			Doc:     "The directory of the OpenAPI components that a service refers to in its own document.",
		}, {
			Name: "jsonschema", Since: 2, Value: line(PathForm), Default: "no JSON Schemas",
			Example: "jsonschema: gen/jsonschema/responses",
			Doc:     "The directory of the JSON Schemas of the envelope and of each code's response.",
		},
	}}
}

// Reproduce is the value of reproduce at the top level.
func Reproduce() Object {
	return Object{Name: "reproduce", Path: "reproduce.", Doc: "How readers reproduce an error.", Keys: []Key{
		{
			Name: "setup", Required: true, Since: 2, Value: prose(FreeText, 0),
			Example: "setup: Start the test server with make serve.",
			Doc:     "What to do before the first command: one line of Markdown.",
		}, {
			Name: "command", Since: 2, Value: line(CommandForm), Default: "only codes that have their own command show one",
			Example: "command: curl -i http://127.0.0.1:8080/errors/{code}",
			Doc:     "A shell command that gets the example response of any code, with `{code}` in the place of the code. An entry that has a more natural one names it under its own `reproduce`.",
		},
	}}
}

// Retired is the long form of a retired code.
func Retired() Object {
	return Object{Name: "retired", Path: "retired.CODE.", Doc: "A retired code.", Keys: []Key{
		{
			Name: "note", Required: true, Since: 2, Value: prose(FreeText, 0),
			Example: "note: Replaced by rate_limit_exceeded, 2026-01-31.",
			Doc:     "What replaced the code, and when.",
		}, {
			Name: "successor", Since: 2, Value: line(CodeForm), Default: "nothing replaces it",
			Example: "successor: rate_limit_exceeded",
			Doc:     "The code to look for instead, from this catalog or an extended one.",
		}, {
			Name: "go_alias", Since: 2, Value: line(GoNameForm), Default: "the Go names are gone",
			Limits:  "The `successor` is defined in this file.",
			Example: "go_alias: QuotaGone",
			Doc:     "The Go name that the code had. The generated package keeps it for one more release, as a deprecated alias for the successor's: services that still use it compile, are told what to use, and `go fix` rewrites them. Remove the key with the release after.",
		},
	}}
}

// Break is an item of breaks.
func Break() Object {
	return Object{Name: "break", Path: "breaks.", Doc: "A breaking change that is accepted.", Keys: []Key{
		acceptedRule("status-changed", "errcat diff -rules"), acceptedCode(),
		{
			Name: "field", Since: 2, Value: line(FreeText), Default: "the change is of the code as a whole",
			Example: "field: reason=lost",
			Doc:     "The member, parameter or value, as `errcat diff` prints it behind `field:`.",
		},
		acceptedReason(),
		{
			Name: "since", Required: true, Since: 2, Value: either(line(FreeText), Value{Kind: Integer}),
			Example: "since: 2026-11-30",
			Doc:     "The version or date of the release with the change.",
		},
	}}
}

// Exception is an item of lint.
func Exception() Object {
	return Object{Name: "exception", Path: "lint.", Doc: "A finding that is right as it is.", Keys: []Key{
		acceptedRule("code-status", "errcat lint -rules"), acceptedCode(), acceptedReason(),
	}}
}

func acceptedRule(example, list string) Key {
	return Key{
		Name: "rule", Required: true, Since: 2, Value: line(FreeText),
		Example: "rule: " + example,
		Doc:     "The rule; `" + list + "` prints them.",
	}
}

func acceptedCode() Key {
	return Key{
		Name: "code", Since: 2, Value: line(CodeForm), Default: "the catalog as a whole",
		Example: "code: key_gone",
		Doc:     "The code that it is about, also one that is gone.",
	}
}

func acceptedReason() Key {
	return Key{
		Name: "reason", Required: true, Since: 2, Value: prose(FreeText, 0),
		Example: "reason: No client has ever seen it.",
		Doc:     "Why, for those who read the change.",
	}
}

// Roles is the value of roles.
func Roles() Object {
	o := Object{Name: "roles", Path: "roles.", Doc: "The roles that a code can play for the framework, and the status of each."}
	for _, w := range roleWords() {
		o.Keys = append(o.Keys, Key{Name: w.Name, Value: line(CodeForm), Since: 1, Doc: w.Doc, Example: w.Name + ": a_code"})
	}
	return o
}
