package docs

import (
	"slices"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// matchTimeout is how long a lexer may look for one token.
const matchTimeout = 30 * time.Second

// newLexer returns a lexer of chroma that gives the same tokens whatever else
// the machine does. Chroma's own does not: it stops each search after a quarter
// of a second by a coarse clock, which on a busy machine is over at once, and
// goes on as if there were nothing to find. Pages that are made twice would
// then differ.
//
// It is nil where a language is not known, and for the few lexers of several
// languages at once.
func newLexer(language string) chroma.Lexer {
	if language == "" {
		return nil
	}
	base, ok := lexers.Get(language).(*chroma.RegexLexer)
	if !ok {
		return nil
	}
	lexer, err := patient(base)
	if err != nil {
		return nil
	}
	return chroma.Coalesce(lexer)
}

// patient returns a lexer with the rules of another, and patience.
func patient(base *chroma.RegexLexer) (chroma.Lexer, error) {
	rules, err := base.Rules()
	if err != nil {
		return nil, err
	}
	rules = rules.Clone()
	rules["root"] = append([]chroma.Rule{{Pattern: `(?!)`, Mutator: patience{}}}, rules["root"]...)
	lexer, err := chroma.NewLexer(base.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return nil, err
	}
	return lexer.SetRegistry(lexers.GlobalLexerRegistry), nil
}

// patience is in a rule that matches nothing. When the rules are compiled it
// sets how long each may search, and goes.
type patience struct{}

// Mutate is never called.
func (patience) Mutate(*chroma.LexerState) error { return nil }

// MutateLexer is called once, with all rules.
func (patience) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	for _, all := range rules {
		for _, r := range all {
			if r.Regexp != nil {
				r.Regexp.MatchTimeout = matchTimeout
			}
		}
	}
	rules[state] = slices.Delete(rules[state], rule, rule+1)
	return nil
}
