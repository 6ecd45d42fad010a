package diff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

// News is what the feed of the documentation has to say of some changes.
type News struct {
	Added   []string          // codes that are new and have no `since`
	Changed map[string]string // what changed for the clients of other codes, as Markdown on one line
}

// News returns the news between two catalogs of which v is the verdict. Where the
// later one has a day under `changed` that the earlier one has not, somebody has
// written the news of that code, and it is left alone.
func (v Verdict) News(before, after *model.Catalog) News {
	n := News{Changed: map[string]string{}}
	for _, e := range after.Errors {
		old := before.Lookup(e.Code)
		if old == nil {
			if e.Since == "" {
				n.Added = append(n.Added, e.Code)
			}
			continue
		}
		known := func(c model.Change) bool {
			return slices.ContainsFunc(old.Changed, func(o model.Change) bool { return o.Date == c.Date })
		}
		if slices.ContainsFunc(e.Changed, func(c model.Change) bool { return !known(c) }) {
			continue
		}
		var notes []string
		for _, c := range v.Changes {
			if c.Code == e.Code && !slices.Contains(noNews(), c.Rule) {
				text := parameter.ReplaceAllString(c.What, `"$1"`)
				notes = append(notes, markdown(strings.ToUpper(text[:1])+text[1:])+".")
			}
		}
		if len(notes) > 0 {
			n.Changed[e.Code] = strings.Join(notes, " ")
		}
	}
	return n
}

// noNews are the rules whose changes no client has to know: of wording and of
// generated names. A deprecation is in the feed by itself.
func noNews() []string {
	return []string{"wording-changed", "parameter-added", "page-changed", "page-removed", "go-name-changed", "deprecated"}
}

var parameter = regexp.MustCompile(`\{([a-z0-9_]+)\}`)
