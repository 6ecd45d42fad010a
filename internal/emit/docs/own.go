package docs

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/asterwise/errcat/internal/find"
)

// ownBody returns the example body with what a response that somebody pasted
// has in its place.
func ownBody(body string, p *find.Pasted) string {
	var r struct {
		Success    bool            `json:"success"`
		Error      string          `json:"error"`
		Message    string          `json:"message"`
		Details    json.RawMessage `json:"details"`
		RetryAfter *int            `json:"retry_after"`
		DocURL     string          `json:"doc_url"`
		RequestID  string          `json:"request_id"`
		Timestamp  string          `json:"timestamp"`
	}
	if json.Unmarshal([]byte(body), &r) != nil {
		return body
	}
	if p.Message != "" {
		r.Message = p.Message
	}
	if p.Details != "" {
		r.Details = json.RawMessage(p.Details)
	}
	if p.RetryAfter > 0 {
		r.RetryAfter = &p.RetryAfter
	}
	if p.RequestID != "" {
		r.RequestID = p.RequestID
	}
	if p.Timestamp != "" {
		r.Timestamp = p.Timestamp
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return body
	}
	return inert(flat(string(text))) + "\n"
}

var (
	ownID   = regexp.MustCompile(`(?m)^X-Request-Id: .*$`)
	ownWait = regexp.MustCompile(`(?m)^Retry-After: .*$`)
)

// ownHead does the same for the headers.
func ownHead(head string, p *find.Pasted) string {
	if p.RequestID != "" {
		head = ownID.ReplaceAllLiteralString(head, "X-Request-Id: "+p.RequestID)
	}
	if p.RetryAfter > 0 {
		head = ownWait.ReplaceAllLiteralString(head, "Retry-After: "+strconv.Itoa(p.RetryAfter))
	}
	return head
}

// ownFacts are what a pasted response has of its own, for people.
func ownFacts(p *find.Pasted) []string {
	var list []string
	if p.RequestID != "" {
		list = append(list, "Request ID: "+p.RequestID)
	}
	if p.RetryAfter > 0 {
		list = append(list, "Wait: "+strconv.Itoa(p.RetryAfter)+" seconds")
	}
	var items []json.RawMessage
	if json.Unmarshal([]byte(p.Details), &items) == nil {
		for _, item := range items {
			var b strings.Builder
			encoder := json.NewEncoder(&b)
			encoder.SetEscapeHTML(false)
			if encoder.Encode(item) == nil {
				list = append(list, "Details: "+inert(strings.TrimSpace(b.String())))
			}
		}
	}
	return list
}

// inert escapes what a terminal could obey in a JSON text, whose own escapes are
// for the controls of ASCII only.
func inert(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
