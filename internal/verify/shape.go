package verify

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/jsontext"
)

func memberNames(x *exam) {
	want := x.form.names()
	var got []string
	for _, m := range x.members {
		switch {
		case slices.Contains(got, m.name):
			x.say("member %s is there twice", quote(m.name))
			return
		case !slices.Contains(want, m.name):
			x.say("member %s is not one of the form's", quote(m.name))
		}
		got = append(got, m.name)
	}
	for _, name := range want {
		if !slices.Contains(got, name) && name != "error_uri" {
			x.say("member %q is missing", name)
		}
	}
	ordered := slices.DeleteFunc(slices.Clone(want), func(name string) bool { return !slices.Contains(got, name) })
	got = slices.DeleteFunc(got, func(name string) bool { return !slices.Contains(want, name) })
	if !slices.Equal(got, ordered) {
		x.say("the members are in the order %s, want %s", strings.Join(got, ", "), strings.Join(ordered, ", "))
	}
}

func memberTypes(x *exam) {
	for _, m := range x.members {
		switch m.name {
		case "success":
			if string(m.value) != "false" {
				x.say("success is %s, want false", quote(string(m.value)))
			}
		case "details":
			x.detailsType(m.value)
		case "retry_after":
			if k := kind(m.value); k != "an integer" && k != "null" {
				x.say("retry_after is %s, want an integer or null", k)
			}
		case "status":
			if k := kind(m.value); k != "an integer" {
				x.say("status is %s, want an integer", k)
			}
		default:
			if k := kind(m.value); k != "a string" && slices.Contains(x.form.names(), m.name) {
				x.say("%s is %s, want a string", m.name, k)
			}
		}
	}
}

func (x *exam) detailsType(value json.RawMessage) {
	list, ok := items(value)
	if !ok {
		x.say("details is %s, want an array of objects", kind(value))
	}
	for i, item := range list {
		if k := kind(item); k != "an object" {
			x.say("details[%d] is %s, want an object", i, k)
		}
	}
}

// encoding holds the body to the law of contract §1. Text in details may have
// encoded itself, with escapes of its own, so that only what every text has to
// keep is asked of it.
func encoding(x *exam) {
	if !utf8.Valid(x.Body) {
		x.say("the body is not UTF-8")
		return
	}
	var compact bytes.Buffer
	if json.Compact(&compact, x.Body) == nil && !bytes.Equal(compact.Bytes(), x.Body) {
		x.say("there is white space outside of strings; the body is compact, without a newline at its end")
	}
	if i := bytes.IndexAny(x.Body, "<>&\u2028\u2029"); i >= 0 {
		r, _ := utf8.DecodeRune(x.Body[i:])
		x.say(`there is a bare %q; it is escaped as \u%04x`, r, r)
		return
	}
	for _, m := range x.members {
		if s, ok := text(m.value); ok && !bytes.Equal(jsontext.AppendString(nil, s), m.value) {
			x.say("%s is written %s, want %s", quote(m.name), cut(m.value), cut(jsontext.AppendString(nil, s)))
		}
	}
}

func cut(text []byte) string {
	const most = 80
	if len(text) > most {
		return strings.ToValidUTF8(string(text[:most]), "") + "…"
	}
	return string(text)
}

func requestIDMember(x *exam) {
	if got, ok := text(x.value("request_id")); ok && got != x.Header.Get("X-Request-Id") {
		x.say("request_id is %s, X-Request-Id is %s", quote(got), quote(x.Header.Get("X-Request-Id")))
	}
}

var timeForm = regexp.MustCompile(`\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z`)

func timestamp(x *exam) {
	got, ok := text(x.value("timestamp"))
	if _, err := time.Parse(time.RFC3339, got); ok && (err != nil || !timeForm.MatchString(got)) {
		x.say("timestamp is %s, want the form 2006-01-02T15:04:05Z", quote(got))
	}
}
