package catalogfile

import (
	"strings"

	"unicode/utf8"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

// An entry is one error while it is read.
type entry struct {
	*model.Error
	label    string  // how problems call it: `"key_gone"`
	places   []int   // where in the file's text the segments of the message begin
	examples []field // where the values of Example stand
	aliases  []model.Text

	// What could not be read, and what therefore is not judged.
	noStatus, noRetry, noParams, noMessage, noExample bool
	noAddress                                         bool // no doc_url, and nothing to make it of
}

func (f *file) readEntry(p field) *entry {
	code := p.key.Value
	e := &entry{Error: &model.Error{Code: code, Pos: f.pos(p.key)}, label: clip(code)}
	e.Retry = model.Retry{Kind: "never", Pos: e.Pos}
	e.EffectPos = e.Pos
	f.checkCode(p)
	p.name, p.of, p.drop = "", e.label, ""
	o, ok := f.object(p, e.label, "", f.keys.entry)
	if !ok {
		e.noStatus = true
		return e
	}
	e.noRetry, e.noParams, e.noExample = o.meant["retry"], o.meant["params"], o.meant["example"]
	for _, field := range o.fields {
		f.readProperty(e, field)
	}
	f.complete(e, o)
	f.checkStatus(e, o)
	f.checkConcealed(e, o)
	f.checkMessage(e, o)
	f.checkExample(e)
	return e
}

// complete fills in what the entry leaves to the defaults.
func (f *file) complete(e *entry, o object) {
	absent := func(key string) bool {
		_, found := o.get(key)
		return !found && !o.meant[key]
	}
	if absent("title") {
		e.Title = model.Text{Value: spell.Title(e.Code), Pos: e.Pos}
	}
	if absent("category") && e.Status != 0 {
		e.Category = model.Text{Value: format.CategoryOf(e.Status), Pos: e.Pos}
	}
	if absent("effect") && e.Status != 0 {
		e.Effect = format.EffectOf(e.Status)
	}
	if e.DocURL.Value != "" {
		f.checkOwnAddress(e)
		return
	}
	if base := f.catalog.DocsBaseURL.Value; base != "" {
		e.DocURL = model.Text{Value: base + e.Code, Pos: e.Pos}
	}
	e.noAddress = absent("doc_url")
}

// checkOwnAddress holds an address below that of the pages to being the code's
// own: another would lead readers to the page of another code, or to none.
func (f *file) checkOwnAddress(e *entry) {
	base := f.catalog.DocsBaseURL.Value
	rest, ours := strings.CutPrefix(e.DocURL.Value, base)
	if base != "" && ours && strings.TrimSuffix(rest, "/") != e.Code {
		f.problems.Add(e.DocURL.Pos, ruleURL, "doc_url of %s is below docs_base_url but not the page of the code; leave it out, or name a page elsewhere", e.label)
	}
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
	case "when":
		e.When = f.when(p)
	case "doc_url":
		e.DocURL = f.web(p, format.URLForm)
	case "affects":
		e.Affects = f.phrase(p, "what it affects, such as all endpoints")
	case "concealed":
		e.Concealed = f.boolean(p)
	case "pass_upstream":
		e.PassUpstream = f.boolean(p)
	case "overrides":
		e.Overrides = f.boolean(p)
	case "retry":
		var ok bool
		e.Retry, ok = f.retry(p)
		e.noRetry = !ok
	case "effect":
		e.Effect, _ = f.word(p, ruleEffect, format.Effects())
		e.EffectPos = f.pos(p.value)
	case "challenge":
		e.Challenge = f.checked(p, "a challenge such as Bearer", ruleChallenge, format.ChallengeForm)
	case "level":
		e.Level, _ = f.word(p, ruleLevel, format.Levels())
	case "go_name":
		e.GoName = f.checked(p, "a Go name such as KeyGone", ruleGoName, format.GoNameForm)
	case "oauth":
		e.OAuth, _ = f.word(p, ruleOAuth, format.OAuthCodes())
	case "since":
		e.Since = f.release(p)
	case "changed":
		e.Changed = f.changed(p, e.label)
	case "reproduce":
		e.Reproduce = f.short(p, "a shell command")
	case "aliases":
		f.readAliases(e, p)
	case "deprecated":
		e.Deprecated = f.deprecated(p, e.label)
	case "params":
		f.readParams(e, p)
	case "details":
		f.readDetails(e, p)
	case "example":
		f.readExample(e, p)
	}
}

// short reads a line of which only the text matters.
func (r *reader) short(f field, want string) string {
	text, _ := r.line(f, want)
	return text.Value
}

// release reads a version or a date; a whole number needs no quotes.
func (r *reader) release(f field) string {
	if number(f.value) {
		return f.value.Value
	}
	return r.short(f, "a version or a date")
}

// when reads the end of a sentence.
func (r *reader) when(f field) string {
	text, ok := r.sentence(f, "when a service returns the error")
	switch n := utf8.RuneCountInString(text.Value); {
	case !ok:
		return ""
	case n > format.MaxWhen:
		r.add(f.value, ruleLength, "%s has %d characters; shorten it to at most %d", f, n, format.MaxWhen)
	case !format.WhenForm.Fits(text.Value):
		r.add(f.value, ruleWhen, `%s is %s, which does not end the sentence "Return it when …"; begin it with a small letter and without "when", and leave out the full stop`, f, clip(text.Value))
	}
	return text.Value
}

// status returns 0 for a status that is not one.
func (r *reader) status(f field) int {
	n, ok := r.integer(f, 404)
	if !ok {
		return 0
	}
	if n < format.LowestError || n > format.LastError {
		r.add(f.value, ruleStatus, "status %d of %s is not an error status; use %d–%d", n, f.of, format.LowestError, format.LastError)
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
	o, ok := r.object(f, label, "deprecated.", r.keys.deprecated)
	if !ok {
		return nil
	}
	d := &model.Deprecated{Pos: r.pos(f.key)}
	if since, found := o.get("deprecated.since"); found {
		d.Since = r.release(since)
	}
	if use, found := o.get("deprecated.use"); found {
		d.Use, _ = r.line(use, "a code")
	}
	return d
}
