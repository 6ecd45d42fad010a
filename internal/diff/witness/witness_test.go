package witness

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/diff"
)

// TestWitnesses holds the severity of each change to what old clients make of
// it: where it breaks something a witness fails in every language, where it is
// compatible in none. What fails for the pair of each rule is in docs/diff.md.
func TestWitnesses(t *testing.T) {
	all := pairs(t)
	work := tasks(all)
	results := map[string]found{}
	for _, l := range languages() {
		t.Run(l.name, func(t *testing.T) { results[l.name] = l.run(t, l.text(t), work) })
	}
	for _, p := range all {
		worst, rule := diff.Compatible, "nothing"
		if changes := diff.Compare(p.before, p.after); len(changes) > 0 {
			worst, rule = changes[0].Severity(), changes[0].Rule
		}
		for language, f := range results {
			names := f.names(p.name)
			t.Logf("%-36s %-10s %-24s %-10s %s", p.name, worst, rule, language, strings.Join(names, ", "))
			if worst == diff.Compatible && len(names) > 0 {
				t.Errorf("%s: %s breaks nothing by the rules, but clients in %s: %q", p.name, rule, language, f[p.name])
			}
			if worst == diff.Breaking && len(names) == 0 {
				t.Errorf("%s: %s breaks clients by the rules, but none in %s", p.name, rule, language)
			}
		}
	}
	if len(results) < len(languages()) {
		return // a program is missing, or has failed
	}
	page, err := os.ReadFile("../../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := table(results); !strings.Contains(strings.ReplaceAll(string(page), "\r\n", "\n"), want) {
		t.Errorf("docs/diff.md does not have this table:\n%s", want)
	}
}

// table says which witnesses fail for the pair of each rule.
func table(results map[string]found) string {
	var b strings.Builder
	b.WriteString("| rule | severity | Go | TypeScript | Python |\n|---|---|---|---|---|\n")
	for _, r := range diff.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s |", r.ID, r.Severity)
		for _, l := range languages() {
			cell := strings.Join(results[l.name].names(r.ID), ", ")
			if cell == "" {
				cell = "–"
			}
			fmt.Fprintf(&b, " %s |", cell)
		}
		b.WriteString("\n")
	}
	return b.String()
}
