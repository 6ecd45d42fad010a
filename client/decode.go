package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/plaintext"
	"github.com/asterwise/errcat/internal/requestid"
)

// Decode is [Check] for a response that has been read: by another HTTP client,
// say, or from a recording. It never returns nil.
//
// It reads the envelope (contract §1), problem details (RFC 9457) with or
// without the envelope's members, and the error responses of OAuth 2.0 (RFC
// 6749 §5.2). Of anything else it keeps the status, the request ID and the wait
// that the headers name. A member of a wrong type counts as absent.
func Decode(status int, header http.Header, body []byte, c catalog.Catalog) *Error {
	e := &Error{Status: status, RequestID: requestID(header.Get("X-Request-Id"))}
	members, err := object(body)
	if err == nil {
		err = e.read(members, c)
	}
	if err != nil {
		e.cause = err
	}
	e.entry, _ = c.Lookup(e.Code)
	e.wait = max(headerWait(header, time.Now()), bodyWait(members["retry_after"]))
	return e
}

// object returns the members of a JSON object.
func object(body []byte) (map[string]json.RawMessage, error) {
	if len(body) == 0 {
		return nil, errors.New("the body is empty")
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return nil, fmt.Errorf("the body is no JSON object: %w", err)
	}
	if members == nil {
		return nil, errors.New("the body is no JSON object: it is null")
	}
	return members, nil
}

// read reads the members of any of the three shapes.
func (e *Error) read(members map[string]json.RawMessage, c catalog.Catalog) error {
	code := text(members["error"])
	switch {
	case string(members["success"]) == "false" && isCode(code): // also problem details of ours
		e.Code = catalog.Code(code)
		e.message = text(members["message"])
		e.DocURL = text(members["doc_url"])
	case code != "" && (members["error_description"] != nil || members["error_uri"] != nil):
		e.OAuth = plaintext.Clean(code, limits.Code)
		e.message = text(members["error_description"])
		e.DocURL = text(members["error_uri"])
		e.Code = codeOfPage(c, e.DocURL)
	case members["status"] != nil && (members["title"] != nil || members["detail"] != nil):
		e.message = text(members["detail"])
		if e.message == "" {
			e.message = text(members["title"])
		}
		e.DocURL = text(members["type"])
	default:
		return errors.New("the body is no error response that is known here")
	}
	e.message = plaintext.Clean(e.message, limits.Message)
	if !strings.HasPrefix(e.DocURL, "https://") {
		e.DocURL = ""
	}
	if id := requestID(text(members["request_id"])); id != "" {
		e.RequestID = id
	}
	e.Timestamp, _ = time.Parse(time.RFC3339, text(members["timestamp"]))
	var items []json.RawMessage
	if json.Unmarshal(members["details"], &items) == nil {
		e.details = wire.ReadDetails(items)
	}
	return nil
}

// text is a JSON string, "" where the value is anything else.
func text(value json.RawMessage) (s string) {
	if json.Unmarshal(value, &s) != nil {
		return ""
	}
	return s
}

// isCode reports whether a text may be the code of a catalog.
func isCode(s string) bool {
	if s == "" || len(s) > limits.Code || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// requestID returns an ID that may stand in a log line, "" for any other.
func requestID(s string) string {
	if !requestid.Valid(s) {
		return ""
	}
	return s
}

// codeOfPage returns the code whose page an address is: what OAuth's answer has
// in place of a code.
func codeOfPage(c catalog.Catalog, address string) catalog.Code {
	if address == "" {
		return ""
	}
	for entry := range c.All() {
		if entry.DocURL() == address {
			return entry.Code()
		}
	}
	return ""
}
