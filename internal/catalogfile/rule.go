package catalogfile

import "github.com/asterwise/errcat/internal/diag"

// The names of the rules, as problems show them. Rules explains each.
const (
	// The file.
	ruleFileSize  = "file-size"
	ruleEncoding  = "encoding"
	ruleCharacter = "character"
	ruleSyntax    = "syntax"
	ruleEmptyFile = "empty-file"
	ruleDocument  = "one-document"
	ruleAlias     = "alias"
	ruleConflict  = "merge-conflict"
	ruleLookalike = "lookalike-space"
	ruleTag       = "tag"
	ruleDepth     = "depth"
	ruleCodeLimit = "code-limit"

	// Keys and values.
	ruleUnknownKey   = "unknown-key"
	ruleDuplicateKey = "duplicate-key"
	ruleMissingKey   = "missing-key"
	ruleKey          = "key"
	ruleType         = "type"
	ruleEmpty        = "empty-value"
	ruleOneLine      = "one-line"
	ruleSpace        = "space"
	ruleLength       = "length"
	ruleName         = "name"
	ruleComment      = "comment"

	// The catalog.
	ruleVersion    = "version"
	ruleDomain     = "domain"
	rulePackage    = "package"
	ruleURL        = "url"
	ruleOutput     = "output"
	ruleExtends    = "extends"
	ruleCategory   = "category"
	ruleFact       = "fact"
	ruleUnusedFact = "unused-fact"
	ruleLinkName   = "link-name"

	// Pages.
	rulePage     = "page"
	ruleHeading  = "heading"
	ruleSection  = "section"
	ruleMarkdown = "markdown"
	ruleFence    = "code-block"
	ruleLink     = "link"

	// Codes.
	ruleCode      = "code"
	ruleFileName  = "file-name"
	ruleAliases   = "code-alias"
	ruleRetired   = "retired-code"
	ruleCollision = "code-collision"
	ruleReference = "code-reference"

	// Entries.
	ruleStatus      = "status"
	ruleChallenge   = "challenge"
	ruleConcealed   = "concealed"
	ruleRetry       = "retry"
	ruleEffect      = "effect"
	ruleWhen        = "when"
	ruleValues      = "values"
	ruleDate        = "date"
	ruleReproduce   = "reproduce"
	ruleLevel       = "level"
	ruleOAuth       = "oauth"
	ruleGoName      = "go-name"
	ruleParam       = "param"
	ruleDetail      = "detail"
	rulePlaceholder = "placeholder"
	ruleUnusedParam = "unused-param"
	ruleExample     = "example"

	// Roles.
	ruleRole          = "role"
	ruleRoleStatus    = "role-status"
	ruleRoleInternal  = "role-internal"
	ruleBound         = "bound-status"
	ruleRoleCollision = "role-collision"
)

