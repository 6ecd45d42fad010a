package format

import (
	"go/token"
	"regexp"
	"slices"
)

// A Form is what a text must look like.
type Form int

const (
	FreeText Form = iota
	CodeForm
	NameForm
	DomainForm
	PackageForm
	GoNameForm
	ValueForm
	StatusForm
	ChallengeForm
	URLForm
	BaseForm
	LinkForm
	PathForm
	WaitForm
	DateForm
	CommandForm
	WhenForm
)

// shape is what a form consists of. The expressions mean the same in Go and in
// JavaScript, which editors read them with.
type shape struct {
	name  string
	says  string // in words
	match *regexp.Regexp
	not   *regexp.Regexp // nil for none
	max   int            // characters, 0 for no limit
	taken []string       // texts that are not allowed
}

// Name returns what the form is called: "code".
func (f Form) Name() string { return shapes[f].name }

// Says returns the rule in words.
func (f Form) Says() string { return shapes[f].says }

// Pattern returns the expression that a text must match.
func (f Form) Pattern() string { return shapes[f].match.String() }

// NotPattern returns the expression that no text may match, "" for none.
func (f Form) NotPattern() string {
	if shapes[f].not == nil {
		return ""
	}
	return shapes[f].not.String()
}

// Max returns how many characters a text can have, 0 for no limit.
func (f Form) Max() int { return shapes[f].max }

// Taken returns the texts that are refused although they look right.
func (f Form) Taken() []string { return slices.Clone(shapes[f].taken) }

// Fits reports whether a text has the form, taken or not.
func (f Form) Fits(s string) bool {
	x := &shapes[f]
	// All forms with a limit are ASCII, so that bytes are characters.
	return (x.max == 0 || len(s) <= x.max) && x.match.MatchString(s) && (x.not == nil || !x.not.MatchString(s))
}

const (
	snake = `^[a-z][a-z0-9]*(_[a-z0-9]+)*$`
	host  = `[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?`
	// pathByte is what stands in a URL's path: no space, quote, bracket or
	// backslash, and "%" before two hexadecimal digits alone.
	pathByte = `([!$&-;=@-Z_a-z~\[\]]|%[0-9A-Fa-f]{2})`
	// oneLine is a text that neither begins nor ends with a space.
	oneLine = "^[^\\s]([^\t\n\r\u2028\u2029]*[^\\s])?$"
)

var dots = regexp.MustCompile(`(^|/)\.\.?(/|$)`)

var shapes = [...]shape{
	FreeText: {name: "text", says: "a text of one line", match: regexp.MustCompile(oneLine)},
	CodeForm: {name: "code", says: "lower-case words joined by underscores, a letter first", match: regexp.MustCompile(snake), max: MaxCode, taken: takenCodes()},
	NameForm: {name: "name", says: "lower-case words joined by underscores, a letter first", match: regexp.MustCompile(snake), max: MaxName},
	DomainForm: {name: "domain", says: "lower-case letters, digits and hyphens, a letter first",
		match: regexp.MustCompile(`^[a-z][a-z0-9-]*$`), max: MaxName},
	PackageForm: {name: "package", says: "lower-case letters, digits and underscores, a letter first; no Go keyword and not `main`",
		match: regexp.MustCompile(`^[a-z][a-z0-9_]*$`), max: MaxName, taken: takenPackages()},
	GoNameForm: {name: "Go name", says: "an exported Go identifier in ASCII", match: regexp.MustCompile(`^[A-Z][A-Za-z0-9_]*$`), max: MaxName},
	ValueForm: {name: "value", says: "ASCII letters and digits, joined by underscores, hyphens or dots, a letter first",
		match: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*([_.-][A-Za-z0-9]+)*$`), max: MaxName},
	StatusForm: {name: "status", says: "an error status, 400–599", match: regexp.MustCompile(`^[45][0-9][0-9]$`)},
	ChallengeForm: {name: "challenge", says: "an authentication scheme, then parameters in printable ASCII, quotes in pairs (RFC 9110 §11.3)",
		match: regexp.MustCompile("^[A-Za-z][A-Za-z0-9!#$%&'*+.^_`|~-]*" + `( ([!#-~]|"[ !#-~]*")([ !#-~]|"[ !#-~]*")*)?$`)},
	URLForm: {name: "https URL", says: "an absolute https URL with a host, without user, query and fragment",
		match: regexp.MustCompile(`^https://` + host + `(/` + pathByte + `*)?$`), not: dots},
	BaseForm: {name: "base URL", says: "an absolute https URL with a host, without user, query and fragment, that ends in a slash",
		match: regexp.MustCompile(`^https://` + host + `/(` + pathByte + `*/)?$`), not: dots},
	LinkForm: {name: "link", says: "an absolute https URL with a host, without user",
		match: regexp.MustCompile(`^https://` + host + `(/` + pathByte + `*)?(\?(` + pathByte + `|\?)*)?(#(` + pathByte + `|\?)*)?$`)},
	PathForm: {name: "path", says: "a path below the directory of this file, with slashes and without `..`",
		match: regexp.MustCompile(`^[^/\\:]+(/[^/\\:]+)*$`), not: dots},
	WaitForm: {name: "wait", says: "a wait such as `60s` or `5m`, 1 second to 24 hours, in whole seconds",
		match: regexp.MustCompile(`^([0-9]+(\.[0-9]+)?[hms])+$`)},
	DateForm: {name: "date", says: "a day such as `2026-05-25`",
		match: regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)},
	CommandForm: {name: "command", says: "a shell command of one line with `{code}` where the code goes",
		match: regexp.MustCompile("^([^\\s][^\t\n\r\u2028\u2029]*)?\\{code\\}([^\t\n\r\u2028\u2029]*[^\\s])?$")},
	WhenForm: {name: "condition", says: "the end of a sentence: a small letter first, without `when` and without a full stop",
		match: regexp.MustCompile("^([^A-Z\\s]|[A-Z][^a-z ])([^\t\n\r\u2028\u2029]*[^\\s.])?$"), not: regexp.MustCompile(`^when( |$)`)},
}

// takenPackages are the names that no importable package has.
func takenPackages() []string {
	taken := []string{"main"}
	for t := token.BREAK; t <= token.VAR; t++ {
		if t.IsKeyword() {
			taken = append(taken, t.String())
		}
	}
	return taken
}
