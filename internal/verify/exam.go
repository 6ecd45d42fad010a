package verify

import (
	"encoding/json"
	"fmt"
	"mime"
	"slices"
	"strconv"

	"github.com/asterwise/errcat/internal/model"
)

// A form is what the body of an error response looks like.
type form int

const (
	unseen   form = iota // the body is not recorded, or the request was a HEAD
	foreign              // none of ours
	envelope             // contract §1
	problem              // RFC 9457, contract §7
	oauth                // RFC 6749 §5.2, contract §7
)

// The members of each form, in their order.
var (
	envelopeMembers = []string{"success", "error", "message", "details", "retry_after", "doc_url", "request_id", "timestamp"}
	problemMembers  = append([]string{"type", "title", "status", "detail"}, envelopeMembers...)
	oauthMembers    = []string{"error", "error_description", "error_uri"}
)

// An exam is one response with what the rules want to know of it.
type exam struct {
	*Verifier
	*Response

	form    form
	members []member
	why     string       // it is none of ours
	entry   *model.Error // of its code; nil where the catalog has none

	rule     string // that is being asked
	findings []Finding
}

// say adds a finding of the rule that is being asked.
func (x *exam) say(format string, args ...any) {
	x.findings = append(x.findings, Finding{x.rule, fmt.Sprintf(format, args...)})
}

// open reads the body.
func (x *exam) open() {
	if x.Status < 400 || x.isHead() || !x.HasBody {
		return
	}
	members, err := object(x.Body)
	if err != nil {
		x.form, x.why = foreign, err.Error()
		return
	}
	x.members = members
	has := func(name string) bool { return x.value(name) != nil }
	media, _, _ := mime.ParseMediaType(x.Header.Get("Content-Type"))
	switch {
	case !has("error"):
		x.form, x.why = foreign, `it has no member "error"`
	case media == problemType || has("title") && has("detail"):
		x.form = problem
	case !has("success") && (has("error_description") || has("error_uri")):
		x.form = oauth
		x.entry = x.pages[x.text("error_uri")]
		return
	default:
		x.form = envelope
	}
	x.entry = x.entries[x.text("error")]
}

// value returns a member's, nil where there is none.
func (x *exam) value(name string) json.RawMessage {
	i := slices.IndexFunc(x.members, func(m member) bool { return m.name == name })
	if i < 0 {
		return nil
	}
	return x.members[i].value
}

// text returns a member's string, "" where there is none.
func (x *exam) text(name string) string {
	s, _ := text(x.value(name))
	return s
}

// message returns what people read.
func (x *exam) message() (name, message string) {
	name = "message"
	if x.form == oauth {
		name = "error_description"
	}
	return name, x.text(name)
}

// wait returns the wait that the body names, or the header where the body has
// no place for one. It is 0 for none, and for one that other rules report.
func (x *exam) wait() int64 {
	value := string(x.value("retry_after"))
	if x.form == oauth || x.form == unseen {
		value = x.Header.Get("Retry-After")
	}
	n, _ := strconv.ParseInt(value, 10, 64)
	return n
}

// names returns the members that the form has.
func (f form) names() []string {
	switch f {
	case problem:
		return problemMembers
	case oauth:
		return oauthMembers
	default:
		return envelopeMembers
	}
}
