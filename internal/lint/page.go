package lint

import (
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// pages is entries for those that have one.
func pages(check func(p *pass, e *model.Error)) func(*pass) {
	return entries(func(p *pass, e *model.Error) {
		if e.Page != nil {
			check(p, e)
		}
	})
}

func pageComplete() Rule {
	return Rule{
		ID:      "page-complete",
		Title:   "A page has all sections, and samples in its recovery pattern.",
		Why:     "Readers come in the middle of a failure and look where the other pages have the answer.",
		Instead: "the missing section; `errcat help page` says what belongs there",
		check: pages(func(p *pass, e *model.Error) {
			for _, h := range model.Headings() {
				if !written(e.Page, h.Anchor) {
					p.add(e.Page.Title.Pos, e.Code, "page of %q has no section %q; write it", e.Code, h.Title)
				}
			}
			if len(e.Page.Recovery) > 0 && len(e.Page.Samples) == 0 {
				p.add(e.Page.Recovery[0].Pos, e.Code, "page of %q has no sample; show how to recover in code", e.Code)
			}
		}),
	}
}

// written reports whether a page has the section of an anchor.
func written(page *model.Page, anchor string) bool {
	switch anchor {
	case "what-this-means":
		return len(page.Meaning) > 0
	case "when-youll-see-this":
		return len(page.When) > 0
	case "learn-more":
		return len(page.LearnMore) > 0
	case "quick-fix":
		return len(page.QuickFix) > 0
	case "recovery-pattern":
		return len(page.Recovery)+len(page.Samples) > 0
	case "avoid-this-error-by":
		return len(page.Avoid) > 0
	case "see-also":
		return len(page.SeeAlso) > 0
	}
	return true // not one that a writer writes
}

func sampleCode() Rule {
	return Rule{
		ID:      "sample-code",
		Title:   "A sample mentions its code.",
		Why:     "Readers paste the sample. One that goes by the status alone handles other failures as this one.",
		Instead: "a branch on the code, as in `body[\"error\"] == \"key_not_found\"`",
		check: pages(func(p *pass, e *model.Error) {
			for _, s := range e.Page.Samples {
				if !strings.Contains(s.Code, e.Code) {
					p.add(s.Pos, e.Code, "sample in %s of %q does not mention the code; branch on it", s.Language, e.Code)
				}
			}
		}),
	}
}

func seeAlsoMutual() Rule {
	return Rule{
		ID:      "see-also-mutual",
		Title:   "Of two related codes, each page names the other.",
		Why:     "Readers land on either. Whoever is on the wrong page needs the link most.",
		Instead: "the code in both lists, or in none",
		check: pages(func(p *pass, e *model.Error) {
			for _, code := range e.Page.SeeAlso {
				other := p.Lookup(code.Value)
				if other == nil || other.Page == nil { // that of an extended catalog knows nothing of this one
					continue
				}
				if !slices.ContainsFunc(other.Page.SeeAlso, func(back model.Text) bool { return back.Value == e.Code }) {
					p.add(code.Pos, e.Code, `"See also" of %q names %q, whose page does not name it; add it to %s, or remove it here`, e.Code, code.Value, other.Page.File)
				}
			}
		}),
	}
}
