package plaintext_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/asterwise/errcat/internal/plaintext"
)

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
		if got := plaintext.Clean(tt.in, tt.limit); got != tt.want {
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
		out := plaintext.Clean(in, limit)
		if !utf8.ValidString(out) || utf8.RuneCountInString(out) > limit {
			t.Fatalf("Clean(%q, %d) = %q", in, limit, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("Clean(%q, %d) = %q, which has %U", in, limit, out, r)
			}
		}
		if again := plaintext.Clean(out, limit); again != out {
			t.Fatalf("Clean is not stable: %q became %q", out, again)
		}
	})
}
