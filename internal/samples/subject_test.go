package samples

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// api is the address in the samples, which a run replaces by the stub's.
const api = "https://api.asterwise.com"

// A subject is a sample that is run.
type subject struct {
	sample
	language string
	title    string
	entry    *model.Error
}

// subjects returns the samples of all pages.
func subjects(t *testing.T) []*subject {
	t.Helper()
	var out []*subject
	for _, e := range load(t).Errors {
		for i, s := range e.Page.Samples {
			out = append(out, &subject{
				sample: sample{
					Name: fmt.Sprintf("%s_%s_%d", s.Language, e.Code, i+1),
					Code: s.Code + "\n",
					at:   strings.TrimPrefix(s.Pos.String(), "../../"),
				},
				language: s.Language, title: s.Title, entry: e,
			})
		}
	}
	return out
}

// faulty returns the samples of a page of testdata/faults, whose titles are
// what a run has to say about them. Its first line names the code.
func faulty(t *testing.T, file string, catalog *model.Catalog) []*subject {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\n")
	e := catalog.Lookup(strings.TrimPrefix(head, "# "))
	if e == nil {
		t.Fatalf("%s:1:1: there is no code %q", file, head)
	}
	var out []*subject
	var open *subject
	for i, line := range strings.Split(rest, "\n") {
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open == nil:
			language, title, _ := strings.Cut(info, " ")
			open = &subject{language: language, title: title, entry: e}
			open.Name = fmt.Sprintf("%s_%s_%d", language, strings.TrimSuffix(file[strings.LastIndex(file, "/")+1:], ".md"), len(out)+1)
			open.at = fmt.Sprintf("%s:%d:1", file, i+2)
		case fence:
			out = append(out, open)
			open = nil
		case open != nil:
			open.Code += line + "\n"
		}
	}
	if open != nil || len(out) == 0 {
		t.Fatalf("%s: no sample, or one without an end", file)
	}
	return out
}

// attempts returns how often the sample says that it sends a request, 0 where
// it does not say so.
func (s *subject) attempts() int {
	found := regexp.MustCompile(`(?m)^\s*(?:export |const |readonly )*(?:MAX_ATTEMPTS|maxAttempts|max_attempts)\s*(?::\s*\w+\s*)?=\s*(\d+)`).FindStringSubmatch(s.Code)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(found[1])
	return n
}

// longestWait returns the longest pause that the sample allows itself, in
// seconds: what it calls so, or a minute.
func (s *subject) longestWait() float64 {
	found := regexp.MustCompile(`(?mi)^\s*(?:export |const )*(max_?wait(?:_?seconds|_?s|_?ms|_?millis)?)\s*(?::\s*\w+\s*)?=\s*([\d_]+)(?:\s*\*\s*time\.(\w+))?`).FindStringSubmatch(s.Code)
	if found == nil {
		return 60
	}
	n, _ := strconv.ParseFloat(strings.ReplaceAll(found[2], "_", ""), 64)
	name := strings.ToLower(found[1])
	switch {
	case found[3] == "Minute":
		return n * 60
	case found[3] == "Hour":
		return n * 3600
	case strings.HasSuffix(name, "ms"), strings.HasSuffix(name, "millis"):
		return n / 1000
	}
	return n
}
