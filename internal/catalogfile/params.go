package catalogfile

import (
	"fmt"

	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/model"
	"gopkg.in/yaml.v3"
)

// readParams reads the parameters: name: {type, expose, doc}, or name: type.
func (f *file) readParams(e *entry, params field) {
	pairs, ok := f.members(params, e.label)
	e.noParams = e.noParams || !ok
	for _, p := range pairs {
		param := model.Param{Name: p.name, Pos: f.pos(p.key)}
		switch {
		case !isName(p.name):
			f.badName(p, "parameter")
		case p.name == format.ReservedParam:
			f.add(p.key, ruleParam, "parameter %q of %s has the name of the built-in one; give it another", p.name, e.label)
		}
		label := fmt.Sprintf("parameter %s of %s", clip(p.name), e.label)
		p.name, p.of = label, ""
		if p.value.Kind != yaml.MappingNode {
			param.Type, ok = f.word(p, ruleParam, format.ParamTypes())
		} else {
			param, ok = f.param(p, label, param)
		}
		if !ok {
			e.noParams = true // what it is for is not known: its use is not judged
		}
		e.Params = append(e.Params, param)
	}
}

func (r *file) param(p field, label string, param model.Param) (model.Param, bool) {
	o, ok := r.object(p, label, "", r.keys.param)
	if kind, found := o.get("type"); found {
		param.Type, ok = r.word(kind, ruleParam, format.ParamTypes())
	}
	if expose, found := o.get("expose"); found {
		word, valid := r.word(expose, ruleParam, format.Exposures())
		param.Client = word == "client"
		ok = ok && valid
	}
	if values, found := o.get("values"); found {
		param.Values = r.values(values, param.Type)
	}
	if doc, found := o.get("doc"); found {
		param.Doc = r.phrased(doc, "what the parameter is")
	}
	return param, ok && param.Type != ""
}

// members is pairs for a mapping that says nothing when it is empty.
func (r *reader) members(f field, of string) ([]field, bool) {
	pairs, ok := r.pairs(f, of)
	if ok && len(pairs) == 0 && len(f.value.Content) == 0 {
		r.add(f.value, ruleEmpty, "%s has no members; add one or remove the key", f)
	}
	return pairs, ok
}

// readDetails reads the fields of a detail item: name: {type, …}, or
// name: type.
func (f *file) readDetails(e *entry, details field) {
	pairs, ok := f.members(details, e.label)
	names := map[string]bool{}
	for _, p := range pairs {
		names[p.name] = true
	}
	s := shown{unread: !ok}
	for _, p := range pairs {
		d := model.Field{Name: p.name, Pos: f.pos(p.key)}
		if !isName(p.name) {
			f.badName(p, "field")
		}
		label := fmt.Sprintf("field %s of %s", clip(p.name), e.label)
		p.name, p.of = label, ""
		if p.value.Kind != yaml.MappingNode {
			d.Type, ok = f.word(p, ruleDetail, format.FieldTypes())
			s.unread = s.unread || !ok
		} else {
			d = f.detail(p, label, d, names, &s)
		}
		e.Details = append(e.Details, d)
	}
	f.checkShown(e, s)
}

func (r *file) detail(p field, label string, d model.Field, names map[string]bool, s *shown) model.Field {
	o, ok := r.object(p, label, "", r.keys.field)
	for _, f := range o.fields {
		switch f.name {
		case "type":
			d.Type, _ = r.word(f, ruleDetail, format.FieldTypes())
		case "optional":
			d.Optional = r.boolean(f)
		case "sensitive":
			d.Sensitive = r.boolean(f)
		case "sensitive_when":
			d.SensitiveWhen = r.short(f, "the name of a flag such as redacted")
		case "doc":
			d.Doc = r.phrased(f, "what the field is")
		}
	}
	if values, found := o.get("values"); found {
		d.Values = r.values(values, d.Type)
	}
	s.unread = s.unread || !ok || len(o.meant) > 0 || d.Type == ""
	if example, found := o.get("example"); found {
		s.any = true
		d.Example = r.fieldExample(example, d)
		s.unread = s.unread || d.Example == nil
	}
	flag, found := o.get("sensitive_when")
	if !found || d.SensitiveWhen == "" {
		return d
	}
	switch {
	case !isName(d.SensitiveWhen):
		r.add(flag.value, ruleName, "flag %s of %s is not a name; use lower-case words joined by underscores, at most %d characters", clip(d.SensitiveWhen), label, format.MaxName)
	case names[d.SensitiveWhen]:
		r.add(flag.value, ruleDetail, "flag %q of %s is the name of a field; give the flag another", d.SensitiveWhen, label)
	case d.Sensitive:
		r.add(flag.key, ruleDetail, "%s is sensitive always and under a condition; remove one of the two", label)
	case !d.Optional:
		r.add(flag.key, ruleDetail, "%s is left out when %q is set, so it must be optional; add optional: true", label, d.SensitiveWhen)
	}
	return d
}
