package lint

import (
	"slices"

	"github.com/asterwise/errcat/internal/spell"
)

const (
	ruleUnknown = "unknown-rule"
	ruleUnused  = "unused-exception"
)

func unknownRule() Rule {
	return Rule{
		ID:      ruleUnknown,
		Title:   "An exception names a rule.",
		Why:     "An exception to a rule that does not exist excuses nothing, and its reason misleads.",
		Instead: "the ID of a rule; `errcat lint -rules` prints them",
	}
}

func unusedException() Rule {
	return Rule{
		ID:      ruleUnused,
		Title:   "An exception excuses a finding.",
		Why:     "What is left of an exception when its finding is gone hides the next one.",
		Instead: "nothing: remove the exception",
	}
}

// except takes out the findings that the catalog excuses. The two rules about
// exceptions have none.
func (p *pass) except() {
	type key struct{ rule, code string }
	found := map[key]bool{}
	codes := map[string]string{} // by rule, the code of one finding
	for _, f := range p.findings {
		found[key{f.Rule, f.Code}] = true
		codes[f.Rule] = f.Code
	}
	excused := map[key]bool{}
	var ids []string
	for _, rule := range Rules() {
		ids = append(ids, rule.ID)
	}
	var about []Finding
	p.findings, about = nil, p.findings
	for _, x := range p.Lint {
		k := key{x.Rule, x.Code}
		switch {
		case !slices.Contains(ids, x.Rule):
			hint := "run errcat lint -rules for the list"
			if near := new(spell.Speller).Nearest(x.Rule, ids); near != "" {
				hint = "did you mean \"" + near + "\"?"
			}
			p.rule = ruleUnknown
			p.add(x.Pos, x.Code, "exception is to %q, which is no rule; %s", x.Rule, hint)
		case x.Code == "" && !found[k] && codes[x.Rule] != "":
			p.rule = ruleUnused
			p.add(x.Pos, "", "exception to %s names no code; add that of the finding, as in code: %s", x.Rule, codes[x.Rule])
		case !found[k] || excused[k]:
			p.rule = ruleUnused
			p.add(x.Pos, x.Code, "exception to %s of %s excuses nothing; remove it", x.Rule, subject(x.Code))
		default:
			excused[k] = true
		}
	}
	for _, f := range about {
		if !excused[key{f.Rule, f.Code}] {
			p.findings = append(p.findings, f)
		}
	}
}

func subject(code string) string {
	if code == "" {
		return "the catalog"
	}
	return "\"" + code + "\""
}
