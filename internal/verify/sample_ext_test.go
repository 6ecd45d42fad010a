package verify_test

import (
	"net/http"
	"strings"

	"github.com/asterwise/errcat/internal/verify"
)

// A fault is a response that was right before it was spoiled.
type fault struct {
	of    *verify.Response
	spoil func(*verify.Response)
	want  []string // messages
	also  []string // rules that cannot but report it, too
}

func want(messages ...string) []string { return messages }

// faults has what breaks each rule.
func faults() map[string][]fault {
	long := strings.Repeat("x", 180)
	return map[string][]fault{
		"request-id": {
			{gone.envelope(), set("X-Request-Id"), want("there is no X-Request-Id", `request_id is "req_1", X-Request-Id is ""`), want("request-id-member")},
			{(&verify.Response{Status: 200}), nil, want("there is no X-Request-Id"), nil},
			{(&verify.Response{Status: 304, Header: http.Header{"X-Request-Id": {"a", "b"}}}), nil, want("there are 2 headers X-Request-Id, want 1"), nil},
			{(&verify.Response{Status: 200, Header: http.Header{"X-Request-Id": {"a b"}}}), nil, want(`X-Request-Id is "a b", which is not a valid request ID`), nil},
		},
		"envelope": {
			{busy.respond("<html>"), set("Content-Type", "text/html"), want("the body is no error response of the contract: it is no JSON"), nil},
			{busy.respond(""), nil, want("the body is no error response of the contract: it is empty"), nil},
			{busy.respond("[]"), nil, want("the body is no error response of the contract: it is JSON, but no object"), nil},
			{busy.respond(`{"error":"not_now","mess`), nil, want("the body is no error response of the contract: it is no JSON, or not all of it"), nil},
			{busy.respond(`{"error":"not_now","message":tru}`), nil, want(`the body is no error response of the contract: it is no JSON, or not all of it: member "message"`), nil},
			{busy.respond(`{"error":1]`), nil, want("the body is no error response of the contract: it is no JSON, or not all of it"), nil},
			{busy.respond(`{"error":"not_now"}{}`), nil, want("the body is no error response of the contract: something follows the JSON object"), nil},
			{busy.respond(`{"message":"Not Found"}`), nil, want(`the body is no error response of the contract: it has no member "error"`), nil},
			{busy.respond(`{"type":"about:blank","title":"Not Now","status":503,"detail":"x"}`), set("Content-Type", "application/problem+json"), want(`the body is no error response of the contract: it has no member "error"`), nil},
		},
		"head": {{gone.envelope(), func(r *verify.Response) { r.Method = "HEAD" }, want("the response to HEAD has a body of 209 bytes"), nil}},
		"content-type": {
			{gone.envelope(), set("Content-Type", "application/json; charset=utf-8"), want(`Content-Type is "application/json; charset=utf-8", want application/json`), nil},
			{gone.envelope(), set("Content-Type"), want("there is no Content-Type, want application/json"), nil},
			{gone.problem(), set("Content-Type", "application/json"), want(`Content-Type is "application/json", want application/problem+json`), nil},
		},
		"nosniff":  {{gone.envelope(), set("X-Content-Type-Options"), want("there is no X-Content-Type-Options, want nosniff"), nil}},
		"no-store": {{gone.envelope(), set("Cache-Control", "no-store", "private"), want("there are 2 headers Cache-Control, want no-store alone"), nil}},
		"content-length": {
			{gone.envelope(), set("Content-Length", "5"), want(`Content-Length is "5", the body has 209 bytes`), nil},
			{gone.envelope(), set("Content-Length", ""), want("there is no Content-Length"), nil},
		},
		"challenge": {
			{login.envelope(), nil, want("there is no WWW-Authenticate (RFC 9110 §11.6.1)"), nil},
			{login.envelope(), set("WWW-Authenticate", "Basic"), want(`WWW-Authenticate is "Basic", "login_needed" has "Bearer realm=\"shop\""`), nil},
		},
		"allow": {{wrong.envelope(), nil, want("there is no Allow (RFC 9110 §15.5.6)"), nil}},
		"front-server": {{gone.envelope(), both(set("X-Accel-Redirect", "/x"), set("X-Sendfile", "/x"), set("Location", "/x")),
			want("there is X-Accel-Redirect, which the server in front obeys", "there is X-Sendfile, which the server in front obeys"), nil}},
		"vary": {{gone.problem(), set("Vary", "Origin"), want(`Vary is "Origin", want Accept in it`), nil}},
		"members": {
			{gone.envelope(), edit(`"success":false,`, ""), want(`member "success" is missing`), nil},
			{gone.envelope(), edit(`"success":false,`, `"success":false,"path":"/v1",`), want(`member "path" is not one of the form's`), nil},
			{gone.envelope(), edit(`"details":[],`, `"details":[],"details":[],`), want(`member "details" is there twice`), nil},
			{gone.envelope(), edit(`"details":[],"retry_after":null,`, `"retry_after":null,"details":[],`), want("the members are in the order success, error, message, retry_after, details, doc_url, request_id, timestamp, " +
				"want success, error, message, details, retry_after, doc_url, request_id, timestamp"), nil},
			{gone.problem(), edit(`"title":"Item Gone",`, ""), want(`member "title" is missing`, `title is "", "item_gone" has "Item Gone"`), want("problem")},
			{login.oauth("invalid_token"), edit(`"}`, `","state":"1"}`), want(`member "state" is not one of the form's`), nil},
		},
		"member-type": {
			{gone.envelope(), edit(`"success":false`, `"success":"false"`), want(`success is "\"false\"", want false`), nil},
			{gone.envelope(), edit(`"details":[]`, `"details":null`), want("details is null, want an array of objects"), nil},
			{gone.envelope(), edit(`"details":[]`, `"details":{}`), want("details is an object, want an array of objects"), nil},
			{gone.envelope(), edit(`"details":[]`, `"details":["x"]`), want("details[0] is a string, want an object"), nil},
			{gone.envelope(), edit(`"retry_after":null`, `"retry_after":"5"`), want("retry_after is a string, want an integer or null"), nil},
			{fast.envelope(), edit(`"retry_after":30`, `"retry_after":30.0`), want("retry_after is a number, want an integer or null", "message names a wait of 30 seconds, retry_after is 30.0", `Retry-After is "30", retry_after is 30.0`), want("wait-header", "message-template")},
			{gone.envelope(), edit(`"error":"item_gone"`, `"error":410`), want("error is an integer, want a string"), nil},
			{gone.envelope(), edit(`"message":"The item is gone."`, `"message":true`), want("message is a boolean, want a string"), nil},
			{gone.problem(), edit(`"status":410`, `"status":"410"`), want("status is a string, want an integer", `member status is "410", the response has 410`), want("problem")},
		},
		"encoding": {
			{gone.envelope(), edit(`,"error"`, `, "error"`), want("there is white space outside of strings; the body is compact, without a newline at its end"), nil},
			{gone.envelope(), edit(`Z"}`, "Z\"}\n"), want("there is white space outside of strings; the body is compact, without a newline at its end"), nil},
			{gone.envelope(), edit(`The item`, `The\u0020item`), want(`"message" is written "The\u0020item is gone.", want "The item is gone."`), nil},
			{gone.envelope(), edit(`https://docs`, `https:\/\/docs`), want(`"doc_url" is written "https:\/\/docs.example.com/errors/item_gone", want "https://docs.example.com/errors/item_gone"`), nil},
			{order.envelope(), edit(`"issue"`, `"input":"<","issue"`), want(`there is a bare '<'; it is escaped as \u003c`), nil},
			{order.envelope(), edit(`"issue"`, "\"input\":\"\u2028\",\"issue\""), want(`there is a bare '\u2028'; it is escaped as \u2028`), nil},
			{order.envelope(), edit(`"issue"`, "\"input\":\"\xff\",\"issue\""), want("the body is not UTF-8"), nil},
		},
		"request-id-member": {{gone.envelope(), edit(`"req_1"`, `"req_2"`), want(`request_id is "req_2", X-Request-Id is "req_1"`), nil}},
		"timestamp": {
			{gone.envelope(), edit(`12:00:00Z`, `12:00:00.5Z`), want(`timestamp is "2026-11-25T12:00:00.5Z", want the form 2006-01-02T15:04:05Z`), nil},
			{gone.envelope(), edit(`12:00:00Z`, `12:00:00+00:00`), want(`timestamp is "2026-11-25T12:00:00+00:00", want the form 2006-01-02T15:04:05Z`), nil},
			{gone.envelope(), edit(`2026-11-25`, `2026-02-30`), want(`timestamp is "2026-02-30T12:00:00Z", want the form 2006-01-02T15:04:05Z`), nil},
		},
		"message": {
			{gone.envelope(), edit("The item is gone.", ""), want("message has 0 characters, want 1–199", `message is "", "item_gone" has "The item is gone."`), want("message-template")},
			{stock.envelope(), edit("3", long+"12345678901234567890"), want("message has 225 characters, want 1–199"), nil},
			{stock.envelope(), edit("3 left", "{left} left"), want("message has the placeholder {left}, which was not filled in"), nil},
			{stock.envelope(), edit("3 left", `3\n left`), want(`message has a control character: "There are 3\n left of small."`), nil},
			{login.oauth("invalid_token"), edit("Log in first.", ""), want("error_description has 0 characters, want 1–199"), nil},
		},
		"unknown-code": {
			{gone.envelope(), edit("item_gone", "item_gon"), want(`the catalog has no code "item_gon"; did you mean item_gone?`), nil},
			{gone.envelope(), edit("item_gone", "zzz"), want(`the catalog has no code "zzz"`), nil},
			{gone.envelope(), edit("item_gone", "old_item"), want(`code "old_item" is retired; item_gone took its place`), nil},
			{gone.envelope(), edit("item_gone", "older_item"), want(`code "older_item" is retired`), nil},
		},
		"status": {{gone.envelope(), func(r *verify.Response) { r.Status = 404 }, want(`status is 404, "item_gone" has 410`), nil}},
		"message-template": {
			{gone.envelope(), edit("The item is gone.", "Gone."), want(`message is "Gone.", "item_gone" has "The item is gone."`), nil},
			{stock.envelope(), edit(stock.message, "Stock Low"), want(`message is the title of "stock_low": a parameter is missing`), nil},
			{stock.envelope(), edit("small", "tiny"), want(`message is "There are 3 left of tiny.", "stock_low" has "There are {left} left of {size}."`), nil},
			{fast.envelope(), edit("in 30", "in 31"), want("message names a wait of 31 seconds, retry_after is 30"), nil},
		},
		"doc-url": {
			{gone.envelope(), edit("errors/item_gone", "errors/gone"), want(`doc_url is "https://docs.example.com/errors/gone", "item_gone" has https://docs.example.com/errors/item_gone`), nil},
			{login.oauth("invalid_token"), edit("login_needed", "login"), want(`error_uri is "https://docs.example.com/errors/login", which is the page of no code`), nil},
			{gone.envelope(), both(edit(`"item_gone"`, `"zzz"`), edit("https://docs", "http://docs")), want(`the catalog has no code "zzz"`, `doc_url is "http://docs.example.com/errors/item_gone", want an absolute https URL`), want("unknown-code")},
		},
		"problem": {
			{gone.problem(), edit("errors/item_gone", "errors/"), want(`type is "https://docs.example.com/errors/", doc_url is "https://docs.example.com/errors/item_gone"`), nil},
			{gone.problem(), edit("The item is gone.", "Gone."), want(`detail is "Gone.", message is "The item is gone."`), nil},
			{gone.problem(), edit("410", "409"), want("member status is 409, the response has 410"), nil},
			{gone.problem(), edit("Item Gone", "Gone"), want(`title is "Gone", "item_gone" has "Item Gone"`), nil},
		},
		"oauth": {
			{login.oauth("invalid_client"), nil, want(`error is "invalid_client", "login_needed" has "invalid_token"`), nil},
			{busy.oauth("server_error"), nil, want(`error is "server_error", "not_now" has "temporarily_unavailable"`), nil},
			{login.oauth("invalid_token"), edit("Log in", "Lög in"), want(`error_description has 'ö', which RFC 6749 §5.2 does not allow`), nil},
		},
		"wait": {
			{fast.envelope(), both(edit("30 ", "0 "), edit(":30", ":0"), set("Retry-After", "0")), want(`the wait is "0", want 1–86400 seconds`), nil},
			{often.envelope(), both(edit("retry_after\":null", "retry_after\":86401"), set("Retry-After", "86401")), want(`the wait is "86401", want 1–86400 seconds`), nil},
			{gone.envelope(), both(edit("retry_after\":null", "retry_after\":5"), set("Retry-After", "5")), want(`the wait is 5 seconds; the retry of "item_gone" is never, which has none`), nil},
			{fast.envelope(), both(edit(":30", ":null"), set("Retry-After")), want("message names a wait of 30 seconds, retry_after is null", `there is no wait, "too_fast" has 30 seconds`), want("message-template")},
			{gone.envelope(), func(r *verify.Response) { r.HasBody, r.Body = false, nil; set("Retry-After", "soon")(r) }, want(`the wait is "soon", want 1–86400 seconds`), nil},
			{login.oauth("invalid_token"), set("Retry-After", "5"), want(`the wait is 5 seconds; the retry of "login_needed" is never, which has none`), nil},
		},
		"wait-header": {
			{fast.envelope(), set("Retry-After"), want(`Retry-After is "", retry_after is 30`), nil},
			{fast.envelope(), set("Retry-After", "31"), want(`Retry-After is "31", retry_after is 30`), nil},
			{gone.envelope(), set("Retry-After", "5"), want(`Retry-After is "5", retry_after is null`), nil},
		},
		"detail-field": {
			{order.envelope(), edit(`"issue"`, `"where":1,"issue"`), want(`details[0] has "where", which "bad_order" does not declare`), nil},
			{order.envelope(), edit(`"issue"`, `"card":"1","issue"`), want(`details[0] has "card", which is sensitive and never leaves the service`), nil},
			{gone.envelope(), edit(`[]`, `[{"a":1}]`), want(`details[0] has "a"; "item_gone" has no details`), nil},
		},
		"detail-missing": {{order.envelope(), edit(`"path":["items",3],`, ""), want(`details[0] has no "path"`), nil}},
		"detail-type": {
			{order.envelope(), edit(`3]`, `3.5]`), want(`details[0].path is ["items",3.5], want the type path`), nil},
			{order.envelope(), edit(`["items",3]`, `"items"`), want(`details[0].path is "items", want the type path`), nil},
			{order.envelope(), edit(`"empty"`, `null`), want(`details[0].issue is null, want the type string`), nil},
			{order.envelope(), edit(`"issue"`, `"tags":["a",1],"count":1.5,"share":"1","paid":0,"day":"2026-02-30","at":"now","note":7,"issue"`), want(
				`details[0].tags is ["a",1], want the type strings`, "details[0].count is 1.5, want the type integer", `details[0].share is "1", want the type number`,
				"details[0].paid is 0, want the type boolean", `details[0].day is "2026-02-30", want the type date`, `details[0].at is "now", want the type datetime`,
				"details[0].note is 7, want the type string"), nil},
		},
		"detail-value": {{order.envelope(), edit(`"empty"`, `"odd"`), want(`details[0].issue is "odd", want one of empty, long`), nil}},
	}
}

