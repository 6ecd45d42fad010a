package format

// Entry is what the file says of one code.
func Entry() Object {
	return Object{Name: "entry", Path: "errors.CODE.", Doc: "The facts of one code. Once a code is released, its status, meaning, `retry`, concealment, fields of details and parameters for clients do not change, because clients depend on them.", Keys: []Key{
		{
			Name: "status", Required: true, Since: 1, Value: Value{Kind: Integer, Min: LowestError, Max: LastError},
			Example: "status: 404",
			Doc:     "The HTTP status of the answer.",
		}, {
			Name: "message", Required: true, Since: 1, Value: prose(FreeText, MaxMessage),
			Limits:  "At most 199 characters, also with the example values filled in. A placeholder names a parameter that clients see, or `retry_after` if there is a default wait. There are no other braces.",
			Example: "message: There is no order {order}.",
			Doc:     "What the client reads: plain text that says what is wrong and what to do.",
		}, {
			Name: "title", Since: 1, Value: prose(FreeText, MaxTitle),
			Default: "made of the code: `api_key_invalid` becomes API Key Invalid",
			Example: "title: Internal Server Error",
			Doc:     "The heading of the page.",
		}, {
			Name: "category", Since: 1, Value: line(NameForm),
			Default: "by status: 401 `authentication`, 402 `billing`, 403 `authorization`, 404 and 410 `not_found`, 429 `rate_limiting`, 408, 499 and 5xx `infrastructure`, other `validation`",
			Limits:  "A usual category, or one declared under `categories` here or in an extended catalog.",
			Example: "category: billing",
			Doc:     "The group that the code belongs to in the documentation.",
		}, {
			Name: "when", Since: 2, Value: prose(WhenForm, MaxWhen),
			Limits:  "Completes the sentence \"Return it when …\": starts with a small letter, has no full stop.",
			Example: "when: a management call names a key that the caller's account does not have",
			Doc:     "When a service returns the error. It becomes the doc comment of the Go type; clients read the page instead.",
		}, {
			Name: "affects", Since: 1, Value: prose(FreeText, 0),
			Example: "affects: all endpoints that take an API key",
			Doc:     "Which endpoints can return it.",
		}, {
			Name: "doc_url", Since: 1, Value: line(URLForm),
			Default: "`docs_base_url` and the code",
			Example: "doc_url: https://help.example.com/keys/gone",
			Doc:     "The address of the code's page.",
		}, {
			Name: "retry", Since: 1, Value: either(choice(Retries()), record(Retry())),
			Default: "`never`",
			Example: "retry: {after: 60s}",
			Doc:     "What has to happen before the same request can succeed. `{after: 60s}` sets a default wait, which the response names unless the call site sets another.",
		}, {
			Name: "effect", Since: 2, Value: choice(Effects()),
			Default: "`none` below 500, `unknown` from 500 up",
			Example: "effect: none",
			Doc:     "Whether the failed request may have done its work. Together with `retry` it decides what clients may repeat on their own.",
		}, {
			Name: "concealed", Since: 1, Value: Value{Kind: Boolean}, Default: "`false`",
			Limits:  "A concealed entry has no `params`, no `details` and no wait that the call site sets.",
			Example: "concealed: true",
			Doc:     "The response has the same bytes whatever the cause, so that a missing record and somebody else's look the same.",
		}, {
			Name: "params", Since: 1, Value: without(some(mapOf(NameForm, either(choice(ParamTypes()), record(Param())))), ReservedParam),
			Limits:  "No parameter is called `retry_after`.",
			Example: "params: {order: {type: integer, expose: client}, table: string}",
			Doc:     "Values that the service passes when it creates the error: `name: type`, or a mapping.",
		}, {
			Name: "example", Since: 1, Value: some(mapOf(NameForm, Value{Kind: Scalar})),
			Limits:  "Every parameter that clients see has an example of its type.",
			Example: "example: {order: 7}",
			Doc:     "Values of the parameters for documentation and tests.",
		}, {
			Name: "details", Since: 1, Value: some(mapOf(NameForm, either(choice(FieldTypes()), record(Field())))),
			Example: "details: {loc: path, msg: string, input: {type: any, optional: true, sensitive_when: redacted}}",
			Doc:     "The fields of an item in the response's `details`: `name: type`, or a mapping.",
		}, {
			Name: "challenge", Since: 1, Value: line(ChallengeForm),
			Limits:  "Required with status 401, not allowed otherwise (RFC 9110 §11.6.1).",
			Example: "challenge: Bearer realm=\"example\"",
			Doc:     "The response's `WWW-Authenticate` header.",
		}, {
			Name: "oauth", Since: 1, Value: choice(OAuthCodes()),
			Example: "oauth: invalid_grant",
			Doc:     "The error code that OAuth 2.0 endpoints return instead, from the OAuth Extensions Error registry.",
		}, {
			Name: "level", Since: 1, Value: choice(Levels()),
			Default: "`error` from 500 up, `info` below",
			Example: "level: warn",
			Doc:     "The level of the record in the service's log.",
		}, {
			Name: "pass_upstream", Since: 1, Value: Value{Kind: Boolean}, Default: "`false`",
			Example: "pass_upstream: true",
			Doc:     "The error is passed on when another service answered with it. All other errors of other services become the role `upstream`.",
		}, {
			Name: "go_name", Since: 1, Value: line(GoNameForm),
			Default: "made of the code: `api_key_invalid` becomes APIKeyInvalid",
			Example: "go_name: MissingKey",
			Doc:     "The Go name that the constant, the type and the constructor are named after.",
		}, {
			Name: "since", Since: 2, Value: either(line(FreeText), Value{Kind: Integer}),
			Example: "since: 2026-03-01",
			Doc:     "The version or date that introduced the code.",
		}, {
			Name: "changed", Since: 2, Value: some(mapOf(DateForm, prose(FreeText, 0))),
			Example: "changed: {2026-05-01: \"The wait is in details, too.\"}",
			Doc:     "What changed for clients since the code was introduced: each day, and one line of Markdown. With `since` and `deprecated` it becomes the feed of the documentation.",
		}, {
			Name: "reproduce", Since: 2, Value: line(FreeText),
			Default: "the `command` of the key `reproduce` at the top level",
			Limits:  "There are no facts in it: braces are taken literally.",
			Example: "reproduce: curl -i http://127.0.0.1:8080/v1/account",
			Doc:     "A shell command that gets exactly the example response from a test server.",
		}, {
			Name: "aliases", Since: 2, Value: listOf(either(line(FreeText), Value{Kind: Integer})),
			Limits:  "An alias is unique across all catalogs, regardless of case, and is not a code.",
			Example: "aliases: [KEY_GONE, 1042]",
			Doc:     "Older names and numbers that people look for. `errcat explain` and the search on the pages find the code by them.",
		}, {
			Name: "deprecated", Since: 1, Value: record(Deprecated()),
			Example: "deprecated: {since: 2026-03-01, use: record_gone}",
			Doc:     "The code should not be used any more.",
		}, {
			Name: "overrides", Since: 2, Value: Value{Kind: Boolean}, Default: "`false`",
			Example: "overrides: true",
			Doc:     "This entry replaces the same code of an extended catalog. It is allowed even if that catalog does not have the code yet.",
		},
	}}
}

