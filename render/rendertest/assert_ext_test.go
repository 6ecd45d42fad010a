package rendertest_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/render/rendertest"
)

// recorder is a testing.TB that notes what an assertion says.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, a ...any) {
	r.said = append(r.said, fmt.Sprintf(format, a...))
}

const envelope = `{"success":false,"error":"key_not_found","message":"Not there.","details":[],"retry_after":null,` +
	`"doc_url":"https://docs.example.com/errors/key_not_found","request_id":"req_1","timestamp":"2026-05-25T12:34:56Z"}`

// response returns a correct response with changes.
func response(body string, header ...string) *http.Response {
	r := &http.Response{
		Status: "404 Not Found", StatusCode: 404, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
		Header: http.Header{
			"Content-Type": {"application/json"}, "X-Content-Type-Options": {"nosniff"}, "Cache-Control": {"no-store"},
			"Content-Length": {fmt.Sprint(len(body))}, "X-Request-Id": {"req_1"},
		},
	}
	for i := 0; i < len(header); i += 2 {
		if r.Header.Del(header[i]); header[i+1] != "" {
			r.Header.Set(header[i], header[i+1])
		}
	}
	return r
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.String()
}

// tested has an entry of each kind that AssertError tells apart.
func tested() catalog.Catalog {
	var t catalog.Table
	for _, row := range []catalog.Row{ // sorted by code
		{Code: "guess_who", Status: 401, Message: "Not there.", Challenge: "Bearer"},
		{Code: "key_not_found", Status: 404, Message: "Not there.", Title: "Key Not Found"},
		{Code: "name_taken", Status: 409, Message: "The name {name} of {count} is taken (a+b).", Title: "Name Taken"},
		{Code: "no_such_method", Status: 405, Message: "Not there."},
		{Code: "same_for_all", Status: 404, Message: "Not there.", Concealed: true},
		{Code: "slow_down", Status: 429, Message: "Wait {retry_after} seconds.", Title: "Slow Down", Retry: catalog.RetryAfterDelay, RetryAfter: time.Minute},
	} {
		row.DocURL = "https://docs.example.com/errors/" + string(row.Code)
		entry := row.Entry()
		t.Entries = append(t.Entries, &entry)
	}
	return t.Catalog()
}

func with(old, new string) string { return strings.Replace(envelope, old, new, 1) }

func status(code int, r *http.Response) *http.Response {
	r.StatusCode, r.Status = code, fmt.Sprint(code, " ", http.StatusText(code))
	return r
}

func of(method string, r *http.Response) *http.Response {
	r.Request = &http.Request{Method: method}
	return r
}

// said returns the correct answer for a code, with a message and a wait.
func said(code, message, wait string) string {
	return strings.NewReplacer("key_not_found", code, "Not there.", message, `"retry_after":null`, `"retry_after":`+wait).Replace(envelope)
}

func TestAssertErrorPasses(t *testing.T) {
	for name, test := range map[string]struct {
		code     catalog.Code
		response *http.Response
	}{
		"plain":          {"key_not_found", response(envelope)},
		"details":        {"key_not_found", response(with(`[]`, `[{"loc":["a",1],"msg":"\u003c"}]`))},
		"compressed":     {"key_not_found", response(zipped(envelope), "Content-Encoding", "gzip")},
		"unknown length": {"key_not_found", response(zipped(envelope), "Content-Encoding", "gzip", "Content-Length", "")},
		"HEAD":           {"key_not_found", of("HEAD", response("", "Content-Length", "200"))},
		"a wait":         {"key_not_found", response(with(`"retry_after":null`, `"retry_after":30`), "Retry-After", "30")}, // adopted from a limiter
		"default wait":   {"slow_down", status(429, response(said("slow_down", "Wait 60 seconds.", "60"), "Retry-After", "60"))},
		"another wait":   {"slow_down", status(429, response(said("slow_down", "Wait 7 seconds.", "7"), "Retry-After", "7"))},
		"parameters":     {"name_taken", status(409, response(said("name_taken", "The name $1 {x} of 7 is taken (a+b).", "null")))},
		"cut message":    {"name_taken", status(409, response(said("name_taken", "The name "+strings.Repeat("x", 189)+"…", "null")))},
		"concealed":      {"same_for_all", response(said("same_for_all", "Not there.", "null"))},
		"401":            {"guess_who", status(401, response(said("guess_who", "Not there.", "null"), "WWW-Authenticate", "Bearer"))},
		"405":            {"no_such_method", status(405, response(said("no_such_method", "Not there.", "null"), "Allow", "GET"))},
	} {
		t.Run(name, func(t *testing.T) {
			r := test.response
			before, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(before))
			rendertest.AssertError(t, r, tested(), test.code)
			if after, _ := io.ReadAll(r.Body); !bytes.Equal(before, after) {
				t.Errorf("the body was not put back: %q", after)
			}
		})
	}
}

