package samples

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
)

// TestPagesAreComplete: every code has all the sections of a page.
func TestPagesAreComplete(t *testing.T) {
	catalog := load(t)
	if len(catalog.Errors) < 50 {
		t.Fatalf("the catalog has %d codes only", len(catalog.Errors))
	}
	for _, e := range catalog.Errors {
		for _, gap := range gaps(e) {
			t.Errorf("%s: %q %s", e.Pos, e.Code, gap)
		}
	}
	if got := len(gaps(&model.Error{})); got != 10 {
		t.Errorf("an empty entry has %d gaps, want 10", got)
	}
}

func gaps(e *model.Error) []string {
	page := e.Page
	if page == nil {
		page = &model.Page{}
	}
	var out []string
	for _, want := range []struct {
		what   string
		n, min int
	}{
		{"characters in affects", len(e.Affects), 5},
		{"characters in its summary", len(plain(page.Summary...)), 20},
		{"characters in its meaning", len(plain(page.Meaning...)), 60},
		{"items in when", len(page.When), 2},
		{"characters in what one can learn more", len(plain(page.LearnMore...)), 60},
		{"steps in its quick fix", len(page.QuickFix), 2},
		{"characters in its recovery advice", len(plain(page.Recovery...)), 20},
		{"samples", len(page.Samples), 4},
		{"items in avoid", len(page.Avoid), 2},
		{"related codes", len(page.SeeAlso), 1},
	} {
		if want.n < want.min {
			out = append(out, fmt.Sprintf("has %d %s, want %d or more", want.n, want.what, want.min))
		}
	}
	return out
}

// TestKeyCodesReferToEachOther: the two that are mistaken for each other say
// how they differ.
func TestKeyCodesReferToEachOther(t *testing.T) {
	catalog := load(t)
	for code, other := range map[string]string{"key_not_found": "api_key_not_found", "api_key_not_found": "key_not_found"} {
		e := catalog.Lookup(code)
		if e == nil {
			t.Fatalf("there is no %q", code)
		}
		if !slices.ContainsFunc(e.Page.SeeAlso, func(t model.Text) bool { return t.Value == other }) {
			t.Errorf("%s: page of %q does not link to %q", e.Pos, code, other)
		}
		if !strings.Contains(plain(e.Page.LearnMore...), other) {
			t.Errorf("%s: page of %q does not say how it differs from %q", e.Pos, code, other)
		}
	}
}

// plain returns nodes as text, a paragraph a line.
func plain(nodes ...*model.Node) string {
	var b strings.Builder
	for i, n := range nodes {
		if i > 0 && n.Kind == model.Paragraph {
			b.WriteString("\n\n")
		}
		b.WriteString(n.Text)
		if n.Kind == model.CodeRef {
			b.WriteString(n.Code)
		}
		b.WriteString(plain(n.Kids...))
	}
	return b.String()
}

// TestKeyNotFound compares key_not_found, every word of it, with the page
// that all pages are modelled on, testdata/key_not_found.md. There the sample
// is without indentation.
func TestKeyNotFound(t *testing.T) {
	want, err := os.ReadFile("testdata/key_not_found.md")
	if err != nil {
		t.Fatal(err)
	}
	catalog := load(t)
	e := catalog.Lookup("key_not_found")
	category, _ := catalog.CategoryOf(e)
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(seedPage(e, category.Title), "\n")); diff != "" {
		t.Errorf("%s: the page differs (-want +got):\n%s", e.Pos, diff)
	}
}

func seedPage(e *model.Error, category string) string {
	var b strings.Builder
	section := func(title string, lines ...string) {
		fmt.Fprintf(&b, "\n## %s\n%s\n", title, strings.Join(lines, "\n"))
	}
	retryAfter := "null"
	if e.Retry.Kind != "never" {
		retryAfter = "a number"
	}
	page := e.Page
	fmt.Fprintf(&b, "# %s\n%s %d %s\n", e.Title.Value, e.Code, e.Status, category)
	section("Affects", e.Affects)
	section("Summary", plain(page.Summary...))
	section("What this means", plain(page.Meaning...))
	section("When you'll see this", items(page.When)...)
	section("Learn more", plain(page.LearnMore...))
	section("Example response", "message: "+e.Message.Text, "retry_after: "+retryAfter, "doc_url: "+e.DocURL.Value)
	section("Quick fix", items(page.QuickFix)...)
	recovery := []string{plain(page.Recovery...), ""}
	for _, s := range page.Samples {
		if s.Language != "python" {
			continue // the page has this one alone
		}
		recovery = append(recovery, "Python: "+s.Title)
		for line := range strings.Lines(s.Code) {
			if line = strings.TrimSpace(line); line != "" {
				recovery = append(recovery, line)
			}
		}
	}
	section("Recovery pattern", recovery...)
	section("Avoid this error by", items(page.Avoid)...)
	return b.String()
}

func items(nodes []*model.Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = "- " + plain(n)
	}
	return out
}
