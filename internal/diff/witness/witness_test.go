package witness

import (
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/diff"
)

// TestWitnesses holds the severity of each change to what old clients make of it:
// of what breaks a witness fails in at least one language, of what is compatible
// in none.
func TestWitnesses(t *testing.T) {
	all := pairs(t)
	work := tasks(all)
	results := map[string]found{}
	for _, l := range languages() {
		t.Run(l.name, func(t *testing.T) { results[l.name] = l.run(t, l.text(t), work) })
	}
	for _, p := range all {
		worst, rule := diff.Compatible, ""
		if changes := diff.Compare(p.before, p.after); len(changes) > 0 {
			worst, rule = changes[0].Severity(), changes[0].Rule
		}
		failed := false
		for language, f := range results {
			names := f.names(p.name)
			failed = failed || len(names) > 0
			t.Logf("%-40s %-10s %-25s %-10s %s", p.name, worst, rule, language, strings.Join(names, ", "))
			if worst == diff.Compatible && len(names) > 0 {
				t.Errorf("%s is compatible, and breaks clients in %s: %q", p.name, language, f[p.name])
			}
		}
		if worst == diff.Breaking && !failed && len(results) > 0 {
			t.Errorf("%s breaks (%s), and no witness says so", p.name, rule)
		}
	}
}
