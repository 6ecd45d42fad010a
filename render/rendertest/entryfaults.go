package rendertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/limits"
	"github.com/asterwise/errcat/render"
)

// entryFaults lists how a response differs from what an entry says.
func entryFaults(resp *http.Response, raw []byte, entry *catalog.Entry) []string {
	var all []string
	fault := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }

	if resp.StatusCode != entry.Status() {
		fault("status %d, want %d", resp.StatusCode, entry.Status())
	}
	if got := resp.Header.Get("Www-Authenticate"); entry.Challenge() != "" && got != entry.Challenge() {
		fault("header WWW-Authenticate is %q, want %q", got, entry.Challenge())
	}
	var e render.Envelope
	body, err := plain(resp.Header, raw)
	if err != nil || json.Unmarshal(body, &e) != nil || e.Error != entry.Code() {
		return all // said before, or a HEAD
	}
	if e.DocURL != entry.DocURL() {
		fault(`"doc_url" is %q, want %q`, e.DocURL, entry.DocURL())
	}
	if entry.Concealed() && len(e.Details) > 0 {
		fault(`"details" has %d items; a concealed error has none`, len(e.Details))
	}
	if e.RetryAfter == nil && entry.RetryAfter() > 0 {
		fault(`"retry_after" is null, want a wait: by default it is %d`, int(entry.RetryAfter().Seconds()))
	}
	if fits(e.Message, entry.Message(), e.RetryAfter) {
		return all
	}
	fault(`"message" is %q, want %q`, e.Message, entry.Message())
	if e.Message == entry.Title() {
		fault("it is the title, which stands in for a message with a parameter that is not set: use the constructor, and set all of its parameters")
	}
	return all
}

var placeholder = regexp.MustCompile(`\{[a-z0-9_]+\}`)

// fits reports whether a message is a template of the catalog with its
// {placeholders} filled in. Of a message that was cut the beginning counts.
func fits(message, template string, wait *int) bool {
	literals := placeholder.Split(template, -1)
	if utf8.RuneCountInString(message) == limits.Message && len(literals) > 1 {
		return strings.HasPrefix(message, literals[0])
	}
	var pattern strings.Builder
	pattern.WriteString(`(?s)^`)
	for i, name := range append(placeholder.FindAllString(template, -1), "") {
		pattern.WriteString(regexp.QuoteMeta(literals[i]))
		switch {
		case name == "{retry_after}" && wait != nil:
			pattern.WriteString(strconv.Itoa(*wait))
		case name != "":
			pattern.WriteString(`.+`)
		}
	}
	pattern.WriteString(`$`)
	return regexp.MustCompile(pattern.String()).MatchString(message)
}
