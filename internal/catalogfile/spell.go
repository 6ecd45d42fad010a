package catalogfile

import (
	"fmt"

	"github.com/asterwise/errcat/internal/spell"
)

// A speller proposes the word that somebody meant.
type speller struct{ spell.Speller }

// suggest returns `; did you mean "x"?` for the candidate nearest to word, or
// otherwise where none is near.
func (s *speller) suggest(word string, candidates []string, otherwise string) string {
	return didYouMean(s.Nearest(word, candidates), otherwise)
}

func didYouMean(near, otherwise string) string {
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("; did you mean %q?", near)
}
