package samples

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/asterwise/errcat/internal/model"
)

// TestRun runs every sample of every page against a server that answers as an
// API does, and as what is in front of one. What it expects of a sample:
//
//   - What is called is the last public function of Python, the last exported
//     async function of TypeScript and the last exported function of Go, whose
//     first parameter is a context; Bash runs the whole script, with -eu.
//   - Parameters have names of arguments_test.go.
//   - The API's address is written out, https://api.asterwise.com, or a
//     parameter base_url. Paths are those that are public; where none is, the
//     address of the request is a parameter url.
//   - A request has a limit of 10 seconds; in Bash as --max-time 10.
//   - Pauses are time.sleep, setTimeout, time.After or time.NewTimer, and sleep.
//   - A sample that sends a request more than once declares MAX_ATTEMPTS,
//     maxAttempts or max_attempts. It never pauses for more than a minute, or
//     than MAX_WAIT, maxWait or max_wait seconds.
//   - A request is repeated only where retry and effect of the code allow it,
//     and not before the wait that the answer names.
//   - An error is not swallowed, and is not one of a parser. If it is not the
//     page's code, it has the status and, where there is one, the request ID.
//   - The samples of a page do the same thing.
func TestRun(t *testing.T) {
	t.Parallel()
	all := subjects(t)
	var mu sync.Mutex
	var done []*run
	t.Cleanup(func() { // when all languages are done
		for _, fault := range differences(done) {
			t.Error(fault)
		}
	})
	for _, language := range languages() {
		t.Run(language.name, func(t *testing.T) {
			t.Parallel()
			mine := slices.DeleteFunc(slices.Clone(all), func(s *subject) bool { return s.language != language.name })
			if len(mine) == 0 {
				t.Fatalf("no page has a sample in %s", language.name)
			}
			table := newTable()
			var order []string
			situations := map[string][]string{} // by what is wrong
			for _, r := range perform(t, language, mine) {
				faults := r.faults()
				mu.Lock()
				done = append(done, r)
				mu.Unlock()
				table.add(r, len(faults) == 0)
				for _, fault := range faults {
					fault = fmt.Sprintf("%s: %s, %s: %s", r.subject.at, r.subject.entry.Code, language.name, fault)
					if situations[fault] == nil {
						order = append(order, fault)
					}
					situations[fault] = append(situations[fault], r.situation.name)
				}
			}
			slices.Sort(order)
			for _, fault := range order {
				t.Errorf("%s\n\tin the situations: %s", fault, strings.Join(situations[fault], ", "))
			}
			t.Log(table)
		})
	}
}

// TestRunFinds makes sure that each fault that a run looks for is found: the
// samples of testdata/faults are titled with what a run says about them, or
// with "nothing".
func TestRunFinds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/faults/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no page in testdata/faults (%v)", err)
	}
	catalog := load(t)
	var all []*subject
	for _, file := range files {
		all = append(all, faulty(t, file, catalog)...)
	}
	for _, language := range languages() {
		t.Run(language.name, func(t *testing.T) {
			t.Parallel()
			mine := slices.DeleteFunc(slices.Clone(all), func(s *subject) bool { return s.language != language.name })
			found := map[*subject]string{}
			for _, r := range perform(t, language, mine) {
				for _, fault := range r.faults() {
					found[r.subject] += fmt.Sprintf("in the situation %q: %s\n", r.situation.name, fault)
				}
			}
			for _, s := range mine {
				switch {
				case s.title == "nothing" && found[s] != "":
					t.Errorf("%s: a right sample is refused\n%s", s.at, found[s])
				case s.title != "nothing" && !strings.Contains(found[s], s.title):
					t.Errorf("%s: nobody says %q, but\n%s", s.at, s.title, found[s])
				}
			}
		})
	}
}

