package lint

import (
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

func concealedHint() Rule {
	causes := regexp.MustCompile(`(?i)\b((another|other|different|(some(one|body)|anyone) else's) (account|customer|organi[sz]ation|owner|person|team|tenant|user)|belongs? to|(not|n't) (own|yours)|permission|(already )?(registered|taken)|already exists|blocked|banned|deleted|disabled|disposable|expired|locked|removed|revoked|suspended|(wrong|incorrect) (code|password|secret|signature)|mismatch|does not match)\b`)
	several := regexp.MustCompile(`(?i)\b(or|whether|either)\b`)
	// hint looks for a sentence that names one cause without another.
	hint := func(p *pass, e *model.Error, what, text string, pos diag.Pos) {
		for sentence := range strings.SplitSeq(text, ". ") {
			if told := causes.FindString(sentence); told != "" && !several.MatchString(sentence) {
				p.add(pos, e.Code, "%s of the concealed %q tells of one cause, %q; say what fits all of them", what, e.Code, told)
				return
			}
		}
	}
	return Rule{
		ID:      "concealed-hint",
		Title:   "The texts of a concealed code fit all of its causes.",
		Why:     "The answer is the same whatever the cause, so that nobody learns which it was. A title or message about one cause says it, or is wrong for the others.",
		Instead: "what is true of all causes, or all of them in one sentence: \"does not exist or belongs to another account\"",
		check: entries(func(p *pass, e *model.Error) {
			if !e.Concealed {
				return
			}
			hint(p, e, "message", e.Message.Text, e.Message.Pos)
			hint(p, e, "title", e.Title.Value, e.Title.Pos)
			if e.Page != nil {
				for _, n := range e.Page.Summary {
					hint(p, e, "summary", words(n), n.Pos)
				}
			}
		}),
	}
}

// words returns the text of prose without its markup.
func words(n *model.Node) string {
	text := n.Text
	if n.Kind == model.CodeRef {
		text = n.Code
	}
	for _, kid := range n.Kids {
		text += words(kid)
	}
	return text
}
