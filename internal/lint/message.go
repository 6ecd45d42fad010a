package lint

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/model"
)

func messageSentence() Rule {
	return Rule{
		ID:      "message-sentence",
		Title:   "A message is one or two sentences.",
		Why:     "People read it on a screen, between other sentences.",
		Instead: "a capital letter first, a period last, no exclamation mark",
		check: entries(func(p *pass, e *model.Error) {
			text := e.Message.Text
			first, _ := utf8.DecodeRuneInString(text)
			switch {
			case unicode.IsLower(first):
				p.add(e.Message.Pos, e.Code, "message of %q begins with a small letter; write a sentence", e.Code)
			case strings.Contains(text, "!"):
				p.add(e.Message.Pos, e.Code, "message of %q raises its voice; end its sentences with a period", e.Code)
			case !strings.HasSuffix(text, "."):
				p.add(e.Message.Pos, e.Code, "message of %q does not end with a period; write a sentence", e.Code)
			}
		}),
	}
}

func messageCourtesy() Rule {
	words := regexp.MustCompile(`(?i)\b(please|kindly|sorry|apologies|apologi[sz]e|oops|whoops|unfortunately)\b`)
	return Rule{
		ID:      "message-courtesy",
		Title:   "A message has no please and no sorry.",
		Why:     "They take up the room of what the reader needs, and the third time they annoy.",
		Instead: "what is wrong, then what to do",
		check: entries(func(p *pass, e *model.Error) {
			if word := words.FindString(e.Message.Text); word != "" {
				p.add(e.Message.Pos, e.Code, "message of %q says %q; say what is wrong, then what to do", e.Code, word)
			}
		}),
	}
}

func messageRetry() Rule {
	later := regexp.MustCompile(`(?i)\b(again|retry)\b[^.]*\b(later|soon|shortly|in an? \w+)\b`)
	return Rule{
		ID:      "message-retry",
		Title:   "A message promises no later success that retry does not know of.",
		Why:     "People try again for an hour where `retry` tells programs that it cannot help.",
		Instead: "what has to change first",
		check: entries(func(p *pass, e *model.Error) {
			if e.Retry.Kind != "never" && e.Retry.Kind != "after_change" {
				return
			}
			if words := later.FindString(e.Message.Text); words != "" {
				p.add(e.Message.Pos, e.Code, "message of %q says %q, but its retry is %s; say what has to change, or correct retry", e.Code, words, e.Retry.Kind)
			}
		}),
	}
}
