package diff

import (
	"slices"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// A Verdict is what comes of a comparison.
type Verdict struct {
	Changes  []Change
	Accepted map[string]model.Accepted // of breaking changes, by Key
	Problems diag.List                 // breaks that accept nothing
}

// Judge compares two catalogs and applies what the new one accepts. A break is
// accepted by the change that brings it: an item that stood in the old catalog
// already accepts nothing more, and nobody is blamed for it.
func Judge(before, after *model.Catalog) Verdict {
	v := Verdict{Changes: Compare(before, after), Accepted: map[string]model.Accepted{}}
	there := map[string]bool{}
	for _, c := range v.Changes {
		there[c.Key()] = true
	}
	for _, a := range after.Breaks {
		if slices.ContainsFunc(before.Breaks, func(b model.Accepted) bool { return key(a) == key(b) }) {
			continue
		}
		rule, known := Lookup(a.Rule)
		switch {
		case !known:
			v.Problems.Add(a.Pos, "break", "breaks names a rule %q that is not there; errcat diff -rules prints them", a.Rule)
		case rule.Severity != Breaking:
			v.Problems.Add(a.Pos, "break", "breaks accepts %q, which breaks nothing; remove it", a.Rule)
		case !there[key(a)]:
			v.Problems.Add(a.Pos, "break", "breaks accepts a change %q that is not there; remove it", key(a))
		default:
			v.Accepted[key(a)] = a
		}
	}
	v.Problems.Sort()
	return v
}

func key(a model.Accepted) string { return Change{Rule: a.Rule, Code: a.Code, Field: a.Field}.Key() }

// Breaks returns the breaking changes that nobody has accepted.
func (v Verdict) Breaks() []Change {
	var out []Change
	for _, c := range v.Changes {
		if _, accepted := v.Accepted[c.Key()]; c.Severity() == Breaking && !accepted {
			out = append(out, c)
		}
	}
	return out
}

// Count returns how many changes have a severity.
func (v Verdict) Count(s Severity) int {
	n := 0
	for _, c := range v.Changes {
		if c.Severity() == s {
			n++
		}
	}
	return n
}
