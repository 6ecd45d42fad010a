package verify

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/internal/model"
	"github.com/asterwise/errcat/internal/spell"
)

var placeholder = regexp.MustCompile(`\{[a-z][a-z0-9_]*\}`)

func messageText(x *exam) {
	name, message := x.message()
	if _, ok := text(x.value(name)); !ok {
		return
	}
	if n := utf8.RuneCountInString(message); n == 0 || n > limits.Message {
		x.say("%s has %d characters, want 1–%d", name, n, limits.Message)
	}
	if strings.ContainsFunc(message, unicode.IsControl) {
		x.say("%s has a control character: %s", name, quote(message))
	}
	for _, found := range placeholder.FindAllString(message, -1) {
		if x.entry == nil || isPlaceholder(x.entry, strings.Trim(found, "{}")) {
			x.say("%s has the placeholder %s, which was not filled in", name, found)
		}
	}
}

// isPlaceholder reports whether a message of the catalog has a placeholder: a
// value may look like one.
func isPlaceholder(e *model.Error, name string) bool {
	return slices.ContainsFunc(e.Message.Segments, func(s model.Segment) bool { return s.Param == name })
}

func unknownCode(x *exam) {
	code, ok := text(x.value("error"))
	if x.entry != nil || !ok || x.form == oauth {
		return
	}
	retired, ok := x.retired[code]
	switch near := new(spell.Speller).Nearest(code, x.codes); {
	case ok && retired.Successor.Value != "":
		x.say("code %q is retired; %s took its place", code, retired.Successor.Value)
	case ok:
		x.say("code %q is retired", code)
	case near != "":
		x.say("the catalog has no code %s; did you mean %s?", quote(code), near)
	default:
		x.say("the catalog has no code %s", quote(code))
	}
}

func status(x *exam) {
	if x.entry != nil && x.entry.Status != x.Status {
		x.say("status is %d, %q has %d", x.Status, x.entry.Code, x.entry.Status)
	}
}

func messageTemplate(x *exam) {
	message, ok := text(x.value("message"))
	if x.entry == nil || !ok {
		return
	}
	groups := x.messages[x.entry.Code].FindStringSubmatch(message)
	switch {
	case len(groups) > 1 && groups[1] != strconv.FormatInt(x.wait(), 10):
		x.say("message names a wait of %s seconds, retry_after is %s", groups[1], x.value("retry_after"))
	case groups != nil || cutMessage(x.entry, message):
	case message == x.entry.Title.Value:
		x.say("message is the title of %q: a parameter is missing", x.entry.Code)
	default:
		x.say("message is %s, %q has %s", quote(message), x.entry.Code, quote(x.entry.Message.Text))
	}
}

// cutMessage reports whether a message is the beginning of one that was too
// long.
func cutMessage(e *model.Error, message string) bool {
	segments := e.Message.Segments
	if utf8.RuneCountInString(message) != limits.Message || len(segments) == 0 {
		return false
	}
	return strings.HasSuffix(message, "…") && strings.HasPrefix(message, segments[0].Literal)
}

func docURL(x *exam) {
	name := "doc_url"
	if x.form == oauth {
		name = "error_uri"
	}
	got, ok := text(x.value(name))
	switch {
	case !ok:
	case x.form == oauth && x.entry == nil:
		x.say("error_uri is %s, which is the page of no code", quote(got))
	case x.entry != nil && got != x.entry.DocURL.Value:
		x.say("%s is %s, %q has %s", name, quote(got), x.entry.Code, x.entry.DocURL.Value)
	case x.entry == nil && !strings.HasPrefix(got, "https://"):
		x.say("%s is %s, want an absolute https URL", name, quote(got))
	}
}

func problemDetails(x *exam) {
	if x.form != problem {
		return
	}
	for name, same := range map[string]string{"type": "doc_url", "detail": "message"} {
		if a, b := x.text(name), x.text(same); a != b {
			x.say("%s is %s, %s is %s", name, quote(a), same, quote(b))
		}
	}
	if got := string(x.value("status")); got != "" && got != strconv.Itoa(x.Status) {
		x.say("member status is %s, the response has %d", got, x.Status)
	}
	if got := x.text("title"); x.entry != nil && got != x.entry.Title.Value {
		x.say("title is %s, %q has %q", quote(got), x.entry.Code, x.entry.Title.Value)
	}
}

func oauthError(x *exam) {
	if x.form != oauth {
		return
	}
	if got := x.text("error"); x.entry != nil && got != oauthCode(x.entry) {
		x.say("error is %s, %q has %q", quote(got), x.entry.Code, oauthCode(x.entry))
	}
	description := x.text("error_description")
	if i := strings.IndexFunc(description, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(description[i:])
		x.say("error_description has %q, which RFC 6749 §5.2 does not allow", r)
	}
}

// oauthCode is the catalog's, or the one that contract §7 has for the status.
func oauthCode(e *model.Error) string {
	switch {
	case e.OAuth != "":
		return e.OAuth
	case e.Status == 503:
		return "temporarily_unavailable"
	case e.Status >= 500:
		return "server_error"
	default:
		return "invalid_request"
	}
}
