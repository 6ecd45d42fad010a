package spell

import (
	"fmt"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, tt := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"stauts", []string{"title", "status"}, "status"},
		{"Status", []string{"status"}, "status"},
		{"doc-url", []string{"docs", "doc_url"}, "doc_url"},
		{"warning", []string{"info", "warn"}, "warn"},
		{"lang", []string{"language"}, "language"},
		{"http", []string{"status", "title", "params", "docs"}, ""},
		{"x", []string{"y"}, ""},
		{"", []string{"a"}, ""},
		{"ab", []string{"ba"}, "ba"},
		{"ax", []string{"aa", "ab"}, "aa"}, // the first of two that are as near
		{"key_not_fuond", []string{"key_not_found", "kex_not_found"}, "key_not_found"},
		{"schlussel", []string{"schlüssel"}, "schlüssel"},
	} {
		var s Speller
		if got := s.Nearest(tt.word, tt.candidates); got != tt.want {
			t.Errorf("nearest(%q, %q) = %q, want %q", tt.word, tt.candidates, got, tt.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"", "", 3, 0},
		{"abc", "abc", 3, 0},
		{"abc", "acb", 3, 1}, // swapped
		{"abc", "ab", 3, 1},
		{"abc", "xabc", 3, 1},
		{"abc", "axc", 3, 1},
		{"abcd", "badc", 3, 2},
		{"abcdef", "uvwxyz", 3, 4}, // more than the limit
		{"abcdefgh", "a", 2, 3},
	} {
		if got := Distance(tt.a, tt.b, tt.limit); got != tt.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
		if back := Distance(tt.b, tt.a, tt.limit); back != tt.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", tt.b, tt.a, tt.limit, back, tt.want)
		}
	}
}

// TestSpellingIsBounded: after enough work there are no more suggestions.
func TestSpellingIsBounded(t *testing.T) {
	candidates := make([]string, 5000)
	for i := range candidates {
		candidates[i] = fmt.Sprintf("code_number_%d", i)
	}
	var s Speller
	if s.Nearest("code_numbr_7", candidates) == "" {
		t.Error("the first word has no suggestion")
	}
	for range 5000 {
		s.Nearest("code_numbr_7", candidates)
	}
	if s.spent > maxSpelling {
		t.Errorf("compared %d pairs, want at most %d", s.spent, maxSpelling)
	}
	if got := s.Nearest("code_numbr_7", candidates); got != "" {
		t.Errorf("got suggestion %q after the limit", got)
	}
}