func TestAssertErrorFails(t *testing.T) {
	for name, test := range map[string]struct {
		response *http.Response
		says     string
	}{
		"no response":        {nil, "no response"},
		"success":            {status(200, response(envelope)), "status 200"},
		"redirect":           {status(302, response(envelope)), "status 302"},
		"another code":       {response(with("key_not_found", "other")), `"error" is "other"`},
		"content type":       {response(envelope, "Content-Type", "application/json; charset=UTF-8"), "Content-Type"},
		"sniffing":           {response(envelope, "X-Content-Type-Options", ""), "X-Content-Type-Options"},
		"cached":             {response(envelope, "Cache-Control", "public"), "Cache-Control"},
		"wrong length":       {response(envelope, "Content-Length", "5"), "Content-Length is 5"},
		"no length":          {response(envelope, "Content-Length", ""), "no Content-Length"},
		"no ID":              {response(envelope, "X-Request-Id", ""), "X-Request-Id"},
		"another ID":         {response(envelope, "X-Request-Id", "req_2"), `"request_id" is "req_1"`},
		"invalid ID":         {response(with("req_1", "a b"), "X-Request-Id", "a b"), "valid request ID"},
		"no challenge":       {status(401, response(envelope)), "WWW-Authenticate"},
		"another status":     {status(410, response(envelope)), "status 410, want 404"},
		"status of a HEAD":   {of("HEAD", status(410, response("", "Content-Length", "200"))), "status 410, want 404"},
		"another message":    {response(with("Not there.", "Not here.")), `"message" is "Not here.", want "Not there."`},
		"more of a message":  {response(with("Not there.", "Not there. Sorry.")), `"message" is "Not there. Sorry."`},
		"another page":       {response(with("docs.example.com", "docs.example.org")), `"doc_url" is "https://docs.example.org/errors/key_not_found"`},
		"no Allow":           {status(405, response(envelope)), "Allow"},
		"newline":            {response(envelope + "\n"), "encoding/json"},
		"spaces":             {response(with(`":`, `": `)), "encoding/json"},
		"order":              {response(with(`"success":false,"error":"key_not_found"`, `"error":"key_not_found","success":false`)), "encoding/json"},
		"missing member":     {response(with(`"details":[],`, ``)), "encoding/json"},
		"extra member":       {response(with(`"success"`, `"status":404,"success"`)), "encoding/json"},
		"member twice":       {response(with(`"success"`, `"success":false,"success"`)), "encoding/json"},
		"unescaped HTML":     {response(with("Not there.", "<b>")), "encoding/json"},
		"true":               {response(with("false", "true")), `"success" is true`},
		"null details":       {response(with("[]", "null")), "null"},
		"details no object":  {response(with("[]", `["a"]`)), "not an object"},
		"empty message":      {response(with("Not there.", "")), `"message" has 0`},
		"long message":       {response(with("Not there.", strings.Repeat("x", 200))), `"message" has 200`},
		"retry, no header":   {response(with(`"retry_after":null`, `"retry_after":30`)), "Retry-After"},
		"header, no retry":   {response(envelope, "Retry-After", "30"), "Retry-After"},
		"retries differ":     {response(with(`"retry_after":null`, `"retry_after":30`), "Retry-After", "31"), "Retry-After"},
		"retry of zero":      {response(with(`"retry_after":null`, `"retry_after":0`), "Retry-After", "0"), "retry_after"},
		"endless retry":      {response(with(`"retry_after":null`, `"retry_after":86401`), "Retry-After", "86401"), "retry_after"},
		"relative doc_url":   {response(with("https://docs.example.com", "")), "doc_url"},
		"fractional seconds": {response(with("56Z", "56.5Z")), "timestamp"},
		"time zone":          {response(with("56Z", "56+02:00")), "timestamp"},
		"not JSON":           {response("oops"), "oops"},
		"nothing":            {response(""), "envelope"},
		"cut gzip":           {response(zipped(envelope)[:40], "Content-Encoding", "gzip"), "gzip"},
		"HEAD with a body":   {of("HEAD", response(envelope)), "body"},
	} {
		t.Run(name, func(t *testing.T) {
			rec := &recorder{TB: t}
			rendertest.AssertError(rec, test.response, tested(), "key_not_found")
			if text := strings.Join(rec.said, "\n"); !strings.Contains(text, test.says) {
				t.Errorf("the assertion says %q, want %q in it", text, test.says)
			}
		})
	}
}

// What an entry says is checked, as far as a response can differ from it.
func TestAssertErrorReadsTheEntry(t *testing.T) {
	for name, test := range map[string]struct {
		code     catalog.Code
		response *http.Response
		says     string
	}{
		"no wait":           {"slow_down", status(429, response(said("slow_down", "Slow Down", "null"))), `"retry_after" is null`},
		"waits differ":      {"slow_down", status(429, response(said("slow_down", "Wait 60 seconds.", "7"), "Retry-After", "7")), `"message" is "Wait 60 seconds."`},
		"title":             {"name_taken", status(409, response(said("name_taken", "Name Taken", "null"))), "set all of its parameters"},
		"template":          {"name_taken", status(409, response(said("name_taken", "The name  of 7 is taken (a+b).", "null"))), `"message" is`},
		"pattern":           {"name_taken", status(409, response(said("name_taken", "The name x of 7 is taken (aab).", "null"))), `"message" is`},
		"concealed details": {"same_for_all", response(strings.Replace(said("same_for_all", "Not there.", "null"), "[]", `[{"a":1}]`, 1)), `"details" has 1`},
		"another challenge": {"guess_who", status(401, response(said("guess_who", "Not there.", "null"), "WWW-Authenticate", "Basic")), `"Basic", want "Bearer"`},
		"no such code":      {"key_gone", response(envelope), `"key_gone" is not in the catalog`},
	} {
		rec := &recorder{TB: t}
		rendertest.AssertError(rec, test.response, tested(), test.code)
		if text := strings.Join(rec.said, "\n"); !strings.Contains(text, test.says) {
			t.Errorf("%s: the assertion says %q, want %q in it", name, text, test.says)
		}
	}
}

