package lint

import "slices"

// A Rule is one thing that reviewers look for.
type Rule struct {
	ID      string // kebab-case, such as "code-status"; never renamed, because exceptions name it
	Title   string // one sentence that says what a good catalog looks like
	Why     string // what goes wrong otherwise
	Instead string // what to write

	check func(*pass) // nil for the rules about exceptions, which see the findings of all others
}

// Rules returns the rules in the order in which they make sense to a reader:
// codes, statuses, messages, parameters and details, pages, the file.
func Rules() []Rule {
	return []Rule{
		vagueCode(),
		codeStatus(),
		ownPrefix(),

		retryStatus(),
		effectStatus(),

		messageSentence(),
		messageCourtesy(),
		messageInternals(),
		messageRetry(),
		messageTwin(),
		concealedHint(),

		undocumented(),
		detailsEcho(),

		pageComplete(),
		sampleCode(),
		seeAlsoMutual(),

		entryOrder(),
		unusedCategory(),
		unusedLink(),
		unknownRule(),
		unusedException(),
	}
}

// Lookup returns the rule with an ID.
func Lookup(id string) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
