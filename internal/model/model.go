// Package model is the catalog in memory, independent of the file format it
// came from and of the languages it is emitted to. Everything is plain,
// sorted data with the positions it was read from.
package model

import (
	"time"

	"github.com/asterwise/errcat/internal/diag"
)

// A Catalog is one catalog file, valid and complete.
type Catalog struct {
	File        string // as the user named it
	Domain      Text   // the package's name where the file has none
	Package     Text   // name of the Go package to generate
	DocsBaseURL Text   // ends in "/"; "" where every entry has its own URL
	Pages       Text   // directory of the pages, "" for none
	Outputs     Outputs
	Extends     []*Catalog  // the catalogs this one builds on, in file order
	Roles       []Role      // of this file, sorted by name
	Statuses    []Status    // of this file, sorted by status
	Categories  []Category  // in file order, which is page order
	Links       []NamedLink // in file order
	Reproduce   *Reproduce  // nil where the file says nothing
	Retired     []Retired   // sorted by code
	Breaks      []Accepted  // in file order
	Lint        []Accepted  // in file order
	Errors      []*Error    // sorted by code
}

// A Text is a string from the file and where it stands there.
type Text struct {
	Value string
	Pos   diag.Pos
}

// Outputs says where generated files go, relative to the catalog file. An
// empty value means that the output is not wanted.
type Outputs struct {
	Pos       diag.Pos // of the key; of the file's first key where it has none
	Go        Text     // directory of the Go package
	Schema    Text     // file for the JSON Schema of catalog files
	Reference Text     // file for the reference of catalog files

	TypeScript Text // directory of the TypeScript package
	Python     Text // directory of the Python package
	OpenAPI    Text // directory of the OpenAPI components
	JSONSchema Text // directory of the JSON Schemas of responses
}

// A Role binds a code to a part it plays for the framework.
type Role struct {
	Name string // such as "route_not_found"
	Code Text
	Pos  diag.Pos
}

// A Status binds a code to a framework's bare status that no role covers.
type Status struct {
	Status int
	Code   Text
	Pos    diag.Pos
}

// A NamedLink is an address outside of the documentation that pages refer to
// by its name.
type NamedLink struct {
	Name string
	URL  string
	Used bool // a text that has been read refers to it
	Pos  diag.Pos
}

// Reproduce says how readers get the example responses from a test server.
type Reproduce struct {
	Setup   Phrase // what to do first
	Command string // of the shell, with {code} for the code; "" for none
	Pos     diag.Pos
}

// A Category groups errors; its position in the file is its place in the docs.
type Category struct {
	Key   string // such as "not_found"
	Title string // such as "Not Found"
	Pos   diag.Pos
}

// Retired is a code that must never be used again.
type Retired struct {
	Code      string
	Note      Phrase // what replaced it, and when
	Successor Text   // the code to look for instead, "" for none
	GoAlias   Text   // the Go name that stays for the successor's, "" for none
	Pos       diag.Pos
}

// Accepted is a breaking change, or a finding of lint, that the writers of the
// catalog know of and want.
type Accepted struct {
	Rule   string
	Code   string // "" for the catalog as a whole
	Field  string // of a break, "" for the code as a whole
	Reason string
	Since  string // of a break: the release with the change
	Pos    diag.Pos
}

// An Error is one entry.
type Error struct {
	Code         string
	Pos          diag.Pos // of the code
	Status       int
	StatusPos    diag.Pos
	Category     Text
	Title        Text
	Message      Message
	DocURL       Text   // absolute; base URL + code where the entry has none
	When         string // when a service returns it: the end of a sentence; "" where the file does not say
	Affects      string
	Retry        Retry
	Effect       string   // none or unknown: whether the failed request may have done its work
	EffectPos    diag.Pos // of the code where the file does not say
	Since        string   // version or date of the release that brought it, "" where the file does not say
	Changed      []Change // in file order
	Reproduce    string   // command of the shell that gets the example response; "" for that of the catalog
	Aliases      []string // older names and numbers that people look for
	Overrides    bool     // answers in place of the same code of an extended catalog
	Concealed    bool
	PassUpstream bool
	Challenge    Text   // WWW-Authenticate of a 401
	Level        string // debug, info, warn or error; "" for the default
	GoName       Text   // empty: derived from the code
	OAuth        string // error code of the OAuth registry, "" for none
	Deprecated   *Deprecated
	Params       []Param   // in file order
	Details      []Field   // in file order
	Example      []Example // parameter values for docs and tests, in file order
	Page         *Page     // nil where it has none
}

// Retry says whether and when a client may repeat the request.
type Retry struct {
	Kind    string        // never, after_change, after_delay or backoff
	Default time.Duration // whole seconds; 0: the call site sets the wait
	Pos     diag.Pos
}

// A Message is the text for the client, split at its placeholders.
type Message struct {
	Text     string // as in the file, with {placeholders}
	Segments []Segment
	Pos      diag.Pos
}

// A Segment is literal text or a placeholder; exactly one of the two is set.
type Segment struct {
	Literal string
	Param   string // name of a client-visible parameter, or "retry_after"
}

// Deprecated says since when a code is deprecated and what to use instead.
type Deprecated struct {
	Since string
	Use   Text // another code, "" for none
	Pos   diag.Pos
}

// A Change is something that clients can notice in a code.
type Change struct {
	Date string // 2006-01-02
	Note Phrase
	Pos  diag.Pos
}

// A Param is a value that a service gives when it makes the error.
type Param struct {
	Name   string
	Type   string  // string, integer, number, boolean, date or datetime
	Client bool    // expose: client; false: for logs only
	Values []Value // the closed set of a string, nil where it is open
	Doc    Phrase
	Pos    diag.Pos
}

// A Field is one member of a detail item.
type Field struct {
	Name          string
	Type          string  // string, integer, number, boolean, date, datetime, path, strings or any
	Optional      bool    // left out of the item when it is not set
	Sensitive     bool    // never leaves the process
	SensitiveWhen string  // name of the flag that makes it sensitive for one item; "" for none
	Values        []Value // the closed set of a string, nil where it is open
	Doc           Phrase
	// Example is the value in documentation: a string, which dates and times
	// are, too, an int64, a float64 or a bool; a []string for strings, a []any
	// of string and int64 for path; for any, also a []any or map[string]any of
	// all of these; nil for none.
	Example any
	Pos     diag.Pos
}

// An Example is the value of a parameter in documentation and tests.
type Example struct {
	Name  string
	Value string
	Pos   diag.Pos
}

// A Value is one of a closed set that clients can rely on.
type Value struct {
	Name string
	Doc  Phrase // zero where the file says nothing
	Pos  diag.Pos
}