// differences says where the samples of a page do not do the same: end alike,
// after as many requests.
func differences(runs []*run) []string {
	type place struct{ page, situation string }
	did := map[place]map[string][]string{} // languages by what they did
	for _, r := range runs {
		if r.result == nil {
			continue // reported
		}
		at := place{r.subject.entry.Code, r.situation.name}
		if did[at] == nil {
			did[at] = map[string][]string{}
		}
		what := fmt.Sprintf("%s after %d requests", r.result.End, len(r.requests))
		if r.situation.silent { // on a busy machine some are not even sent before the limit
			what = r.result.End
		}
		did[at][what] = append(did[at][what], r.subject.language)
	}
	var out []string
	for at, ways := range did {
		if len(ways) < 2 {
			continue
		}
		var parts []string
		for what, languages := range ways {
			slices.Sort(languages)
			parts = append(parts, fmt.Sprintf("%s: %s", strings.Join(languages, ", "), what))
		}
		slices.Sort(parts)
		out = append(out, fmt.Sprintf("%s: the samples differ in the situation %q: %s", at.page, at.situation, strings.Join(parts, "; ")))
	}
	slices.Sort(out)
	return out
}

func TestDifferences(t *testing.T) {
	e := &model.Error{Code: "a_code"}
	did := func(language, name, end string, requests int) *run {
		return &run{
			subject: &subject{language: language, entry: e}, situation: situation{name: name},
			requests: make([]sent, requests), result: &result{End: end},
		}
	}
	got := differences([]*run{
		did("python", "one", "error", 1), did("go", "one", "error", 1), did("bash", "one", "value", 1),
		did("python", "two", "error", 1), did("go", "two", "error", 3),
		did("python", "three", "error", 2), did("go", "three", "error", 2),
	})
	want := []string{
		`a_code: the samples differ in the situation "one": bash: value after 1 requests; go, python: error after 1 requests`,
		`a_code: the samples differ in the situation "two": go: error after 3 requests; python: error after 1 requests`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// A language is one that samples are written in, and how they are run: the
// results by the IDs of the runs.
type language struct {
	name string
	run  func(t *testing.T, base string, runs []*run) map[string]*result
}

func languages() []language {
	return []language{{"python", runPython}, {"typescript", runTypeScript}, {"go", runGo}, {"bash", runBash}}
}

// perform runs samples of a language in all situations.
func perform(t *testing.T, l language, of []*subject) []*run {
	t.Helper()
	s := newStub(t)
	var runs []*run
	for i, situation := range situations() {
		for j, subject := range of {
			if situation.only != nil && !situation.only(subject) {
				continue
			}
			r := &run{id: fmt.Sprintf("%d-%d", i, j), subject: subject, situation: situation}
			runs = append(runs, r)
			s.runs[r.id] = r
		}
	}
	results := l.run(t, s.URL, runs)
	own := map[*subject]*run{}
	for _, r := range runs {
		if r.result = results[r.id]; r.situation.name == theCode {
			own[r.subject] = r
		}
	}
	for _, r := range runs {
		r.own = own[r.subject]
	}
	return runs
}

// A table counts the samples that pass, by situation.
type table struct {
	order        []string
	passed, runs map[string]int
}

func newTable() *table { return &table{passed: map[string]int{}, runs: map[string]int{}} }

func (c *table) add(r *run, passed bool) {
	name := r.situation.name
	if c.runs[name]++; c.runs[name] == 1 {
		c.order = append(c.order, name)
	}
	if passed {
		c.passed[name]++
	}
}

func (c *table) String() string {
	var b strings.Builder
	b.WriteString("samples that pass, by situation\n")
	passed, runs := 0, 0
	for _, name := range c.order {
		fmt.Fprintf(&b, "  %-26s %3d of %3d\n", name, c.passed[name], c.runs[name])
		passed, runs = passed+c.passed[name], runs+c.runs[name]
	}
	fmt.Fprintf(&b, "  %-26s %3d of %3d", "all", passed, runs)
	return b.String()
}
