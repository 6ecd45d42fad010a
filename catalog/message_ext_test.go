package catalog_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/asterwise/errcat/catalog"
)

// message returns what clients read of a message with these parameters.
func message(template string, params catalog.Params, after time.Duration) string {
	entry := catalog.NewEntry(catalog.Row{
		Code: "sample", Status: 429, Title: "The Title", Message: template,
		Retry: catalog.RetryAfterDelay, RetryAfter: after,
	})
	b := catalog.NewBase(&entry)
	if params != nil {
		b = catalog.WithParams(b, params)
	}
	return b.Message()
}

func TestMessage(t *testing.T) {
	params := tooHotParams{Given: "99", Limit: "80", Kettle: "secret"}
	for _, tt := range []struct {
		name, template string
		params         catalog.Params
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
	if got, want := newKettleHot().WithRetryAfter(1500*time.Millisecond).Message(), "The kettle is hot. Try again in 2 seconds."; got != want {
		t.Errorf("message is %q, want %q", got, want)
	}
	if got, want := newKettleHot().WithRetryAfter(0).Message(), "Kettle Hot"; got != want {
		t.Errorf("message without a wait is %q, want the title %q", got, want)
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{
		{"", 5, ""},
		{"plain", 5, "plain"},
		{"plainer", 5, "plai…"},
		{"ééééé", 5, "ééééé"},
		{"éééééé", 5, "éééé…"},
		{"a\nb", 5, "a\uFFFDb"},
		{"\n\n\n\n\n", 5, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"\xff\xff\xff\xff\xff\xff", 5, "\uFFFD\uFFFD\uFFFD\uFFFD…"},
		{"\uFFFD", 5, "\uFFFD"},
		{"ab", 1, "…"},
		{"a", 1, "a"},
	} {
		if got := catalog.Clean(tt.in, tt.limit); got != tt.want {
			t.Errorf("Clean(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}

// Whatever goes in, what comes out is valid, short and free of characters that
// change what a person sees around them; and cleaning it again does nothing.
func TestCleanAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := string(rapid.SliceOfN(rapid.Byte(), 0, 600).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "text") {
			in = rapid.StringN(0, 300, -1).Draw(t, "string")
		}
		limit := rapid.IntRange(1, 250).Draw(t, "limit")
		out := catalog.Clean(in, limit)
		if !utf8.ValidString(out) || utf8.RuneCountInString(out) > limit {
			t.Fatalf("Clean(%q, %d) = %q", in, limit, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("Clean(%q, %d) = %q, which has %U", in, limit, out, r)
			}
		}
		if again := catalog.Clean(out, limit); again != out {
			t.Fatalf("Clean is not stable: %q became %q", out, again)
		}
	})
}
