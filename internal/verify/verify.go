// Package verify holds recorded responses against the wire contract and a
// catalog. It knows nothing of the run time: a response counts as its bytes.
//
// [Read] reads recordings, a [Verifier] judges one response after the other,
// and [Rules] says what it looks at.
//
// The sections of the contract (§) are those of docs/contract.md.
package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/model"
)

// A Finding is something that is wrong with a response.
type Finding struct {
	Rule    string // the name of one of [Rules]
	Message string // what is wrong, and what should be there; no full stop
}

// A Verifier judges responses by a catalog. It may be used by several
// goroutines at once.
type Verifier struct {
	codes    []string // all of them, for suggestions
	entries  map[string]*model.Error
	pages    map[string]*model.Error // by doc_url
	retired  map[string]model.Retired
	bound    map[string]bool // codes that a role or a status is bound to
	messages map[string]*regexp.Regexp
}

// New returns a verifier for a catalog and those that it extends.
func New(c *model.Catalog) *Verifier {
	v := &Verifier{
		entries: map[string]*model.Error{}, pages: map[string]*model.Error{}, retired: map[string]model.Retired{},
		bound: map[string]bool{}, messages: map[string]*regexp.Regexp{},
	}
	for owner := range c.All() { // the nearest first: it overrides
		for _, e := range owner.Errors {
			if v.entries[e.Code] == nil {
				v.entries[e.Code], v.pages[e.DocURL.Value], v.messages[e.Code] = e, e, pattern(e)
				v.codes = append(v.codes, e.Code)
			}
		}
		for _, r := range owner.Retired {
			v.retired[r.Code] = r
		}
		for _, role := range owner.Roles {
			v.bound[role.Code.Value] = true
		}
		for _, status := range owner.Statuses {
			v.bound[status.Code.Value] = true
		}
	}
	return v
}

// Check returns what is wrong with a response, nil for nothing. Of a response
// below 400 it asks for a request ID only, and of one below 200 for nothing.
func (v *Verifier) Check(r *Response) []Finding {
	if r.Status < 200 {
		return nil
	}
	x := &exam{Verifier: v, Response: r}
	x.open()
	for _, rule := range Rules() {
		if rule.applies(x) {
			x.rule = rule.Name
			rule.check(x)
		}
	}
	return x.findings
}

// pattern returns what a code's message looks like with its placeholders filled
// in. The wait, if it is in there, is the group.
func pattern(e *model.Error) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?s)\A`)
	waited := false
	for _, s := range e.Message.Segments {
		switch {
		case s.Param == "":
			b.WriteString(regexp.QuoteMeta(s.Literal))
		case s.Param == "retry_after" && !waited:
			b.WriteString(`(\d+)`)
			waited = true
		default:
			b.WriteString(paramPattern(e, s.Param))
		}
	}
	b.WriteString(`\z`)
	return regexp.MustCompile(b.String())
}

func paramPattern(e *model.Error, name string) string {
	i := slices.IndexFunc(e.Params, func(p model.Param) bool { return p.Name == name })
	if i < 0 || len(e.Params[i].Values) == 0 {
		return `.+`
	}
	var values []string
	for _, value := range e.Params[i].Values {
		values = append(values, regexp.QuoteMeta(value.Name))
	}
	return `(?:` + strings.Join(values, "|") + `)`
}

// mostWait is the longest wait that a response names, in seconds.
const mostWait = int64(limits.RetryAfter / time.Second)

// mayWait reports whether a response with a code may name a wait: because of
// the code's retry, or because a limiter inside of the service has named it
// with a bare 429 or 503 (contract §1).
func (v *Verifier) mayWait(e *model.Error) bool {
	return e.Retry.Kind == "after_delay" || (e.Status == 429 || e.Status == 503) && v.bound[e.Code]
}

// quote is a text of a response as a message can show it.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		return strconv.Quote(s[:most]) + fmt.Sprintf("… (%d bytes)", len(s))
	}
	return strconv.Quote(s)
}
