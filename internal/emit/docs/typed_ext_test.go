package docs_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/docs"
)

// typedPage writes the page of the code "a_code" of a catalog with outputs, and
// returns its Markdown.
func typedPage(t *testing.T, pkg, outputs, entry string) string {
	t.Helper()
	text := strings.Replace(head, "package: testerr\n", "package: "+pkg+"\n"+outputs, 1) +
		"  a_code: {category: here, title: A, message: Something., " + entry + "}\n"
	c, err := catalogfile.Parse("test.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	book, err := docs.NewBook(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(book.Markdown(docs.PlainMarkdown())["a_code.md"])
}

// TestTypedIsForOutputs: a page has the languages whose packages there are. That
// the samples themselves are right is shown by those of our catalog, which
// internal/samples runs.
func TestTypedIsForOutputs(t *testing.T) {
	for _, tt := range []struct {
		name, pkg, outputs string
		want               []string
	}{
		{"none", "testerr", "", nil},
		{"no client", "testerr", "outputs: {schema: s.json}\n", nil},
		{"one", "testerr", "outputs: {python: py}\n", []string{"**Python**"}},
		{"all", "testerr", "outputs: {go: go, python: py, typescript: ts}\n", []string{"**Python**", "**TypeScript**", "**Go**"}},
		{"a package that hides another", "client", "outputs: {go: go, typescript: ts}\n", []string{"**TypeScript**"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := typedPage(t, tt.pkg, tt.outputs, "status: 400")
			var got []string
			for line := range strings.Lines(page) {
				if line = strings.TrimSpace(line); strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**") {
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("languages (-want +got):\n%s", diff)
			}
			for _, mark := range []string{"## Recovery pattern", "With the typed client"} {
				if strings.Contains(page, mark) != (tt.want != nil) {
					t.Errorf("%q on the page is %t", mark, tt.want == nil)
				}
			}
		})
	}
}

// TestTypedFollowsEntry: what the samples do is what the entry says.
func TestTypedFollowsEntry(t *testing.T) {
	const outputs = "outputs: {go: go, python: py, typescript: ts}\n"
	for _, tt := range []struct {
		name, entry string
		has, hasNot []string
	}{
		{"never", "status: 400", []string{"except ACodeError", "the request has to change", "target.Message()"}, []string{"retry_after,", "Repeat", "repeat(", "Transport"}},
		{"after change", "status: 409, retry: after_change", []string{"the account has to change first"}, []string{"Repeat", "Transport"}},
		{"after delay", "status: 429, retry: after_delay", []string{"error.retry_after)", "error.retryAfter}", "target.RetryAfter()"}, []string{"Repeat", "Transport", "has to change"}},
		{"backoff", "status: 503, retry: backoff", []string{"Repeat().call(", "await repeat(", "client.Transport{", "only with an Idempotency-Key"}, []string{"check(response)"}},
		{"backoff without effect", "status: 503, retry: backoff, effect: none", []string{"with a longer pause each time"}, []string{"Idempotency-Key"}},
		{"a name of its own", "status: 400, go_name: Other", []string{"except OtherError as", "instanceof OtherError)", "*testerr.OtherError"}, []string{"ACodeError"}},
		{
			"details", "status: 400, details: {note: {type: string, optional: true}, user_id: {type: string}, secret: {type: string, sensitive: true}, from: {type: integer}, third: {type: string}}",
			[]string{`item["user_id"], item["from"]`, "${item.user_id}: ${item.from}", "item.UserID, item.From"},
			[]string{"item.Note", "secret\"]", "item.Third"},
		},
		{"optional details", "status: 400, details: {note: {type: string, optional: true}}", []string{"except ACodeError"}, []string{"Items()", "error.items", "error.details)"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, typed, _ := strings.Cut(typedPage(t, "testerr", outputs, tt.entry), "With the typed client")
			for _, text := range tt.has {
				if !strings.Contains(typed, text) {
					t.Errorf("no %q in\n%s", text, typed)
				}
			}
			for _, text := range tt.hasNot {
				if strings.Contains(typed, text) {
					t.Errorf("%q in\n%s", text, typed)
				}
			}
		})
	}
}
