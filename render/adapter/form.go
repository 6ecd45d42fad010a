package adapter

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/asterwise/errcat/internal/errtree"
	"github.com/asterwise/errcat/internal/jsontext"
)

// A form is what a body looks like.
type form uint8

const (
	envelope       form = iota // contract §1
	problemDetails             // RFC 9457, contract §7
	oauth                      // RFC 6749 §5.2, contract §7
)

func (f form) mediaType() string {
	if f == problemDetails {
		return "application/problem+json"
	}
	return "application/json"
}

// form decides in which form a request is answered.
func (e *Engine) form(req *http.Request, d *Decision) form {
	switch {
	case e.OAuth != nil && e.callOAuth(req, d):
		return oauth
	case e.ProblemDetails && prefersProblem(req.Header["Accept"]):
		return problemDetails
	default:
		return envelope
	}
}

// callOAuth asks the service. If that panics, the answer is an envelope.
func (e *Engine) callOAuth(req *http.Request, d *Decision) (is bool) {
	defer func() {
		if v := recover(); v != nil {
			is = false
			d.problem("choose the form of the answer: Options.OAuth panicked: %s", errtree.Text(v))
		}
	}()
	return e.OAuth(req)
}

// appendProblem appends the members that problem details have beside the
// envelope's (RFC 9457 §3.1).
func appendProblem(b []byte, d *Decision) []byte {
	b = append(b, `{"type":`...)
	b = jsontext.AppendString(b, d.Entry.DocURL())
	b = append(b, `,"title":`...)
	b = jsontext.AppendString(b, d.Entry.Title())
	b = append(b, `,"status":`...)
	b = strconv.AppendInt(b, int64(d.Entry.Status()), 10)
	b = append(b, `,"detail":`...)
	b = jsontext.AppendString(b, d.Message)
	return append(b, ',')
}

// appendOAuth appends an error response of OAuth 2.0.
func appendOAuth(b []byte, d *Decision) []byte {
	b = append(b, `{"error":`...)
	b = jsontext.AppendString(b, oauthCode(d))
	b = append(b, `,"error_description":`...)
	b = jsontext.AppendString(b, strings.Map(describable, d.Message))
	b = append(b, `,"error_uri":`...)
	b = jsontext.AppendString(b, d.Entry.DocURL())
	return append(b, '}')
}

// oauthCode is the catalog's, or the one that says the least.
func oauthCode(d *Decision) string {
	status := d.Entry.Status()
	switch {
	case d.Entry.OAuth() != "":
		return d.Entry.OAuth()
	case status == http.StatusServiceUnavailable:
		return "temporarily_unavailable"
	case status >= 500:
		return "server_error"
	default:
		return "invalid_request"
	}
}

// describable keeps a character that error_description may have (RFC 6749
// §5.2: printable ASCII but quotes and backslashes), and replaces any other.
func describable(r rune) rune {
	switch {
	case r == '"', r == '\u2018', r == '\u2019', r == '\u201c', r == '\u201d':
		return '\''
	case r == '\\':
		return '/'
	case r < ' ' || r > '~':
		return '?'
	default:
		return r
	}
}

// varyByAccept tells caches that the answer depends on Accept.
func varyByAccept(h http.Header) {
	for _, line := range h["Vary"] {
		for name := range strings.SplitSeq(line, ",") {
			if name = strings.TrimSpace(name); name == "*" || strings.EqualFold(name, "Accept") {
				return
			}
		}
	}
	h["Vary"] = append(slices.Clone(h["Vary"]), "Accept")
}

// prefersProblem reports whether Accept names problem details with a higher
// quality than JSON (RFC 9110 §12.5.1). A wildcard names JSON and not problem
// details: whoever sends it does not know of them.
func prefersProblem(accept []string) bool {
	problem, json := 0, 0
	how := -1 // how precisely JSON was named
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			name, quality := mediaRange(part)
			precise := slices.Index([]string{"*/*", "application/*", "application/json"}, name)
			switch {
			case name == "application/problem+json":
				problem = max(problem, quality)
			case precise > how:
				how, json = precise, quality
			case precise == how && precise >= 0:
				json = max(json, quality)
			}
		}
	}
	return problem > json
}

// mediaRange reads one element of Accept. Its quality is in thousandths.
func mediaRange(text string) (name string, quality int) {
	name, params, _ := strings.Cut(text, ";")
	quality = 1000
	for param := range strings.SplitSeq(params, ";") {
		key, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(key), "q") {
			quality = thousandths(strings.TrimSpace(value))
		}
	}
	return strings.ToLower(strings.TrimSpace(name)), quality
}

// thousandths reads a quality: 0 or 1, with three decimals at most (RFC 9110
// §12.4.2). What is none counts as 0, not acceptable. strconv.ParseFloat would
// do, and add 10 KiB to services that have no other use for it.
func thousandths(q string) int {
	whole, decimals, _ := strings.Cut(q, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 {
		return 0
	}
	n, err := strconv.ParseUint((whole + decimals + "000")[:4], 10, 64)
	if err != nil || n > 1000 {
		return 0
	}
	return int(n)
}
