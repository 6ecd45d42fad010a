package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/asterwise/errcat/internal/model"
)

func messageTwin() Rule {
	return Rule{
		ID:      "message-twin",
		Title:   "No two messages say the same.",
		Why:     "People send the message, not the code. If two read alike, nobody knows which failure they saw, and two codes may be one.",
		Instead: "what is particular to each; or one code for both",
		check: func(p *pass) {
			first := map[string]*model.Error{} // by signature, and by signature short of a word
			for _, e := range p.inFileOrder() {
				content := content(e.Message.Text)
				if twin := twinOf(first, content); twin != nil {
					p.add(e.Message.Pos, e.Code, "message of %q says what that of %q does, at %s; say what is particular to each", e.Code, twin.Code, twin.Message.Pos)
					continue
				}
				for key := range keys(content) {
					if first[key] == nil {
						first[key] = e
					}
				}
			}
		},
	}
}

// twinOf returns an entry whose message has the same content words, or one more
// or less. Each message is looked up by its few keys, so that all of them take
// time in proportion to their words.
func twinOf(first map[string]*model.Error, content []string) *model.Error {
	whole := signature(content, -1)
	if e := first["all "+whole]; e != nil {
		return e
	}
	if e := first["but "+whole]; e != nil { // it had one word more
		return e
	}
	for i := range content {
		if e := first["all "+signature(content, i)]; e != nil && len(content) > enough {
			return e
		}
	}
	return nil
}

// enough is how many content words two messages share at least that differ by
// one: "not found" and "order not found" are no twins.
const enough = 5

func keys(content []string) map[string]bool {
	all := map[string]bool{"all " + signature(content, -1): true}
	for i := range content {
		if len(content) > enough {
			all["but "+signature(content, i)] = true
		}
	}
	return all
}

// signature joins words but one, -1 for all.
func signature(content []string, without int) string {
	if without >= 0 {
		content = slices.Delete(slices.Clone(content), without, without+1)
	}
	return strings.Join(content, " ")
}

// content returns the words of a message that carry its meaning, sorted: no
// case, no order, no plural, no small words.
func content(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '{' && r != '\''
	})
	kept := all[:0]
	for _, word := range all {
		if !small(word) {
			kept = append(kept, strings.TrimSuffix(word, "s"))
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

func small(word string) bool {
	switch word {
	case "a", "an", "and", "are", "at", "be", "been", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on",
		"our", "so", "that", "the", "then", "there", "this", "to", "was", "were", "will", "with", "you", "your":
		return true
	}
	return false
}
