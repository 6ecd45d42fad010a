package diff

import (
	"slices"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// details compares what items of details have.
func (c *comparison) details(old, e *model.Error) {
	for _, f := range old.Details {
		if f.Sensitive { // it was never sent
			continue
		}
		now := field(e, f.Name)
		switch {
		case now == nil:
			c.add(e.Pos, "field-removed", e.Code, f.Name, "details of %q have no %q any more", e.Code, f.Name)
			continue
		case now.Sensitive:
			c.add(now.Pos, "field-removed", e.Code, f.Name, "member %q of the details of %q is never sent any more", f.Name, e.Code)
			continue
		case now.Type != f.Type:
			c.add(now.Pos, "field-retyped", e.Code, f.Name, "member %q of the details of %q changed from %s to %s", f.Name, e.Code, f.Type, now.Type)
			continue
		}
		c.presence(e, &f, now)
		c.set(e, "member", f.Name, f.Values, now.Values, now.Pos)
	}
	for _, f := range e.Details {
		if was := field(old, f.Name); !f.Sensitive && (was == nil || was.Sensitive) {
			c.add(f.Pos, "field-added", e.Code, f.Name, "details of %q have a %q now", e.Code, f.Name)
		}
	}
}

func field(e *model.Error, name string) *model.Field {
	i := slices.IndexFunc(e.Details, func(f model.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &e.Details[i]
}

// presence compares whether a member is always sent.
func (c *comparison) presence(e *model.Error, old, now *model.Field) {
	before, after := absent(old), absent(now)
	switch {
	case !before && after:
		c.add(now.Pos, "field-optional", e.Code, now.Name, "member %q of the details of %q may be absent now", now.Name, e.Code)
	case before && !after:
		c.add(now.Pos, "field-required", e.Code, now.Name, "member %q of the details of %q is always there now", now.Name, e.Code)
	}
}

// absent reports whether a member can be absent.
func absent(f *model.Field) bool { return f.Optional || f.SensitiveWhen != "" }

// set compares closed sets of values.
func (c *comparison) set(e *model.Error, kind, name string, before, after []model.Value, pos diag.Pos) {
	switch {
	case len(before) == 0 && len(after) == 0:
		return
	case len(after) == 0:
		c.add(pos, "set-opened", e.Code, name, "%s %q of %q may have any value now", kind, name, e.Code)
		return
	case len(before) == 0:
		c.add(pos, "set-closed", e.Code, name, "%s %q of %q has a closed set of values now", kind, name, e.Code)
		return
	}
	for _, v := range before {
		if !slices.ContainsFunc(after, func(w model.Value) bool { return w.Name == v.Name }) {
			c.add(pos, "value-removed", e.Code, name+"="+v.Name, "%s %q of %q does not have the value %q any more", kind, name, e.Code, v.Name)
		}
	}
	for _, v := range after {
		if !slices.ContainsFunc(before, func(w model.Value) bool { return w.Name == v.Name }) {
			c.add(v.Pos, "value-added", e.Code, name+"="+v.Name, "%s %q of %q has the value %q, too", kind, name, e.Code, v.Name)
		}
	}
}
