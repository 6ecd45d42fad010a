package wire_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

type tooHotParams struct {
	Given  string // shown to the client
	Limit  string // shown to the client
	Kettle string // for logs only
}

func (p tooHotParams) Attrs() []slog.Attr {
	return []slog.Attr{slog.String("given", p.Given), slog.String("limit", p.Limit), slog.String("kettle", p.Kettle)}
}

func (p tooHotParams) ClientText(name string) (string, bool) {
	switch name {
	case "given":
		return p.Given, true
	case "limit":
		return p.Limit, true
	}
	return "", false
}

// message returns what clients read of a message with these parameters.
func message(template string, params wire.Params, after time.Duration) string {
	entry := catalog.Row{
		Code: "sample", Status: 429, Title: "The Title", Message: template,
		Retry: catalog.RetryAfterDelay, RetryAfter: after,
	}.Entry()
	b := wire.New(&entry)
	if params != nil {
		b = b.WithParams(params)
	}
	return b.Message()
}

func TestMessage(t *testing.T) {
	params := tooHotParams{Given: "99", Limit: "80", Kettle: "secret"}
	for _, tt := range []struct {
		name, template string
		params         wire.Params
		after          time.Duration
		want           string
	}{
		{"without placeholders", "No such pot.", nil, 0, "No such pot."},
		{"empty", "", nil, 0, ""},
		{"parameters", "{given} is over {limit}.", params, 0, "99 is over 80."},
		{"the same twice", "{given}, yes, {given}.", params, 0, "99, yes, 99."},
		{"side by side", "{given}{limit}", params, 0, "9980"},
		{"wait", "Try again in {retry_after} seconds.", nil, 90 * time.Second, "Try again in 90 seconds."},
		{"wait and parameters", "{given}: wait {retry_after}s.", params, time.Second, "99: wait 1s."},
		{"no wait", "Try again in {retry_after} seconds.", nil, 0, "The Title"},
		{"no parameters at all", "{given} is over.", nil, 0, "The Title"},
		{"a parameter that is not there", "{given} is over {maximum}.", params, 0, "The Title"},
		{"a parameter for logs only", "Kettle {kettle} is hot.", params, 0, "The Title"},
		{"a brace that does not close", "{given} is over {limit", params, 0, "99 is over {limit"},
		{"a brace that does not open", "} {given}", params, 0, "} 99"},
		{"a value that looks like a placeholder", "{given} is over {limit}.", tooHotParams{Given: "{kettle}", Limit: "{limit}"}, 0, "{kettle} is over {limit}."},
		{"an empty value", "[{given}]", tooHotParams{}, 0, "[]"},
		{"a format verb", "{given} %d", tooHotParams{Given: "%s"}, 0, "%s %d"},
		{"markup", "{given}", tooHotParams{Given: "</script>"}, 0, "</script>"},
		{"control characters", "{given}", tooHotParams{Given: "a\x00b\r\nc\td\x7f\u0085"}, 0, "a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFD\uFFFD"},
		{"bidirectional controls", "{given}", tooHotParams{Given: "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"}, 0, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"line separators", "{given}", tooHotParams{Given: "a\u2028b\u2029c"}, 0, "a\uFFFDb\uFFFDc"},
		{"invalid UTF-8", "{given}", tooHotParams{Given: "a\xffb\xc3"}, 0, "a\uFFFDb\uFFFD"},
		{"a rune split between two values", "{given}{limit}", tooHotParams{Given: "\xc3", Limit: "\xa9"}, 0, "é"},
		{"right-to-left text without controls", "{given}", tooHotParams{Given: "שלום"}, 0, "שלום"},
		{"very long", "{given}", tooHotParams{Given: strings.Repeat("é", 1e5)}, 0, strings.Repeat("é", 198) + "…"},
		{"as long as allowed", "{given}", tooHotParams{Given: strings.Repeat("é", 199)}, 0, strings.Repeat("é", 199)},
		{"one too long", "{given}", tooHotParams{Given: strings.Repeat("é", 200)}, 0, strings.Repeat("é", 198) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := message(tt.template, tt.params, tt.after); got != tt.want {
				t.Errorf("message is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMessageNamesTheWaitOfTheError(t *testing.T) {
	entry := catalog.Row{Message: "Try again in {retry_after} seconds.", Retry: catalog.RetryAfterDelay, RetryAfter: time.Minute}.Entry()
	for wait, want := range map[time.Duration]string{
		1500 * time.Millisecond: "Try again in 2 seconds.",
		0:                       "Try again in 1 seconds.", // now is not never
	} {
		if b := wire.New(&entry).WithRetryAfter(wait); b.Message() != want {
			t.Errorf("with a wait of %v the message is %q, want %q", wait, b.Message(), want)
		}
	}
}