// Retry is the long form of retry.
func Retry() Object {
	return Object{Name: "retry", Path: "errors.CODE.retry.", Doc: "A default wait.", Keys: []Key{{
		Name: "after", Required: true, Since: 1, Value: line(WaitForm),
		Example: "after: 1m30s",
		Doc:     "How long to wait.",
	}}}
}

// Deprecated is the value of deprecated.
func Deprecated() Object {
	return Object{Name: "deprecated", Path: "errors.CODE.deprecated.", Doc: "When the code was deprecated, and what replaces it.", Keys: []Key{
		{
			Name: "since", Required: true, Since: 1, Value: either(line(FreeText), Value{Kind: Integer}),
			Example: "since: 2026-03-01",
			Doc:     "A version or a date.",
		}, {
			Name: "use", Since: 1, Value: line(CodeForm), Default: "nothing replaces it",
			Example: "use: record_gone",
			Doc:     "The code to use instead, from this catalog or an extended one.",
		},
	}}
}

// Param is the long form of a parameter.
func Param() Object {
	return Object{Name: "parameter", Path: "errors.CODE.params.NAME.", Doc: "A value that the service passes when it creates the error.", Keys: []Key{
		{
			Name: "type", Required: true, Since: 1, Value: choice(ParamTypes()),
			Example: "type: integer",
			Doc:     "Its type.",
		}, {
			Name: "expose", Since: 1, Value: choice(Exposures()), Default: "`log`",
			Limits:  "Parameters that clients see appear in the message.",
			Example: "expose: client",
			Doc:     "Who sees it.",
		},
		values(),
		{
			Name: "doc", Since: 1, Value: prose(FreeText, 0),
			Example: "doc: The number of the order.",
			Doc:     "What it is: one line of Markdown.",
		},
	}}
}

// Field is the long form of a field of details.
func Field() Object {
	return Object{Name: "field", Path: "errors.CODE.details.NAME.", Doc: "A field of an item of details.", Keys: []Key{
		{
			Name: "type", Required: true, Since: 1, Value: choice(FieldTypes()),
			Example: "type: string",
			Doc:     "Its type.",
		}, {
			Name: "optional", Since: 1, Value: Value{Kind: Boolean}, Default: "`false`",
			Example: "optional: true",
			Doc:     "The field is left out of items that do not set it.",
		}, {
			Name: "sensitive", Since: 1, Value: Value{Kind: Boolean}, Default: "`false`",
			Example: "sensitive: true",
			Doc:     "The field never leaves the process; the Go type has it for logs.",
		}, {
			Name: "sensitive_when", Since: 1, Value: line(NameForm),
			Limits:  "The field is optional and not `sensitive`; the flag is not a field.",
			Example: "sensitive_when: redacted",
			Doc:     "The name of a flag. If the service sets the flag on an item, the field is left out of it.",
		},
		values(),
		{
			Name: "example", Since: 1, Value: Value{Kind: Any},
			Limits:  "Either all fields have an example or none; optional fields need none, sensitive fields have none. It is valid for the type.",
			Example: "example: greater_than_equal",
			Doc:     "Its value in documentation and tests. For the type `any`, a list or a mapping is fine too.",
		}, {
			Name: "doc", Since: 1, Value: prose(FreeText, 0),
			Example: "doc: What is wrong with the value.",
			Doc:     "What it is: one line of Markdown.",
		},
	}}
}

// values is the same for parameters and fields.
func values() Key {
	return Key{
		Name: "values", Since: 2, Value: either(unique(some(listOf(line(ValueForm)))), some(mapOf(ValueForm, prose(FreeText, 0)))),
		Default: "any text",
		Limits:  "Only for the type `string`. A value is " + ValueForm.Says() + ", at most 64 characters.",
		Example: "values: {missing: The field is absent., invalid: The field has the wrong form.}",
		Doc:     "All values that it can have: a list, or a mapping from each value to its meaning. They become constants in Go and a union type for clients.",
	}
}
