package rendertest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/requestid"
	"github.com/asterwise/errcat/render"
)

// drain reads the body of a response and puts it back.
func drain(resp *http.Response) ([]byte, error) {
	if resp.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return body, err
}

// plain undoes the content encoding of a body, if it is gzip.
func plain(header http.Header, body []byte) ([]byte, error) {
	if len(body) == 0 || !strings.EqualFold(header.Get("Content-Encoding"), "gzip") {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("decode the gzip body: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("decode the gzip body: %w", err)
	}
	return text, nil
}

// faults lists how a response differs from what the contract says of an error
// response with this code. An empty code stands for any.
func faults(resp *http.Response, raw []byte, code catalog.Code) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }

	head := resp.Request != nil && resp.Request.Method == http.MethodHead
	body, err := plain(resp.Header, raw)
	if err != nil {
		fault("%v", err)
		return all
	}
	if resp.StatusCode < 400 || resp.StatusCode > 599 {
		fault("status %d is not an error status; want 400–599", resp.StatusCode)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/json", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
	} {
		if got := resp.Header[name]; len(got) != 1 || got[0] != want {
			fault("header %s is %q, want %q", name, got, want)
		}
	}
	switch n, sent := declared(resp); {
	case !sent && !head && resp.Header.Get("Content-Encoding") == "" && !resp.Uncompressed: // for HEAD it is optional, and a compressing writer drops it
		fault("there is no Content-Length; an error response has one")
	case sent && !head && n != len(raw):
		fault("header Content-Length is %d, the body has %d bytes", n, len(raw))
	}
	ids := resp.Header[render.HeaderRequestID]
	if len(ids) != 1 || !requestid.Valid(ids[0]) {
		fault("header %s is %q, want one valid request ID", render.HeaderRequestID, ids)
	}
	if resp.StatusCode == http.StatusUnauthorized && resp.Header.Get("Www-Authenticate") == "" {
		fault("a 401 needs a WWW-Authenticate header (RFC 9110 §15.5.2)")
	}
	if _, ok := resp.Header["Allow"]; resp.StatusCode == http.StatusMethodNotAllowed && !ok {
		fault("a 405 needs an Allow header (RFC 9110 §15.5.6)")
	}
	if head {
		if len(raw) > 0 {
			fault("the response to HEAD has a body of %d bytes", len(raw))
		}
		return all
	}
	return append(all, bodyFaults(resp.Header, body, code)...)
}

// declared returns the Content-Length that was sent.
func declared(resp *http.Response) (n int, sent bool) {
	n, err := strconv.Atoi(resp.Header.Get("Content-Length"))
	return n, err == nil
}

func bodyFaults(header http.Header, body []byte, code catalog.Code) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }

	var e render.Envelope
	if err := json.Unmarshal(body, &e); err != nil {
		fault("read the envelope: %v; the body is %q", err, cut(body))
		return all
	}
	// The eight members, their order, spacing and escapes in one comparison.
	again, err := json.Marshal(e)
	if err != nil {
		fault("write the envelope again: %v", err)
	} else if !bytes.Equal(unescaped(again), unescaped(body)) {
		fault("the body is not what encoding/json writes for the eight members in their order:\n got %s\nwant %s", cut(body), cut(again))
	}
	if e.Success {
		fault(`"success" is true`)
	}
	if e.Error == "" || code != "" && e.Error != code {
		fault(`"error" is %q, want %q`, e.Error, code)
	}
	if n := utf8.RuneCountInString(e.Message); n == 0 || n > limits.Message {
		fault(`"message" has %d characters, want 1–%d`, n, limits.Message)
	}
	if e.Details == nil {
		fault(`"details" is null or missing, want an array`)
	}
	for i, item := range e.Details {
		if len(item) == 0 || item[0] != '{' {
			fault(`item %d of "details" is not an object: %s`, i, cut(item))
		}
	}
	want := []string(nil)
	if e.RetryAfter != nil {
		want = []string{strconv.Itoa(*e.RetryAfter)}
		if *e.RetryAfter < 1 || *e.RetryAfter > int(limits.RetryAfter/time.Second) {
			fault(`"retry_after" is %d, want 1–86400 or null`, *e.RetryAfter)
		}
	}
	if got := header["Retry-After"]; strings.Join(got, "|") != strings.Join(want, "|") {
		fault(`header Retry-After is %q; "retry_after" asks for %q`, got, want)
	}
	if !strings.HasPrefix(e.DocURL, "https://") {
		fault(`"doc_url" is %q, want an absolute https URL`, e.DocURL)
	}
	if got := header.Get(render.HeaderRequestID); e.RequestID != got {
		fault(`"request_id" is %q, header %s is %q`, e.RequestID, render.HeaderRequestID, got)
	}
	if e.Timestamp.Location() != time.UTC || e.Timestamp.Nanosecond() != 0 {
		fault(`"timestamp" is %s, want UTC in whole seconds`, e.Timestamp)
	}
	return all
}

// unescaped evens out the two forms that U+FFFD has: encoding/json escapes
// the one that stands for invalid bytes, and writes the other as it is.
func unescaped(b []byte) []byte { return bytes.ReplaceAll(b, []byte(`\ufffd`), []byte("\uFFFD")) }

// cut is a body as a message can show it.
func cut(body []byte) string {
	const most = 600
	if len(body) > most {
		return fmt.Sprintf("%s… (%d bytes)", body[:most], len(body))
	}
	return string(body)
}