func TestAssertNoLeak(t *testing.T) {
	const secret = "s3cr\u00e9t <pw>/\"7\""
	raw := "x" + secret
	for name, r := range map[string]*http.Response{
		"raw":           response("…" + secret + "…"),
		"upper case":    response("…" + strings.ToUpper(secret) + "…"),
		"header":        response("", "X-Debug", secret),
		"base64 at 0":   response(base64.StdEncoding.EncodeToString([]byte(secret))),
		"base64 at 1":   response(base64.StdEncoding.EncodeToString([]byte(raw + "tail"))),
		"base64 at 2":   response(base64.StdEncoding.EncodeToString([]byte("x" + raw + "t"))),
		"base64 URL":    response(base64.RawURLEncoding.EncodeToString([]byte(raw))),
		"hex":           response(hex.EncodeToString([]byte(raw))),
		"HEX":           response(strings.ToUpper(hex.EncodeToString([]byte(raw)))),
		"query":         response(url.QueryEscape(raw)),
		"path":          response(url.PathEscape(raw)),
		"JSON":          response(`"s3cr` + "\u00e9" + `t \u003cpw\u003e/\"7\""`),
		"Go":            response(fmt.Sprintf("%q", raw)),
		"gzip":          response(zipped(raw), "Content-Encoding", "gzip"),
		"trailer":       {Header: http.Header{}, Trailer: http.Header{"X-Sum": {secret}}},
		"status":        {Header: http.Header{}, Status: "500 " + secret},
		"no response":   nil,
		"cut gzip body": response(zipped(raw)[:12], "Content-Encoding", "gzip"),
	} {
		rec := &recorder{TB: t}
		rendertest.AssertNoLeak(rec, r, "other", secret)
		if len(rec.said) == 0 {
			t.Errorf("%s: the assertion found nothing", name)
		}
	}
	rec := &recorder{TB: t}
	if rendertest.AssertNoLeak(rec, response(envelope), ""); len(rec.said) == 0 {
		t.Error("an empty secret passed")
	}
	rendertest.AssertNoLeak(t, response(envelope), secret, "another")
	rendertest.AssertNoLeak(t, response(zipped(envelope), "Content-Encoding", "gzip"), secret)
}

func TestAssertIndistinguishable(t *testing.T) {
	other := func(header ...string) *http.Response {
		body := strings.NewReplacer("req_1", "req_2", "12:34:56Z", "23:59:59Z").Replace(envelope)
		return response(body, append([]string{"X-Request-Id", "req_2", "Date", "Mon, 25 May 2026 12:34:56 GMT"}, header...)...)
	}
	same := response(envelope, "Date", "Mon, 25 May 2026 12:34:55 GMT")
	rendertest.AssertIndistinguishable(t, same, other())
	rendertest.AssertIndistinguishable(t, response(zipped(envelope), "Content-Encoding", "gzip"),
		response(zipped(strings.Replace(envelope, "req_1", "req_2", 1)), "Content-Encoding", "gzip", "X-Request-Id", "req_2"))

	chunked := other()
	chunked.ContentLength, chunked.TransferEncoding = -1, []string{"chunked"}
	trailing := other()
	trailing.Trailer = http.Header{"X-Sum": {"1"}}
	for name, b := range map[string]*http.Response{
		"no response":      nil,
		"status":           status(403, other()),
		"reason":           {Status: "404 Nope", StatusCode: 404, Header: other().Header, ContentLength: 1},
		"extra header":     other("ETag", "x"),
		"header value":     other("Cache-Control", "private"),
		"missing header":   other("Cache-Control", ""),
		"missing Date":     other("Date", ""),
		"longer ID":        response(strings.Replace(envelope, "req_1", "req_22", 1), "X-Request-Id", "req_22"),
		"body":             response(with("Not there.", "Not yours.")),
		"length":           response(envelope + " "),
		"ID in two places": response(with("Not there.", "req_1 bad.")),
		"chunked":          chunked,
		"trailer":          trailing,
		"compressed":       response(zipped(envelope), "Content-Encoding", "gzip"),
	} {
		rec := &recorder{TB: t}
		rendertest.AssertIndistinguishable(rec, response(envelope, "Date", "Mon, 25 May 2026 12:34:55 GMT"), b)
		if len(rec.said) == 0 {
			t.Errorf("%s: the assertion saw no difference", name)
		}
	}
}
