package docs

import (
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// correct gives words the kind that their place gives them. Lexers look at the
// word alone: to them the name of a function is a keyword if it is get.
func correct(tokens []chroma.Token) {
	for i, token := range tokens {
		if !token.Type.InCategory(chroma.Keyword) {
			continue
		}
		before, after := neighbour(tokens[:i], -1), neighbour(tokens[i+1:], 0)
		switch {
		case before == "function":
			tokens[i].Type = chroma.NameFunction
		case strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ".."),
			contextual(token.Value) && strings.IndexAny(after, "(:=,)") == 0:
			tokens[i].Type = chroma.NameOther
		}
	}
}

// contextual reports whether a word is a keyword of TypeScript in front of a
// name only.
func contextual(word string) bool {
	return slices.Contains([]string{"get", "set", "of", "from", "type", "as"}, word)
}

// neighbour returns the first or, with -1, the last token that is neither white
// space nor a comment; "" for none.
func neighbour(tokens []chroma.Token, from int) string {
	for i := range tokens {
		at := i
		if from < 0 {
			at = len(tokens) - 1 - i
		}
		text := strings.TrimSpace(tokens[at].Value)
		if text != "" && !tokens[at].Type.InCategory(chroma.Comment) {
			return text
		}
	}
	return ""
}
