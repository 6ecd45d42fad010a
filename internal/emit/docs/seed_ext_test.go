package docs_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/emit/docs"
)

// TestSeed compares the page of key_not_found with the document that the
// catalog began with: all of its lines must be there, in its order.
func TestSeed(t *testing.T) {
	want, err := os.ReadFile("testdata/key_not_found.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := ours(t)
	_, page := elements(t, "key_not_found", site(t, c)["key_not_found/index.html"])
	inOrder(t, string(want), page)

	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(want), "Skip to main content")
	sections := regexp.MustCompile(`(?m)^(NEW TO APIS\?|PRODUCTION ENGINEER)\n(.*)$`)
	inOrder(t, sections.ReplaceAllString(rest, "$2\n$1"), book.Text(book.Page("key_not_found"), nil))
}

var (
	listMarker = regexp.MustCompile(`^\s*(•|\d+\.)\s`)
	space      = regexp.MustCompile(`\s+`)
)

func inOrder(t *testing.T, want, got string) {
	t.Helper()
	plain := func(s string) string { return strings.ToLower(space.ReplaceAllString(s, "")) }
	rest := plain(got)
	lines := 0
	for line := range strings.Lines(want) {
		line = plain(strings.TrimSuffix(strings.TrimSpace(listMarker.ReplaceAllString(line, "")), "Python:"))
		if line == "" {
			continue
		}
		at := strings.Index(rest, line)
		if at < 0 {
			t.Errorf("line is not there, or in another place: %q", line)
			continue
		}
		rest = rest[at+len(line):]
		lines++
	}
	if lines < 57 {
		t.Errorf("only %d lines were compared", lines)
	}
}