// good has responses that break no rule.
func good() map[string]*verify.Response {
	change := func(r *verify.Response, edits ...func(*verify.Response)) *verify.Response {
		both(edits...)(r)
		return r
	}
	head := func(r *verify.Response) { r.Method, r.Body = "HEAD", nil }
	unrecorded := func(r *verify.Response) { r.Body, r.HasBody = nil, false }
	return map[string]*verify.Response{
		"envelope":                   gone.envelope(),
		"problem details":            gone.problem(),
		"problem details, a wait":    fast.problem(),
		"OAuth":                      login.oauth("invalid_token"),
		"OAuth, code of the status":  busy.oauth("temporarily_unavailable"),
		"OAuth without a page":       change(gone.oauth("invalid_request"), edit(`,"error_uri":"`+page+`item_gone"`, "")),
		"OAuth, a wait in no body":   change(fast.oauth("invalid_request"), set("Retry-After", "30")),
		"a wait":                     fast.envelope(),
		"a wait of the call site's":  change(often.envelope(), edit(`retry_after":null`, `retry_after":7`), set("Retry-After", "7")),
		"nobody knows the wait":      often.envelope(),
		"a limiter's wait":           change(busy.envelope(), edit(`retry_after":null`, `retry_after":7`), set("Retry-After", "7")),
		"parameters":                 stock.envelope(),
		"a value like a placeholder": change(stock.envelope(), edit("3", "{x}")),
		"a message that was cut":     change(stock.envelope(), edit("3 left of small.", strings.Repeat("x", 188)+"…")),
		"challenge":                  change(login.envelope(), set("WWW-Authenticate", "Basic", `Bearer realm="shop"`)),
		"challenge, joined":          change(login.envelope(), set("WWW-Authenticate", `Basic, Bearer realm="shop"`)),
		"allow":                      change(wrong.envelope(), set("Allow", "GET")),
		"all fields": change(order.envelope(), edit(`"issue"`,
			`"tags":[],"count":-3,"share":1e5,"paid":true,"day":"2026-02-28","at":"2026-02-28T01:02:03.5+01:00","input":{"a":["\u00e9",null]},"note":"x","issue"`)),
		"HEAD":                      change(gone.envelope(), head, set("Content-Length", "209")),
		"HEAD, no length":           change(gone.envelope(), head, set("Content-Length", "")),
		"HEAD, problem details":     change(gone.problem(), head),
		"a body that is not there":  change(gone.envelope(), unrecorded, set("Content-Length", "209")),
		"compressed":                change(gone.envelope(), set("Content-Encoding", "gzip"), set("Content-Length", "7")),
		"success":                   {Status: 200, Header: http.Header{"X-Request-Id": {"a"}}, Body: []byte("<p>"), HasBody: true},
		"a switch of protocols":     {Status: 101},
		"a redirect, as it pleases": {Status: 302, Header: http.Header{"X-Request-Id": {"a"}, "Cache-Control": {"max-age=60"}}},
	}
}
