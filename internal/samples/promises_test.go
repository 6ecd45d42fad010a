package samples

import (
	"fmt"
	"os"
	"regexp"
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
	if got := len(gaps(&model.Error{})); got != 9 {
		t.Errorf("an empty entry has %d gaps, want 9", got)
	}
}

func gaps(e *model.Error) []string {
	docs := e.Docs
	var out []string
	for _, want := range []struct {
		what   string
		n, min int
	}{
		{"characters in affects", len(e.Affects), 5},
		{"characters in its summary", len(docs.Summary), 20},
		{"characters in its meaning", len(docs.Meaning), 60},
		{"items in when", len(docs.When), 2},
		{"items in quick_fix", len(docs.QuickFix), 2},
		{"characters in its recovery advice", len(docs.Recovery.Advice), 20},
		{"samples", len(docs.Recovery.Samples), 1},
		{"items in avoid", len(docs.Avoid), 2},
		{"related codes", len(docs.SeeAlso), 1},
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
		if !slices.ContainsFunc(e.Docs.SeeAlso, func(t model.Text) bool { return t.Value == other }) {
			t.Errorf("%s: see_also of %q does not name %q", e.Pos, code, other)
		}
		if !strings.Contains(e.Docs.Background, other) {
			t.Errorf("%s: background of %q does not say how it differs from %q", e.Pos, code, other)
		}
	}
}

// TestTexts: what all texts are held to.
func TestTexts(t *testing.T) {
	catalog := load(t)
	link := regexp.MustCompile(regexp.QuoteMeta(catalog.DocsBaseURL.Value) + `([a-z0-9_]*)`)
	reference := regexp.MustCompile(`\{ *facts?\b`)
	links := 0
	for _, e := range catalog.Errors {
		for _, text := range texts(e) {
			for _, match := range link.FindAllStringSubmatch(text, -1) {
				links++
				if catalog.Lookup(match[1]) == nil {
					t.Errorf("%s: a text of %q links to %s, which is no code's page", e.Pos, e.Code, match[0])
				}
			}
			if reference.MatchString(text) {
				t.Errorf("%s: a text of %q has a fact that was not filled in: %s", e.Pos, e.Code, text)
			}
		}
	}
	if links == 0 {
		t.Error("no text links to another code's page")
	}
}

// texts returns all that people read about a code.
func texts(e *model.Error) []string {
	docs := e.Docs
	all := []string{e.Message.Text, e.Title.Value, e.Affects, docs.Summary, docs.Meaning, docs.Background, docs.Recovery.Advice}
	all = slices.Concat(all, docs.When, docs.QuickFix, docs.Avoid)
	for _, p := range e.Params {
		all = append(all, p.Doc)
	}
	for _, d := range e.Details {
		all = append(all, d.Doc)
	}
	return all
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
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(page(e, category.Title), "\n")); diff != "" {
		t.Errorf("%s: the page differs (-want +got):\n%s", e.Pos, diff)
	}
}

func page(e *model.Error, category string) string {
	var b strings.Builder
	section := func(title string, lines ...string) {
		fmt.Fprintf(&b, "\n## %s\n%s\n", title, strings.Join(lines, "\n"))
	}
	retryAfter := "null"
	if e.Retry.Kind != "never" {
		retryAfter = "a number"
	}
	docs := e.Docs
	fmt.Fprintf(&b, "# %s\n%s %d %s\n", e.Title.Value, e.Code, e.Status, category)
	section("Affects", e.Affects)
	section("Summary", docs.Summary)
	section("What this means", docs.Meaning)
	section("When you'll see this", items(docs.When)...)
	section("Learn more", docs.Background)
	section("Example response", "message: "+e.Message.Text, "retry_after: "+retryAfter, "doc_url: "+e.DocURL.Value)
	section("Quick fix", items(docs.QuickFix)...)
	recovery := []string{docs.Recovery.Advice, ""}
	for _, s := range docs.Recovery.Samples {
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
	section("Avoid this error by", items(docs.Avoid)...)
	return b.String()
}

func items(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = "- " + text
	}
	return out
}
