package catalogfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// readRetired reads the codes that are gone, each with a note or a mapping.
func (f *file) readRetired(retired field) {
	pairs, _ := f.pairs(retired, "")
	for _, p := range pairs {
		if !format.CodeForm.Fits(p.name) {
			f.badCode(p)
		}
		p.name = fmt.Sprintf("retired code %s", clip(p.name))
		r := model.Retired{Code: p.key.Value, Pos: f.pos(p.key)}
		if p.value.Kind == yaml.MappingNode && !beginsWithFact(p.value) {
			f.readRetiredKeys(&r, p)
		} else {
			r.Note = f.phrased(p, "a note that says what replaced the code, and when,")
		}
		f.catalog.Retired = append(f.catalog.Retired, r)
	}
	slices.SortFunc(f.catalog.Retired, func(a, b model.Retired) int { return strings.Compare(a.Code, b.Code) })
}

func (f *file) readRetiredKeys(r *model.Retired, p field) {
	o, _ := f.object(p, p.name, "", f.keys.retired)
	for _, key := range o.fields {
		switch key.name {
		case "note":
			r.Note = f.phrased(key, "what replaced the code, and when")
		case "successor":
			r.Successor, _ = f.line(key, "a code")
		case "go_alias":
			r.GoAlias = f.checked(key, "the Go name that the code had, such as KeyGone", ruleGoName, format.GoNameForm)
		}
	}
}

// linkRetired checks the successors of retired codes.
func (f *file) linkRetired(x *references) {
	for _, r := range f.catalog.Retired {
		label := "retired code " + clip(r.Code)
		if r.Successor.Value != "" && !x.exists(r.Successor, "successor of "+label) || r.GoAlias.Value == "" || f.noCodes {
			continue
		}
		switch {
		case r.Successor.Value == "":
			f.problems.Add(r.GoAlias.Pos, ruleReference, "go_alias of %s has nothing to stand for; name the code that replaced it as successor", label)
		case !f.codes[r.Successor.Value]:
			f.problems.Add(r.GoAlias.Pos, ruleReference, "go_alias of %s stands for %s, which is not of this file; only a code of the same Go package can have it", label, clip(r.Successor.Value))
		}
	}
}
