package find_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/find"
)

// A textCase is a text that somebody pastes, and what it must lead to.
type textCase struct {
	Catalog string   // "" for that of this module, or "sample"
	Text    string   // what is pasted
	Want    []string // the codes that have to come first, in this order; none: nothing is found
	ID      string   // the request ID in it
	Wait    int      // the wait in it
	Details string   // the details in it, compact
}

func cases(t testing.TB) []textCase {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []textCase
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 60 {
		t.Fatalf("testdata/cases.json has %d cases: %v", len(list), err)
	}
	return list
}

// indexes returns the indexes that cases are for.
func indexes(t testing.TB) map[string]*find.Index {
	t.Helper()
	all := map[string]*find.Index{}
	for name, path := range map[string]string{"": "../../catalog.yaml", "sample": "testdata/sample.yaml"} {
		c, err := catalogfile.Load(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = find.New(c)
	}
	return all
}

func TestFind(t *testing.T) {
	finders := map[string]*find.Finder{}
	for name, index := range indexes(t) {
		finders[name] = find.NewFinder(index)
	}
	for _, c := range cases(t) {
		a := finders[c.Catalog].Find(c.Text)
		var got []string
		for _, m := range a.Found {
			got = append(got, m.Code)
		}
		line := finders[c.Catalog].Find(strings.ReplaceAll(c.Text, "\n", " ")) // as the field of the site has it
		if !slices.EqualFunc(a.Found, line.Found, func(a, b find.Match) bool { return a == b }) {
			t.Errorf("%.200q leads elsewhere without its line ends", c.Text)
		}
		if len(c.Want) == 0 && len(got) > 0 || len(got) < len(c.Want) || !slices.Equal(got[:len(c.Want)], c.Want) {
			t.Errorf("%.200q leads to %q, want %q first", c.Text, got, c.Want)
		}
		if p := a.Pasted; p.RequestID != c.ID || p.RetryAfter != c.Wait || compact(t, p.Details) != c.Details {
			t.Errorf("%.200q has request ID %q, wait %d and details %s; want %q, %d and %s",
				c.Text, p.RequestID, p.RetryAfter, p.Details, c.ID, c.Wait, c.Details)
		}
	}
}
