// Package samples holds the pages under docs/errors to what the documentation
// promises: code that compiles, samples that end well whatever a server
// answers, and pages that are complete. It has tests alone.
package samples

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/model"
)

func load(t *testing.T) *model.Catalog {
	t.Helper()
	catalog, err := catalogfile.Load("../../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// A sample is a piece of code of a page.
type sample struct {
	Name string `json:"name"` // unique, and a file name: "python_key_not_found_1"
	Code string `json:"code"`
	at   string // docs/errors/key_not_found.md:123:1
}

// in returns the samples of a language. There has to be one.
func in(t *testing.T, language string) []sample {
	t.Helper()
	var found []sample
	for _, e := range load(t).Errors {
		for i, s := range e.Page.Samples {
			if s.Language == language {
				found = append(found, sample{
					Name: fmt.Sprintf("%s_%s_%d", language, e.Code, i+1),
					Code: s.Code + "\n",
					at:   s.Pos.String(),
				})
			}
		}
	}
	if len(found) == 0 {
		t.Fatalf("the catalog has no sample in %s", language)
	}
	t.Logf("%d samples", len(found))
	return found
}

// where returns a line for each sample that says where it is from: what a
// compiler complains about is a name alone.
func where(samples []sample) string {
	out := "samples are from:\n"
	for _, s := range samples {
		out += fmt.Sprintf("%s: %s\n", s.at, s.Name)
	}
	return out
}

// need returns the path of a program. Without it the test is skipped, but
// fails where CI=true: a check that nobody runs finds nothing.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		missing(t, fmt.Sprintf("%s is not installed", program))
	}
	return path
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + "; CI needs it")
	}
	t.Skip(what)
}

// TestEveryLanguageIsChecked fails when a page of ours has a sample in a
// language for which no test is written.
func TestEveryLanguageIsChecked(t *testing.T) {
	checked := []string{"python", "typescript", "go", "bash"}
	for _, e := range load(t).Errors {
		for _, s := range e.Page.Samples {
			if !slices.Contains(checked, s.Language) {
				t.Errorf("%s: nothing checks samples in %q", s.Pos, s.Language)
			}
		}
	}
}
