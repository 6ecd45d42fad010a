package find

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxText is how much of a text is read, in bytes.
const MaxText = 64 << 10

// A Pasted is what a text says of one failure.
type Pasted struct {
	Codes      []string // that members hold, the most telling first; not always codes of the catalog
	Message    string   // of a response, "" for none
	RequestID  string   // as the contract allows it (§3), "" for none
	RetryAfter int      // seconds, from 1 to 86,400; 0 for none
	Details    string   // a JSON array of objects that is not empty, "" for none
	Timestamp  string   // of a response, as the contract has it (§1), "" for none
	Text       string   // what to match
}

// Own reports whether there is something particular to one response.
func (p *Pasted) Own() bool { return p.RequestID != "" || p.RetryAfter > 0 || p.Details != "" }

// member finds a name and its value: quoted in one of two ways, quoted inside of
// something that is quoted, or bare.
var member = regexp.MustCompile(`([A-Za-z_][A-Za-z0-9_.-]{0,63})(?:\\{0,8}["'])?[ \t\r\n]{0,8}([:=])[ \t\r\n]{0,8}` +
	`(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|\\{1,8}"([^"\\]*)\\{1,8}"|([^ \t\r\n"'\\,;{}\[\]()<>&]+))`)

// The members that matter, by what they give. Names are compared in lower case,
// with hyphens as underscores.
var (
	codeNames    = []string{"error", "error.type", "error.code", "error_code", "code", "type", "msg", "message"}
	messageNames = []string{"message", "error_description", "detail"}
	otherNames   = []string{"err", "cause", "reason", "title"}
	idNames      = []string{"request_id", "x_request_id", "requestid", "request.id"}
)

const (
	waitName = "retry_after"
	timeName = "timestamp"
)

var (
	address   = regexp.MustCompile(`https?://[^ \t\r\n"'<>]+`)
	requestID = regexp.MustCompile(`^[A-Za-z0-9._~:+/=@-]{1,128}$`)
	timestamp = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$`)
	seconds   = regexp.MustCompile(`^[0-9]{1,5}$`)
)

// maxWait is the longest wait of the contract (§8), in seconds.
const maxWait = 86400

// Read reads a text that somebody pasted. It never fails.
func Read(text string) Pasted {
	text = cut(text, MaxText)
	values := map[string][]string{}
	collect(values, text, 0)
	var p Pasted
	var parts []string
	for _, name := range codeNames {
		p.Codes = append(p.Codes, values[name]...)
	}
	for _, name := range slices.Concat(codeNames, messageNames, otherNames) {
		for _, value := range values[name] {
			if !slices.Contains(parts, value) {
				parts = append(parts, value)
			}
		}
	}
	for _, name := range messageNames {
		if len(values[name]) > 0 {
			p.Message = values[name][0]
			break
		}
	}
	for _, name := range idNames {
		for _, value := range values[name] {
			if p.RequestID == "" && requestID.MatchString(value) {
				p.RequestID = value
			}
		}
	}
	for _, value := range values[waitName] {
		if n, err := strconv.Atoi(value); p.RetryAfter == 0 && seconds.MatchString(value) && err == nil && n >= 1 && n <= maxWait {
			p.RetryAfter = n
		}
	}
	for _, value := range values[timeName] {
		if p.Timestamp == "" && timestamp.MatchString(value) {
			p.Timestamp = value
		}
	}
	for _, value := range values["details"] {
		if p.Details == "" {
			p.Details = value
		}
	}
	p.Text = strings.Join(parts, " ")
	if p.Text == "" {
		p.Text = address.ReplaceAllString(text, " ")
	}
	return p
}

// cut returns the beginning of a text, whole characters of it.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// maxDepth is how often a text can be quoted inside of another.
const maxDepth = 3

// collect gathers the members of a text, and of texts that are values in it. It
// reports whether there are any.
func collect(values map[string][]string, text string, depth int) (found bool) {
	for _, m := range member.FindAllStringSubmatch(text, -1) {
		name := strings.ReplaceAll(strings.ToLower(m[1]), "-", "_")
		value, bare := unescape(m[3]+m[4]+m[5]), m[6]
		known := slices.Contains(codeNames, name) || slices.Contains(messageNames, name) || slices.Contains(otherNames, name)
		own := slices.Contains(idNames, name) || name == waitName || name == timeName
		switch {
		case bare != "" && (own || known && m[2] == "="):
			value = bare
		case bare != "":
			continue
		case strings.ContainsAny(value, "{=") && depth < maxDepth:
			if collect(values, value, depth+1) {
				found = true
				continue
			}
		}
		if value != "" && (known || own) {
			values[name] = append(values[name], value)
			found = true
		}
	}
	if list := details(text); list != "" {
		values["details"] = append(values["details"], list)
		found = true
	}
	return found
}

var escape = regexp.MustCompile(`\\(u[0-9A-Fa-f]{4}|[\s\S])`)

// unescape resolves the escapes that JSON and Python have in common.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		switch e[1:] {
		case "n":
			return "\n"
		case "t":
			return "\t"
		case "r":
			return "\r"
		}
		if len(e) == 6 && e[1] == 'u' {
			n, _ := strconv.ParseUint(e[2:], 16, 16)
			return string(rune(n))
		}
		return e[1:]
	})
}
