package catalogfile

import (
	"strings"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// values reads a closed set: a list of values, or value: what it means.
func (r *file) values(f field, kind string) []model.Value {
	if kind != "string" {
		if kind != "" {
			r.add(f.key, ruleValues, "%s are for the type string, not %s; remove them or correct the type", f, kind)
		}
		return nil
	}
	var pairs []field
	if f.value.Kind == yaml.MappingNode {
		pairs, _ = r.members(f, f.of)
	} else {
		pairs = r.some(f)
	}
	var set []model.Value
	first := map[string]model.Value{}
	for _, p := range pairs {
		value, ok := r.value(p)
		if !ok {
			continue
		}
		if other, again := first[value.Name]; again {
			r.add(p.key, ruleValues, "value %s of %s is given twice; the first is at %s, remove one of them", clip(value.Name), f.of, other.Pos)
			continue
		}
		first[value.Name] = value
		set = append(set, value)
	}
	return set
}

// value reads one of them: a key and its text, or an item, which is both.
func (r *file) value(p field) (model.Value, bool) {
	value := model.Value{Name: p.key.Value, Pos: r.pos(p.key)}
	if p.key != p.value {
		text := p
		text.name, text.of = "value "+clip(p.name), p.of
		value.Doc = r.phrased(text, "what the value means")
	} else if name, ok := r.line(p, "a value such as missing"); ok {
		value.Name = name.Value
	} else {
		return value, false
	}
	if !format.ValueForm.Fits(value.Name) {
		r.add(p.key, ruleValues, "value %s of %s is no name for a constant; use %s, at most %d characters", clip(value.Name), p.of, format.ValueForm.Says(), format.MaxName)
	}
	return value, true
}

// ofSet reports whether an example is of a closed set, and complains.
func (r *reader) ofSet(p field, set []model.Value) bool {
	if len(set) == 0 {
		return true
	}
	names := make([]string, len(set))
	for i, v := range set {
		if v.Name == p.value.Value {
			return true
		}
		names[i] = v.Name
	}
	r.add(p.value, ruleExample, "%s is %s, which is not one of its values%s", p, clip(p.value.Value),
		r.spell.suggest(p.value.Value, names, "; write one of "+strings.Join(names, ", ")))
	return false
}
