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

func with(old, new string) string { return strings.Replace(envelope, old, new, 1) }

func status(code int, r *http.Response) *http.Response {
	r.StatusCode, r.Status = code, fmt.Sprint(code, " ", http.StatusText(code))
	return r
}

func of(method string, r *http.Response) *http.Response {
	r.Request = &http.Request{Method: method}
	return r
}

func TestAssertErrorPasses(t *testing.T) {
	const retry = `"retry_after":30`
	for name, r := range map[string]*http.Response{
		"plain":          response(envelope),
		"retry":          response(with(`"retry_after":null`, retry), "Retry-After", "30"),
		"details":        response(with(`[]`, `[{"loc":["a",1],"msg":"\u003c"}]`)),
		"compressed":     response(zipped(envelope), "Content-Encoding", "gzip"),
		"unknown length": response(zipped(envelope), "Content-Encoding", "gzip", "Content-Length", ""),
		"401":            status(401, response(envelope, "WWW-Authenticate", "Bearer")),
		"405":            status(405, response(envelope, "Allow", "GET")),
		"HEAD":           of("HEAD", response("", "Content-Length", "200")),
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(before))
			rendertest.AssertError(t, r, "key_not_found")
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
			rendertest.AssertError(rec, test.response, "key_not_found")
			if text := strings.Join(rec.said, "\n"); !strings.Contains(text, test.says) {
				t.Errorf("the assertion says %q, want %q in it", text, test.says)
			}
		})
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
