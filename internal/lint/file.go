package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/model"
)

func unusedCategory() Rule {
	return Rule{
		ID:      "unused-category",
		Title:   "Every category has a code.",
		Why:     "An empty heading in the documentation, and a name in generated clients that never matches.",
		Instead: "nothing: remove the category, or keep it with a reason where services use it",
		check: func(p *pass) {
			used := map[string]bool{}
			for _, e := range p.Errors {
				used[e.Category.Value] = true
			}
			for _, c := range p.Categories {
				if !used[c.Key] {
					p.add(c.Pos, "", "category %q has no code; remove it", c.Key)
				}
			}
		},
	}
}

func unusedLink() Rule {
	return Rule{
		ID:      "unused-link",
		Title:   "Every named link is on a page.",
		Why:     "Nobody notices when the address goes dead.",
		Instead: "nothing: remove the link, or keep it with a reason where services use it",
		check: func(p *pass) {
			for _, link := range p.Links {
				if !link.Used {
					p.add(link.Pos, "", "link %q is on no page; write {links.%s} where it belongs, or remove it", link.Name, link.Name)
				}
			}
		},
	}
}

func entryOrder() Rule {
	return Rule{
		ID:      "entry-order",
		Title:   "Entries stand in the order of their categories, and alphabetically in each; a file may be alphabetical as a whole.",
		Why:     "Whoever adds a code looks for its place and finds the code that says it already; and two people who add one do not both append to the last line.",
		Instead: "the entry in its place",
		check: func(p *pass) {
			place := map[string]int{}
			for catalog := range p.All() {
				for _, category := range catalog.Categories {
					if _, known := place[category.Key]; !known {
						place[category.Key] = len(place)
					}
				}
			}
			file := p.inFileOrder()
			alphabetical := func(a, b *model.Error) int { return strings.Compare(a.Code, b.Code) }
			byCategory := func(a, b *model.Error) int {
				return cmp.Or(cmp.Compare(place[a.Category.Value], place[b.Category.Value]), alphabetical(a, b))
			}
			order, run := byCategory, longestRun(file, byCategory)
			if whole := longestRun(file, alphabetical); len(whole) > len(run) {
				order, run = alphabetical, whole // the order that takes fewer moves
			}
			right := slices.SortedFunc(slices.Values(file), order)
			stays := map[*model.Error]bool{}
			for _, e := range run {
				stays[e] = true
			}
			for i, e := range right {
				switch {
				case stays[e]:
				case i == 0:
					p.add(e.Pos, e.Code, "%q stands out of order; move it to the top", e.Code)
				default:
					p.add(e.Pos, e.Code, "%q stands out of order; move it behind %q", e.Code, right[i-1].Code)
				}
			}
		},
	}
}

// longestRun returns the most entries that are in order already, so that one in
// the wrong place is one finding.
func longestRun(all []*model.Error, compare func(a, b *model.Error) int) []*model.Error {
	var ends []int // of the runs of each length, the entry that ends it earliest
	before := make([]int, len(all))
	for i, e := range all {
		n, _ := slices.BinarySearchFunc(ends, e, func(end int, e *model.Error) int { return compare(all[end], e) })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	var run []*model.Error // the last one first
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		run = append(run, all[i])
	}
	return run
}
