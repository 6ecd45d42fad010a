package requestid_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/requestid"
)

func TestValid(t *testing.T) {
	for _, tt := range []struct {
		id   string
		want bool
	}{
		{"", false},
		{"a", true},
		{"req_01HXYZABCDEFGH", true},
		{"azAZ09._~:+/=@-", true},
		{"00000000-0000-4000-8000-000000000000", true},
		{"Root=1-67891233-abcdef012345678912345678", true},
		{strings.Repeat("x", 128), true},
		{strings.Repeat("x", 129), false},
		{strings.Repeat("é", 64), false},
		{"a b", false},
		{" a", false},
		{"a\n", false},
		{"a\x00", false},
		{"a,b", false},
		{"a;b", false},
		{"a\"b", false},
		{"<a>", false},
		{"a\\b", false},
		{"a%20b", false},
		{"{a}", false},
		{"é", false},
		{"\xff", false},
	} {
		if got := requestid.Valid(tt.id); got != tt.want {
			t.Errorf("Valid(%q) = %v", tt.id, got)
		}
	}
}

// The rule of the contract, in another notation.
var validID = regexp.MustCompile(`\A[A-Za-z0-9._~:+/=@-]{1,128}\z`)

func TestValidBytes(t *testing.T) {
	for c := range 256 {
		id := string([]byte{'a', byte(c), 'z'})
		if got, want := requestid.Valid(id), validID.MatchString(id); got != want {
			t.Errorf("Valid(%q) = %v, want %v", id, got, want)
		}
	}
}

func FuzzValid(f *testing.F) {
	for _, id := range []string{"", "req_01HXYZABCDEFGH", "a b", "\xff", strings.Repeat("x", 128), strings.Repeat("x", 129)} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if got, want := requestid.Valid(id), validID.MatchString(id); got != want {
			t.Errorf("Valid(%q) = %v, want %v", id, got, want)
		}
	})
}
