package lint

import (
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

func ownPrefix() Rule {
	return Rule{
		ID:      "own-prefix",
		Title:   "In a catalog that extends another one, codes begin with a word of their own.",
		Why:     "A name that both catalogs could choose is chosen twice one day: the extended catalog gets the code, too, and the service has to rename its own.",
		Instead: "what the service is about, such as `chart_date_missing`: not a word that says what is wrong, and not one that a family of extended codes begins with",
		check: func(p *pass) {
			if len(p.Extends) == 0 {
				return
			}
			reserved := p.reserved()
			named(func(p *pass, e *model.Error) {
				word, _, more := strings.Cut(e.Code, "_")
				switch other := reserved[word]; {
				case !more:
					p.add(e.Pos, e.Code, "code %q has no prefix, so that an extended catalog may choose it, too; begin it with what the service is about", e.Code)
				case general(word):
					p.add(e.Pos, e.Code, "code %q begins with %q, as codes of every catalog may; begin it with what the service is about", e.Code, word)
				case other != "":
					p.add(e.Pos, e.Code, "code %q begins as %q and others of an extended catalog do; begin it with what the service is about", e.Code, other)
				}
			})(p)
		},
	}
}

// reserved returns the first words of codes in extended catalogs, each with one
// that begins so. A word that only one of them has makes no family.
func (p *pass) reserved() map[string]string {
	first, family := map[string]string{}, map[string]string{}
	for catalog := range p.All() {
		if catalog == p.Catalog {
			continue
		}
		for _, e := range catalog.Errors {
			word, _, _ := strings.Cut(e.Code, "_")
			if other, again := first[word]; again {
				family[word] = other
			} else {
				first[word] = e.Code
			}
		}
	}
	return family
}

// general reports whether a first word says what is wrong and not with what.
func general(word string) bool {
	switch word {
	case "already", "cannot", "duplicate", "expired", "insufficient", "max", "min", "missing", "no", "too", "unable", "unsupported":
		return true
	}
	return vague(word)
}
