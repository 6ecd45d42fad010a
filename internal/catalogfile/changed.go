package catalogfile

import (
	"time"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// changed reads what clients could notice since a code was introduced: day:
// what changed.
func (f *file) changed(all field, label string) []model.Change {
	pairs, _ := f.members(all, label)
	var list []model.Change
	for _, p := range pairs {
		day := p.key.Value
		if _, err := time.Parse(time.DateOnly, day); err != nil || !format.DateForm.Fits(day) {
			f.add(p.key, ruleDate, "%s of %s is no day; write one such as 2026-05-25", clip(day), all)
		}
		p.name = "change of " + clip(day)
		list = append(list, model.Change{Date: day, Note: f.phrased(p, "what changed for clients"), Pos: f.pos(p.key)})
	}
	return list
}

// reproduce reads how readers get the example responses from a test server.
func (f *file) reproduce(p field) *model.Reproduce {
	o, ok := f.object(p, "", "reproduce.", f.keys.reproduce)
	if !ok {
		return nil
	}
	r := &model.Reproduce{Pos: f.pos(p.key)}
	if setup, found := o.get("reproduce.setup"); found {
		r.Setup = f.phrased(setup, "what to do before the first command")
	}
	if command, found := o.get("reproduce.command"); found {
		r.Command = f.checked(command, "a shell command with {code} in it", ruleReproduce, format.CommandForm).Value
	}
	return r
}
