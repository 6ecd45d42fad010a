package catalogfile

import (
	"github.com/asterwise/errcat/internal/model"
)

func entryKeys() []string {
	return []string{
		"status", "category", "title", "message", "doc_url", "affects", "concealed", "retry", "challenge", "level", "deprecated",
		"go_name", "oauth", "example", "pass_upstream", "params", "details", "docs",
	}
}

// An entry is one error while it is read.
type entry struct {
	*model.Error
	label    string  // how problems call it: `"key_gone"`
	places   []int   // where in the file's text the segments of the message begin
	examples []field // where the values of Example stand

	// What could not be read, and what therefore is not judged.
	noStatus, noRetry, noParams, noMessage, noExample bool
}

func (f *file) readEntry(p field) *entry {
	code := p.key.Value
	e := &entry{Error: &model.Error{Code: code, Pos: f.pos(p.key)}, label: clip(code)}
	e.Retry = model.Retry{Kind: "never", Pos: e.Pos}
	if !snake(code) {
		f.badCode(p)
	}
	p.name, p.of, p.drop = "", e.label, ""
	o, ok := f.object(p, e.label, "", entryKeys(), "status", "category", "title", "message")
	if !ok {
		e.noStatus = true
		return e
	}
	e.noRetry, e.noParams, e.noExample = o.meant["retry"], o.meant["params"], o.meant["example"]
	for _, field := range o.fields {
		f.readProperty(e, field)
	}
	if e.DocURL.Value == "" && f.catalog.DocsBaseURL.Value != "" {
		e.DocURL = model.Text{Value: f.catalog.DocsBaseURL.Value + code, Pos: e.Pos}
	}
	f.checkStatus(e, o)
	f.checkConcealed(e, o)
	f.checkMessage(e, o)
	f.checkExample(e)
	return e
}

func (f *file) readProperty(e *entry, p field) {
	switch p.name {
	case "status":
		e.Status, e.StatusPos = f.status(p), f.pos(p.value)
		e.noStatus = e.Status == 0
	case "category":
		e.Category, _ = f.line(p, "the key of a category")
	case "title":
		e.Title = f.title(p)
	case "message":
		f.readMessage(e, p)
	case "doc_url":
		e.DocURL = f.web(p)
	case "affects":
		e.Affects = f.phrase(p, "what it affects, such as all endpoints")
	case "concealed":
		e.Concealed = f.boolean(p)
	case "pass_upstream":
		e.PassUpstream = f.boolean(p)
	case "retry":
		var ok bool
		e.Retry, ok = f.retry(p)
		e.noRetry = !ok
	case "challenge":
		e.Challenge = f.checked(p, "a challenge such as Bearer", ruleChallenge, challenge,
			"begin with an authentication scheme such as Bearer, then parameters in printable ASCII")
	case "level":
		e.Level, _ = f.word(p, ruleLevel, []string{"debug", "info", "warn", "error"})
	case "go_name":
		e.GoName = f.checked(p, "a Go name such as KeyGone", ruleGoName, exported,
			"use an exported Go identifier of letters and digits such as KeyGone")
	case "oauth":
		e.OAuth, _ = f.word(p, ruleOAuth, oauthCodes())
	case "deprecated":
		e.Deprecated = f.deprecated(p, e.label)
	case "params":
		f.readParams(e, p)
	case "details":
		f.readDetails(e, p)
	case "example":
		f.readExample(e, p)
	case "docs":
		e.Docs = f.docs(p, e.label)
	}
}

// short reads a line of which only the text matters.
func (r *reader) short(f field, want string) string {
	text, _ := r.line(f, want)
	return text.Value
}

// status returns 0 for a status that is not one.
func (r *reader) status(f field) int {
	n, ok := r.integer(f, 404)
	if !ok {
		return 0
	}
	if n < 400 || n > 599 {
		r.add(f.value, ruleStatus, "status %d of %s is not an error status; use 400–599", n, f.of)
		return 0
	}
	return n
}

func (f *file) checkStatus(e *entry, o object) {
	challenge, found := o.get("challenge")
	status, _ := o.get("status")
	switch {
	case e.noStatus || status.key == nil:
		e.noStatus = true
	case e.Status == 401 && !found && !o.meant["challenge"]:
		f.add(status.value, ruleChallenge, "status 401 of %s needs a WWW-Authenticate challenge; add one such as challenge: Bearer", e.label)
	case e.Status != 401 && found:
		f.add(challenge.key, ruleChallenge, "challenge of %s is for status 401, not %d; remove it", e.label, e.Status)
	}
}

// checkConcealed holds a concealed entry to having nothing that could make
// two answers differ.
func (f *file) checkConcealed(e *entry, o object) {
	if !e.Concealed {
		return
	}
	for _, name := range []string{"params", "details"} {
		if p, found := o.get(name); found {
			f.add(p.key, ruleConcealed, "%s is concealed and has %s, which could make two of its answers differ; remove one of the two", e.label, name)
		}
	}
	if e.Retry.Kind == "after_delay" && e.Retry.Default == 0 {
		f.problems.Add(e.Retry.Pos, ruleConcealed, "%s is concealed and its wait is set by the call site, which could make two of its answers differ; give a default wait such as retry: {after: 60s}", e.label)
	}
}

func (r *reader) deprecated(f field, label string) *model.Deprecated {
	o, ok := r.object(f, label, "deprecated.", []string{"since", "use"}, "since")
	if !ok {
		return nil
	}
	d := &model.Deprecated{Pos: r.pos(f.key)}
	if since, found := o.get("deprecated.since"); found {
		d.Since = r.short(since, "a date or a version")
	}
	if use, found := o.get("deprecated.use"); found {
		d.Use, _ = r.line(use, "a code")
	}
	return d
}

// oauthCodes returns the error codes that OAuth 2.0 endpoints answer with.
func oauthCodes() []string {
	return []string{
		// Token endpoint, RFC 6749 §5.2.
		"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
		// Authorization endpoint, RFC 6749 §4.1.2.1.
		"access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable",
		// Protected resources, RFC 6750 §3.1.
		"invalid_token", "insufficient_scope",
		// Device authorization, RFC 8628 §3.5.
		"authorization_pending", "slow_down", "expired_token",
	}
}