// Rules returns the rules that a catalog file is held to when it is read, in
// the order in which they make sense to a reader.
func Rules() []diag.Rule {
	return []diag.Rule{
		{Name: ruleFileSize, Title: "A catalog file has at most 32 MiB."},
		{Name: ruleEncoding, Title: "A catalog file is UTF-8 without byte order mark and without NUL."},
		{Name: ruleCharacter, Title: "Texts hold no control characters, no characters that change the direction of text and no other invisible line breaks; tab and newline are fine in documentation."},
		{Name: ruleSyntax, Title: "A catalog file is well-formed YAML."},
		{Name: ruleEmptyFile, Title: "A catalog file is not empty."},
		{Name: ruleDocument, Title: "A catalog file holds one YAML document."},
		{Name: ruleAlias, Title: "Values are written out: there are no anchors, aliases and merge keys."},
		{Name: ruleConflict, Title: "A file holds no markers of a merge conflict."},
		{Name: ruleLookalike, Title: "Indentation and the space around values are spaces, not characters that look like one."},
		{Name: ruleTag, Title: "Values have the type of their key: there are no YAML tags."},
		{Name: ruleDepth, Title: "Values are nested at most 16 levels deep."},
		{Name: ruleCodeLimit, Title: "A catalog file has at most 5,000 codes."},

		{Name: ruleUnknownKey, Title: "Every key is one that the format knows."},
		{Name: ruleDuplicateKey, Title: "A key is given once."},
		{Name: ruleMissingKey, Title: "Required keys are present."},
		{Name: ruleKey, Title: "A key is a single word, not a list or a mapping."},
		{Name: ruleType, Title: "A value has the type of its key, without conversion."},
		{Name: ruleEmpty, Title: "A key that is given has a value, and lists have no empty items."},
		{Name: ruleOneLine, Title: "Titles, messages and other short texts are one line."},
		{Name: ruleSpace, Title: "Short texts do not begin or end with a space."},
		{Name: ruleLength, Title: "A message has at most 199 characters, its placeholders filled in with the example; a title or a fact at most 80."},
		{Name: ruleName, Title: "Names of parameters, fields, flags, categories, links and facts are lower-case words joined by underscores, at most 64 characters."},
		{Name: ruleComment, Title: "A text without quotes is not cut by a comment: prose has none behind it on its line, other texts none that begins with a word, as in key #1."},

		{Name: ruleVersion, Title: "The format version is 2."},
		{Name: ruleDomain, Title: "The domain is lower-case letters, digits and hyphens, at most 64 characters, beginning with a letter."},
		{Name: rulePackage, Title: "The package is a lower-case Go package name that can be imported."},
		{Name: ruleURL, Title: "URLs are absolute https URLs with a host, without user, query and fragment; the base URL ends in a slash, and named links can have a query and a fragment."},
		{Name: ruleOutput, Title: "Outputs and pages are paths below the directory of the catalog file, each another; files end in .json or .md."},
		{Name: ruleExtends, Title: "Extended catalogs exist, are named once and do not extend each other in a circle."},
		{Name: ruleCategory, Title: "The category of an entry is declared or one of the usual ones, with one title in all catalogs."},
		{Name: ruleFact, Title: "A fact is plain text without braces, and texts refer to facts of their file, or of one that it extends, as {facts.name}."},
		{Name: ruleUnusedFact, Title: "Every fact is in a text of its own file."},
		{Name: ruleLinkName, Title: "A text that refers to a named link, {links.name}, names one of this catalog or one that it extends."},

		{Name: rulePage, Title: "In a catalog with pages every code has a page, CODE.md, and every page a code."},
		{Name: ruleHeading, Title: "A page has the title of its code and the headings of all pages, each once at most and in their order."},
		{Name: ruleSection, Title: "A section has what belongs there: a paragraph, a list, steps, samples or links to pages, and is not empty."},
		{Name: ruleMarkdown, Title: "A page is CommonMark with tables, without HTML, images, indented code and what else would be lost or read in two ways."},
		{Name: ruleFence, Title: "A code block is closed, not empty, and has the name of its language, and a title only where it is a sample."},
		{Name: ruleLink, Title: "A link leads to a page, a heading of a page, or an absolute address."},

		{Name: ruleCode, Title: "A code is lower-case words joined by underscores, at most 80 characters."},
		{Name: ruleFileName, Title: "A code can be the name of a file on every system, beside the other files of the documentation."},
		{Name: ruleAliases, Title: "An alias stands once in all catalogs, whatever the case of its letters, and is no code."},
		{Name: ruleRetired, Title: "A retired code is never used again, in this catalog or one that it extends."},
		{Name: ruleCollision, Title: "A code belongs to one catalog, unless the entry that is to answer says overrides."},
		{Name: ruleReference, Title: "Codes that an entry refers to exist and are not its own."},

		{Name: ruleStatus, Title: "The status is an HTTP error status, 400 to 599."},
		{Name: ruleChallenge, Title: "An entry with status 401, and no other, has a WWW-Authenticate challenge (RFC 9110, section 11.6.1)."},
		{Name: ruleConcealed, Title: "A concealed entry has nothing that could make two of its answers differ: no parameters, no details, no wait of the call site's."},
		{Name: ruleRetry, Title: "The retry advice is never, after_change, after_delay, backoff or a default wait of 1 second to 24 hours in whole seconds."},
		{Name: ruleEffect, Title: "The effect is none or unknown."},
		{Name: ruleWhen, Title: "The text of when ends the sentence \"Return it when …\": a small letter first, no full stop."},
		{Name: ruleValues, Title: "Closed sets are for the type string, and each of their values, given once, can become a constant."},
		{Name: ruleDate, Title: "A change has a day of the calendar, as in 2026-05-25."},
		{Name: ruleReproduce, Title: "The command that reproduces any error has {code} where the code goes."},
		{Name: ruleLevel, Title: "The log level is debug, info, warn or error."},
		{Name: ruleOAuth, Title: "The OAuth error code is one of the OAuth Extensions Error registry."},
		{Name: ruleGoName, Title: "The Go name is an exported ASCII identifier of at most 64 characters."},
		{Name: ruleParam, Title: "A parameter has a known type and exposure, and no reserved name."},
		{Name: ruleDetail, Title: "A field of the details has a known type; one that can be withheld is optional, and its flag is not a field."},
		{Name: rulePlaceholder, Title: "Placeholders in a message name client-visible parameters, or retry_after where there is a default wait; there are no other braces."},
		{Name: ruleUnusedParam, Title: "Every client-visible parameter is in the message."},
		{Name: ruleExample, Title: "Every client-visible parameter has an example value, the fields of a detail item have all one or none, and examples are valid for their type and of their closed set."},

		{Name: ruleRole, Title: "Roles are known and name a code of this catalog that is neither deprecated nor needs parameters for its message."},
		{Name: ruleRoleStatus, Title: "The code of a role has the status of the role."},
		{Name: ruleRoleInternal, Title: "The role internal is bound."},
		{Name: ruleBound, Title: "Statuses are error statuses that no role covers, and each names a code of this catalog with that status that is neither deprecated nor needs parameters for its message."},
		{Name: ruleRoleCollision, Title: "Two extended catalogs do not bind the same role or status, unless one of them extends the other or this one binds it, too."},
	}
}
