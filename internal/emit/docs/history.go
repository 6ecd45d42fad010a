package docs

import (
	"cmp"
	"slices"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// An event is a day on which something became different for the clients that
// meet a code. Days come from the catalog alone, never from a clock or from a
// repository's log: the same catalog makes the same files everywhere.
type event struct {
	page *Page
	day  string // 2006-01-02
	kind string // new, changed or deprecated
	text string // plain
}

// events returns what happened to a code, the newest first. What has a version
// and no day is not among it.
func (p *Page) events() []event {
	e := p.Entry
	if e == nil {
		return nil
	}
	var list []event
	if isDay(e.Since) {
		list = append(list, event{p, e.Since, "new", plain(lead(e))})
	}
	for _, c := range e.Changed {
		list = append(list, event{p, c.Date, "changed", plain(c.Note.Nodes)})
	}
	if d := e.Deprecated; d != nil && isDay(d.Since) {
		list = append(list, event{p, d.Since, "deprecated", plain(p.Notice)})
	}
	slices.SortStableFunc(list, newestFirst)
	return list
}

// history returns what happened to all codes, the newest first, and by code on
// the same day.
func (b *Book) history() []event {
	var list []event
	for _, p := range b.Pages {
		list = append(list, p.events()...)
	}
	slices.SortStableFunc(list, func(x, y event) int {
		return cmp.Or(newestFirst(x, y), cmp.Compare(x.page.Code, y.page.Code))
	})
	return list
}

func newestFirst(x, y event) int { return cmp.Compare(y.day, x.day) }

// lastDay returns the day of the newest event, "" where there is none.
func lastDay(events []event) string {
	if len(events) == 0 {
		return ""
	}
	return events[0].day
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// addChanges lists what changed since the code was introduced.
func (p *Page) addChanges() {
	changed := slices.Clone(p.Entry.Changed)
	slices.SortFunc(changed, func(x, y model.Change) int { return cmp.Compare(y.Date, x.Date) })
	var list []*model.Node
	for _, c := range changed {
		list = append(list, item(join(strong(c.Date), words(": "), c.Note.Nodes)))
	}
	if list != nil {
		p.add("changes", "Changes", Block{Bullets: list})
	}
}
