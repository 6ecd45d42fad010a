package golang

import (
	"fmt"
	"slices"
	"time"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// samples are the catalogs that the golden files are made from, by the name of
// their directory under testdata/golden.
func samples() map[string]*model.Catalog {
	return map[string]*model.Catalog{
		"empty":   {File: "empty.yaml", Domain: text("nothing"), Package: text("empty")},
		"minimal": minimal(),
		"full":    full(),
		"hostile": hostile(),
	}
}

func text(s string) model.Text { return model.Text{Value: s} }

func at(line, col int) diag.Pos { return diag.Pos{File: "catalog.yaml", Line: line, Col: col} }

func minimal() *model.Catalog {
	return &model.Catalog{
		File:        "catalog.yaml",
		Domain:      text("example"),
		Package:     text("minimal"),
		DocsBaseURL: text("https://docs.example.com/errors/"),
		Roles:       []model.Role{{Name: "internal", Code: text("internal_error")}},
		Errors:      []*model.Error{entry("internal_error", 500)},
	}
}

// entry returns an error with the fields that every error has.
func entry(code string, status int) *model.Error {
	return &model.Error{
		Code:    code,
		Status:  status,
		Title:   text("Title of " + code),
		Message: model.Message{Text: "Message of " + code + "."},
		DocURL:  text("https://docs.example.com/errors/" + code),
		Retry:   model.Retry{Kind: "never"},
		Effect:  format.EffectOf(status),
	}
}

// full returns a catalog with everything that a catalog can say to Go.
func full() *model.Catalog {
	c := minimal()
	c.Package = text("full")
	byCode := map[string]func(e *model.Error){
		"access_denied": func(e *model.Error) { e.Level, e.Retry.Kind, e.Effect = "warn", "after_change", "unknown" },
		"plan_too_small": func(e *model.Error) {
			e.Message.Text = "The {plan} plan is too small."
			e.Params = []model.Param{
				{Name: "plan", Type: "string", Client: true, Values: []model.Value{{Name: "free"}, {Name: "pro-2024", Doc: model.Phrase{Text: "The plan of 2024."}}}},
				{Name: "source", Type: "string", Values: []model.Value{{Name: "card"}}},
			}
			e.Details = []model.Field{
				{Name: "why", Type: "string", Values: []model.Value{{Name: "2_seats"}, {Name: "too many"}}},
				{Name: "next", Type: "string", Optional: true, Values: []model.Value{{Name: "upgrade"}}},
			}
		},
		"api_key_missing": func(e *model.Error) {
			e.Status = 401
			e.Challenge = text(`Bearer realm="example"`)
		},
		"burst_limit_exceeded": func(e *model.Error) {
			e.Status = 429
			e.Retry = model.Retry{Kind: "after_delay", Default: 60 * time.Second}
			e.Message.Text = "Too many requests. Try again in {retry_after} seconds."
		},
		"date_out_of_range": func(e *model.Error) {
			e.Message.Text = "The date is outside {from} to {to}."
			e.Params = []model.Param{
				{Name: "from", Type: "date", Client: true, Doc: model.Phrase{Text: "The first day that we know."}},
				{Name: "to", Type: "date", Client: true},
				{Name: "given", Type: "string"},
			}
		},
		"internal_error": func(e *model.Error) { e.Status, e.Effect, e.Overrides = 500, "unknown", true },
		"invalid_order": func(e *model.Error) {
			e.Message.Text = "Order {order_id} is not valid."
			e.Params = []model.Param{{Name: "order_id", Type: "integer", Client: true}}
			e.Details = []model.Field{{Name: "line", Type: "integer"}, {Name: "issue", Type: "string"}}
		},
		"key_not_found": func(e *model.Error) {
			e.Status = 404
			e.Category = text("not_found")
			e.Concealed = true
			e.When = "a call names a key that the caller's account does not have."
		},
		"locked": func(e *model.Error) {
			e.Status, e.Effect = 503, "unknown"
			e.Level = "debug"
			e.Retry = model.Retry{Kind: "after_delay", Default: time.Second}
			e.Concealed = true
		},
		"old_code": func(e *model.Error) {
			e.Deprecated = &model.Deprecated{Since: "2026-01-31", Use: text("key_not_found")}
		},
		"older_code":  func(e *model.Error) { e.Deprecated = &model.Deprecated{Use: text("code_of_another_catalog")} },
		"oldest_code": func(e *model.Error) { e.Deprecated = &model.Deprecated{} },
		"oauth_ids_by_url": func(e *model.Error) {
			e.DocURL = text("https://elsewhere.example.com/oauth")
		},
		"quota_used_up": func(e *model.Error) {
			e.GoName = text("OutOfQuota")
			e.Retry = model.Retry{Kind: "after_delay"}
			e.Message.Text = "{used} of {quota} ({share}, {soft}) until {until} for {who}."
			e.Params = []model.Param{
				{Name: "used", Type: "integer", Client: true},
				{Name: "quota", Type: "integer", Client: true},
				{Name: "share", Type: "number", Client: true},
				{Name: "soft", Type: "boolean", Client: true},
				{Name: "until", Type: "datetime", Client: true},
				{Name: "who", Type: "string", Client: true},
			}
		},
		"secret_kept": func(e *model.Error) {
			for _, kind := range []string{"string", "integer", "number", "boolean", "date", "datetime"} {
				e.Params = append(e.Params, model.Param{Name: "the_" + kind, Type: kind, Doc: model.Phrase{Text: "One of type " + kind + "."}})
			}
		},
		"unavailable": func(e *model.Error) {
			e.Status = 503
			e.PassUpstream = true
			e.Retry = model.Retry{Kind: "backoff"}
			e.Effect = "none"
		},
		"validation_error": func(e *model.Error) {
			e.Details = []model.Field{
				{Name: "loc", Type: "path", Doc: model.Phrase{Text: "Where the value stands."}},
				{Name: "msg", Type: "string"},
				{Name: "type", Type: "string"},
				{Name: "input", Type: "any", Optional: true, SensitiveWhen: "redacted"},
			}
		},
		"wide_details": func(e *model.Error) {
			for _, kind := range []string{"string", "integer", "number", "boolean", "date", "datetime", "path", "strings", "any"} {
				e.Details = append(e.Details,
					model.Field{Name: kind + "_given", Type: kind},
					model.Field{Name: kind + "_optional", Type: kind, Optional: true},
					model.Field{Name: kind + "_secret", Type: kind, Sensitive: true},
					model.Field{Name: kind + "_maybe", Type: kind, Optional: true, SensitiveWhen: "private"},
				)
			}
			e.Details = append(e.Details, model.Field{Name: "certain", Type: "string", SensitiveWhen: "hidden", Doc: model.Phrase{Text: "Always or never."}})
		},
	}
	c.Errors = nil
	for _, code := range []string{
		"access_denied", "api_key_missing", "burst_limit_exceeded", "date_out_of_range", "internal_error", "invalid_order",
		"key_not_found", "locked", "oauth_ids_by_url", "old_code", "older_code", "oldest_code", "plan_too_small", "quota_used_up", "secret_kept",
		"unavailable", "validation_error", "wide_details",
	} {
		e := entry(code, 422)
		byCode[code](e)
		c.Errors = append(c.Errors, e)
	}
	c.Roles = nil
	for _, name := range []string{
		"client_closed", "forbidden", "internal", "malformed_request", "method_not_allowed", "payload_too_large", "rate_limited",
		"route_not_found", "timeout", "unauthenticated", "unavailable", "unsupported_media_type", "upstream",
	} {
		c.Roles = append(c.Roles, model.Role{Name: name, Code: text("internal_error")})
	}
	c.Roles[slices.IndexFunc(c.Roles, func(r model.Role) bool { return r.Name == "timeout" })].Code = text("code_of_another_catalog")
	c.Statuses = []model.Status{{Status: 409, Code: text("locked")}, {Status: 418, Code: text("code_of_another_catalog")}}
	c.Retired = []model.Retired{
		{Code: "gone", Note: model.Phrase{Text: "Nothing replaces it."}},
		{Code: "key_lost", Successor: text("key_not_found"), GoAlias: text("KeyLost")},
		{Code: "order_refused", Successor: text("invalid_order"), GoAlias: text("OrderRefused")},
		{Code: "plan_gone", Successor: text("plan_too_small"), GoAlias: text("PlanGoneError")},
		{Code: "without_alias", Successor: text("locked")},
	}
	base := &model.Catalog{Domain: text("base")}
	c.Extends = []*model.Catalog{{Domain: text("middle"), Extends: []*model.Catalog{base}}, base}
	return c
}

// hostileText is what a text field of a catalog could hold at its worst.
const hostileText = "a \"quoted\" `back` */ /* // text\n//go:build ignore\n//line x.go:1\n\n//export Evil\n+build ignore\n\n" +
	"+build ignore\n\nDeprecated: it is not.\n\nfunc init() { panic(1) }\n```\n+build ignore\n}\n```\n# Heading\n[Catalog]: https://evil.example\n\n" +
	"- item\n12) item\n\n</script> %s %d %!v {{ .X }} ${x} \\n \\x00 \x00\x07\x1b[0m \u2028 \u2029 \ufeff \u202e \xff\xfe é 漢字 \U0001F600 " +
	"\r\nA-very-long-word-without-a-space-in-it-that-does-not-fit-on-a-line-of-eighty-columns-at-all\t."

// hostile returns a catalog with the worst in every text that is not a name.
func hostile() *model.Catalog {
	c := minimal()
	c.File = "dir/cata\nlog.yaml"
	c.Package = text("hostile")
	c.Domain = text(hostileText)
	c.DocsBaseURL = text("https://docs.example.com/\"`%s\n*/")
	c.Errors = nil
	for i, kind := range []string{"never", "after_delay"} {
		e := entry(fmt.Sprintf("hostile_%d", i), 400)
		e.Title = text(hostileText)
		e.Message.Text = hostileText
		e.DocURL = text(c.DocsBaseURL.Value + hostileText)
		e.Category = text(hostileText)
		e.Challenge = text(hostileText)
		e.Retry.Kind = kind
		e.Deprecated = &model.Deprecated{Since: hostileText, Use: text(hostileText)}
		e.When = hostileText
		e.Params = []model.Param{{Name: "value", Type: "string", Client: true, Doc: model.Phrase{Text: hostileText}}}
		e.Details = []model.Field{{Name: "value", Type: "string", Doc: model.Phrase{Text: hostileText}, SensitiveWhen: "secret"}}
		c.Errors = append(c.Errors, e)
	}
	c.Errors[1].DocURL = text(c.DocsBaseURL.Value + "hostile_1")
	c.Roles = []model.Role{{Name: "internal", Code: text("hostile_0")}}
	return c
}
