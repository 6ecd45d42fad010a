package samples

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// TestPagesAreReal holds what pages say to what there is: four samples that do
// the same thing with addresses that exist, a gotcha, and links to click.
func TestPagesAreReal(t *testing.T) {
	for _, e := range load(t).Errors {
		text, err := os.ReadFile(filepath.Join("../../docs/errors", e.Code+".md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range unreal(e, string(text)) {
			t.Errorf("docs/errors/%s.md: %s", e.Code, fault)
		}
	}
}

func TestPagesAreRealFinds(t *testing.T) {
	e := &model.Error{Code: "a_code", Page: &model.Page{Samples: []model.Sample{
		{Language: "python", Title: "One", Code: "raise SystemExit # a_code"},
		{Language: "python", Title: "One", Code: "raise PermissionError # a_code"},
		{Language: "bash", Title: "Two", Code: "curl $ENDPOINT https://api.asterwise.com https://api.asterwise.com"},
	}}}
	text := "Sign in at asterwise.com/dashboard.\n\n```bash\necho asterwise.com/dashboard # gotcha\n```\n"
	got := strings.Join(unreal(e, text), "\n")
	const want = `names no gotcha
line 1: an address that nobody can click; write {links.dashboard}
has samples in [python python bash], not one in each of [python typescript go bash]
sample 1, python: SystemExit is for programs, not for libraries
sample 2, python: PermissionError is of the file system
sample 3, bash: is titled "Two", where the first is "One"
sample 3, bash: does not mention a_code
sample 3, bash: an invented address: ENDPOINT
sample 3, bash: has https://api.asterwise.com in 2 places`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var four []model.Sample
	for _, language := range []string{"python", "typescript", "go", "bash"} {
		four = append(four, model.Sample{Language: language, Title: "One", Code: "a_code"})
	}
	e.Page.Samples = four
	if got := unreal(e, "A gotcha. See {links.dashboard}."); got != nil {
		t.Errorf("a right page is refused: %q", got)
	}
}

func unreal(e *model.Error, text string) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	prose := prose(text)
	if !strings.Contains(strings.ToLower(strings.Join(prose, "\n")), "gotcha") {
		add("names no gotcha")
	}
	for i, line := range prose {
		if strings.Contains(line, "asterwise.com/dashboard") {
			add("line %d: an address that nobody can click; write {links.dashboard}", i+1)
		}
	}
	var languages []string
	for _, s := range e.Page.Samples {
		languages = append(languages, s.Language)
	}
	if want := []string{"python", "typescript", "go", "bash"}; !slices.Equal(languages, want) {
		add("has samples in %v, not one in each of %v", languages, want)
	}
	for i, s := range e.Page.Samples {
		at := fmt.Sprintf("sample %d, %s: ", i+1, s.Language)
		if first := e.Page.Samples[0].Title; s.Title != first {
			add("%sis titled %q, where the first is %q", at, s.Title, first)
		}
		if !strings.Contains(s.Code, e.Code) {
			add("%sdoes not mention %s", at, e.Code)
		}
		if strings.Contains(s.Code, "ENDPOINT") {
			add("%san invented address: ENDPOINT", at)
		}
		if n := strings.Count(s.Code, api); n > 1 {
			add("%shas %s in %d places", at, api, n)
		}
		if strings.Contains(s.Code, "SystemExit") {
			add("%sSystemExit is for programs, not for libraries", at)
		}
		if strings.Contains(s.Code, "PermissionError") {
			add("%sPermissionError is of the file system", at)
		}
	}
	return out
}

// prose returns the lines of a page, of which those of code are empty.
func prose(text string) []string {
	lines := strings.Split(text, "\n")
	code := false
	for i, line := range lines {
		fence := strings.HasPrefix(line, "```")
		if fence || code {
			lines[i] = ""
		}
		code = code != fence
	}
	return lines
}
