// Package verify checks a response completely: status, headers and body
// against what one request may get, and every byte of it for the bytes of
// other requests.
package verify

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/render"
)

// A Want says which error response a request must get.
type Want struct {
	Code       catalog.Code
	Message    string // "": the entry's own, with the wait filled in
	Details    []json.RawMessage
	RetryAfter int       // 0: null, and no header
	RequestID  string    // "": a minted one
	Time       time.Time // zero: within the last minute
	Head       bool
	Allow      bool // an Allow header must be there
}

// A Response is one as it came over the wire.
type Response struct {
	Status int
	Header http.Header
	Body   []byte // as sent, perhaps compressed
}

var minted = regexp.MustCompile(`^req_[0-7][0-9A-HJKMNP-TV-Z]{25}$`)

// Error checks an error response.
func Error(res Response, want Want) error {
	entry, ok := apierr.Catalog().Lookup(want.Code)
	if !ok {
		return fmt.Errorf("code %q is not in the catalog", want.Code)
	}
	if res.Status != entry.Status() {
		return fmt.Errorf("status %d, want %d of %s", res.Status, entry.Status(), want.Code)
	}
	id, err := RequestID(res, want.RequestID)
	if err != nil {
		return err
	}
	if err := headers(res, want, entry); err != nil {
		return err
	}
	body, err := Decoded(res)
	if err != nil {
		return err
	}
	envelope := render.Envelope{
		Error: want.Code, Message: want.Message, Details: want.Details,
		DocURL: entry.DocURL(), RequestID: id, Timestamp: want.Time,
	}
	if want.Message == "" {
		envelope.Message = strings.ReplaceAll(entry.Message(), "{retry_after}", strconv.Itoa(want.RetryAfter))
	}
	if want.Details == nil {
		envelope.Details = []json.RawMessage{}
	}
	if want.RetryAfter > 0 {
		envelope.RetryAfter = &want.RetryAfter
	}
	if want.Head {
		envelope.Timestamp = time.Now().UTC().Truncate(time.Second) // any will do: all are equally long
		return head(res, envelope)
	}
	return same(body, envelope)
}

// RequestID checks the X-Request-Id header and returns it. An empty want
// means that the service had to mint one.
func RequestID(res Response, want string) (string, error) {
	ids := res.Header.Values(render.HeaderRequestID)
	switch {
	case len(ids) != 1:
		return "", fmt.Errorf("%d X-Request-Id headers, want one", len(ids))
	case want == "" && !minted.MatchString(ids[0]):
		return "", fmt.Errorf("X-Request-Id %q was not minted here", ids[0])
	case want != "" && ids[0] != want:
		return "", fmt.Errorf("X-Request-Id %q, want the %q that was sent", ids[0], want)
	}
	return ids[0], nil
}

func headers(res Response, want Want, entry *catalog.Entry) error {
	fixed := map[string]string{
		"Content-Type":           "application/json",
		"X-Content-Type-Options": "nosniff",
		"Cache-Control":          "no-store",
		"Retry-After":            "",
		"Www-Authenticate":       entry.Challenge(),
		"Etag":                   "",
		"Content-Disposition":    "",
		"X-Owner":                "",
	}
	if want.RetryAfter > 0 {
		fixed["Retry-After"] = strconv.Itoa(want.RetryAfter)
	}
	for name, value := range fixed {
		if got := res.Header.Values(name); value == "" && len(got) > 0 || value != "" && (len(got) != 1 || got[0] != value) {
			return fmt.Errorf("header %s is %q, want %q", name, got, value)
		}
	}
	if want.Allow && res.Header.Get("Allow") == "" {
		return fmt.Errorf("no Allow header with status %d", res.Status)
	}
	if res.Header.Get("Content-Encoding") != "" || want.Head {
		return nil
	}
	if got := res.Header.Get("Content-Length"); got != strconv.Itoa(len(res.Body)) {
		return fmt.Errorf("Content-Length %q, want %d, the length of the body", got, len(res.Body))
	}
	return nil
}

// Decoded returns the body without its encoding.
func Decoded(res Response) ([]byte, error) {
	switch encoding := res.Header.Get("Content-Encoding"); {
	case encoding == "" || len(res.Body) == 0:
		return res.Body, nil
	case encoding != "gzip":
		return nil, fmt.Errorf("Content-Encoding %q, want gzip or none", encoding)
	}
	z, err := gzip.NewReader(bytes.NewReader(res.Body))
	if err != nil {
		return nil, fmt.Errorf("unzip the body: %w", err)
	}
	body, err := io.ReadAll(io.LimitReader(z, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("unzip the body: %w", err)
	}
	return body, nil
}

func head(res Response, envelope render.Envelope) error {
	if len(res.Body) > 0 {
		return fmt.Errorf("%d bytes of body in answer to HEAD", len(res.Body))
	}
	body, err := json.Marshal(envelope)
	if err != nil {
		return fmt.Errorf("encode what was wanted: %w", err)
	}
	got := res.Header.Get("Content-Length")
	if n, err := strconv.Atoi(got); res.Header.Get("Content-Encoding") == "gzip" && err == nil && n > 0 {
		return nil // the length of the compressed body, which GET would get
	}
	if got != strconv.Itoa(len(body)) {
		return fmt.Errorf("Content-Length %q in answer to HEAD, want the %d that GET would get", got, len(body))
	}
	return nil
}

// same compares a body with an envelope byte for byte. Where the envelope has
// no time the body's must be a recent one.
func same(body []byte, envelope render.Envelope) error {
	var got render.Envelope
	if err := json.Unmarshal(body, &got); err != nil {
		return fmt.Errorf("decode the body %q: %w", body, err)
	}
	if envelope.Timestamp.IsZero() {
		if age := time.Since(got.Timestamp); age < -time.Second || age > time.Minute {
			return fmt.Errorf("timestamp %s is not of now", got.Timestamp)
		}
		envelope.Timestamp = got.Timestamp
	}
	want, err := json.Marshal(envelope)
	if err != nil {
		return fmt.Errorf("encode what was wanted: %w", err)
	}
	if !bytes.Equal(body, want) {
		return fmt.Errorf("body\n\t%s, want\n\t%s", body, want)
	}
	return nil
}
