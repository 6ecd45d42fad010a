package catalogfile

import (
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
)

// readAccepted reads what the writers of the file know of and want: breaks, and
// exceptions to lint. Whether the rule is one, those who apply it know.
func (f *file) readAccepted(list field, keys keyset) []model.Accepted {
	var all []model.Accepted
	for _, item := range f.list(list) {
		o, _ := f.object(item, item.String(), "", keys)
		a := model.Accepted{Pos: f.pos(item.value)}
		for _, p := range o.fields {
			switch p.name {
			case "rule":
				text, _ := f.line(p, "a rule")
				a.Rule = text.Value
			case "code":
				a.Code = f.checked(p, "a code", ruleCode, format.CodeForm).Value
			case "field":
				text, _ := f.line(p, "a member, parameter or value")
				a.Field = text.Value
			case "reason":
				a.Reason = f.phrase(p, "the reason")
			case "since":
				a.Since = f.release(p)
			}
		}
		all = append(all, a)
	}
	return all
}
