package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/diff"
	"github.com/asterwise/errcat/internal/model"
)

// TestJudge: an item accepts the break of the change that it came with, and no
// later one.
func TestJudge(t *testing.T) {
	gone := func(status int, breaks ...model.Accepted) *model.Catalog {
		return &model.Catalog{Errors: []*model.Error{{Code: "key_gone", Status: status}}, Breaks: breaks}
	}
	item := func(rule, since, reason string) model.Accepted {
		return model.Accepted{Rule: rule, Code: "key_gone", Since: since, Reason: reason}
	}
	first, second := item("status-changed", "v1", "First."), item("status-changed", "v2", "Second.")
	for _, tt := range []struct {
		name          string
		before, after *model.Catalog
		want          string // the breaks left, and the problems
	}{
		{"accepted", gone(404), gone(410, first), ""},
		{"not accepted", gone(404), gone(410), "status-changed key_gone;"},
		{"accepted before, for another change", gone(404, first), gone(410, first), "status-changed key_gone;"},
		{"accepted again", gone(404, first), gone(410, second), ""},
		{"accepted again, the old item kept", gone(404, first), gone(410, first, second), ""},
		{"accepted before, nothing changed", gone(404, first), gone(404, first), ""},
		{"accepted before and reworded", gone(404, first), gone(404, second), ""},
		{"nothing to accept", gone(404), gone(404, first), `breaks accepts a change "status-changed key_gone" that was not made; remove it`},
		{"nothing that breaks", gone(404), gone(404, item("code-added", "v1", "x")), `breaks accepts "code-added", which breaks nothing; remove it`},
		{"no rule", gone(404), gone(404, item("status", "v1", "x")), `breaks names a rule "status" that does not exist; errcat diff -rules prints them`},
		{"no rule, but not new", gone(404, item("status", "v1", "x")), gone(404, item("status", "v1", "x")), ""},
	} {
		v := diff.Judge(tt.before, tt.after)
		var got strings.Builder
		for _, c := range v.Breaks() {
			fmt.Fprintf(&got, "%s;", c.Key())
		}
		for _, p := range v.Problems {
			got.WriteString(p.Message)
		}
		if got.String() != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, &got, tt.want)
		}
	}
}
