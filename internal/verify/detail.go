package verify

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/internal/model"
)

// eachItem calls f with the items of details, if the catalog knows the code.
func (x *exam) eachItem(f func(i int, members []member)) {
	list, _ := items(x.value("details"))
	if x.entry == nil {
		return
	}
	for i, item := range list {
		if members, err := object(item); err == nil {
			f(i, members)
		}
	}
}

// eachField calls f with the declared fields that items have.
func (x *exam) eachField(f func(i int, field model.Field, value json.RawMessage)) {
	x.eachItem(func(i int, members []member) {
		for _, m := range members {
			if field, ok := fieldOf(x.entry, m.name); ok {
				f(i, field, m.value)
			}
		}
	})
}

func fieldOf(e *model.Error, name string) (model.Field, bool) {
	i := slices.IndexFunc(e.Details, func(f model.Field) bool { return f.Name == name })
	if i < 0 {
		return model.Field{}, false
	}
	return e.Details[i], true
}

func detailFields(x *exam) {
	x.eachItem(func(i int, members []member) {
		for _, m := range members {
			field, ok := fieldOf(x.entry, m.name)
			switch {
			case !ok && len(x.entry.Details) == 0:
				x.say("details[%d] has %s; %q has no details", i, quote(m.name), x.entry.Code)
			case !ok:
				x.say("details[%d] has %s, which %q does not declare", i, quote(m.name), x.entry.Code)
			case field.Sensitive:
				x.say("details[%d] has %q, which is sensitive and never leaves the service", i, m.name)
			}
		}
	})
}

func detailMissing(x *exam) {
	x.eachItem(func(i int, members []member) {
		for _, field := range x.entry.Details {
			if field.Optional || field.Sensitive {
				continue
			}
			if !slices.ContainsFunc(members, func(m member) bool { return m.name == field.Name }) {
				x.say("details[%d] has no %q", i, field.Name)
			}
		}
	})
}

func detailTypes(x *exam) {
	x.eachField(func(i int, field model.Field, value json.RawMessage) {
		if !fits(field.Type, value) {
			x.say("details[%d].%s is %s, want the type %s", i, field.Name, cut(value), field.Type)
		}
	})
}

// fits reports whether a value has a type of the catalog.
func fits(name string, value json.RawMessage) bool {
	s, isText := text(value)
	switch name {
	case "string":
		return isText
	case "date":
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	case "datetime":
		_, err := time.Parse(time.RFC3339, s)
		return err == nil
	case "integer":
		return kind(value) == "an integer"
	case "number":
		return kind(value) == "an integer" || kind(value) == "a number"
	case "boolean":
		return kind(value) == "a boolean"
	case "strings", "path":
		list, ok := items(value)
		return ok && !slices.ContainsFunc(list, func(v json.RawMessage) bool {
			k := kind(v)
			return k != "a string" && (name == "strings" || k != "an integer")
		})
	default:
		return true
	}
}

func detailValues(x *exam) {
	x.eachField(func(i int, field model.Field, value json.RawMessage) {
		s, ok := text(value)
		if !ok || len(field.Values) == 0 || slices.ContainsFunc(field.Values, func(v model.Value) bool { return v.Name == s }) {
			return
		}
		var names []string
		for _, v := range field.Values {
			names = append(names, v.Name)
		}
		x.say("details[%d].%s is %s, want one of %s", i, field.Name, quote(s), strings.Join(names, ", "))
	})
}
