// Package diff compares a catalog with an earlier one: what changed, and what
// that does to clients (contract §6).
//
// It is a pure function of two models. Kinds of changes are values: see [Rules].
//
// The sections of the contract (§) are those of docs/contract.md.
package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
)

// A Change is one difference.
type Change struct {
	Rule  string
	Code  string   // "" for a change of the catalog as a whole
	Field string   // the member, parameter, value, role or status; "" for none
	What  string   // "status of "key_gone" changed from 404 to 410"
	Pos   diag.Pos // in the new catalog; of its first code where the code is gone
}

// Severity is that of the rule.
func (c Change) Severity() Severity {
	rule, _ := Lookup(c.Rule)
	return rule.Severity
}

// Key identifies the change whatever the wording is: rule, code and field.
func (c Change) Key() string {
	key := c.Rule + " " + c.Code
	if c.Field != "" {
		key += " " + c.Field
	}
	return key
}

// Compare returns the changes from one catalog to another, the worst first,
// then by code. Both are those of one file: what they extend is compared where
// it lives.
func Compare(before, after *model.Catalog) []Change {
	c := &comparison{before: before, after: after}
	c.codes()
	c.retired()
	c.bindings()
	severity := map[string]Severity{}
	for _, r := range Rules() {
		severity[r.ID] = r.Severity
	}
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(severity[b.Rule], severity[a.Rule]), strings.Compare(a.Code, b.Code), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Field, b.Field))
	})
	return c.changes
}

type comparison struct {
	before, after *model.Catalog
	changes       []Change
}

func (c *comparison) add(pos diag.Pos, rule, code, field, format string, args ...any) {
	c.changes = append(c.changes, Change{Rule: rule, Code: code, Field: field, What: fmt.Sprintf(format, args...), Pos: pos})
}

// top is a place in the new catalog for what is not in it.
func (c *comparison) top() diag.Pos { return diag.Pos{File: c.after.File, Line: 1, Col: 1} }

// codes compares the entries.
func (c *comparison) codes() {
	for _, old := range c.before.Errors {
		if e := c.after.Lookup(old.Code); e != nil {
			c.entry(old, e)
			continue
		}
		c.gone(old)
	}
	for _, e := range c.after.Errors {
		if c.before.Lookup(e.Code) != nil {
			continue
		}
		if was := retired(c.before, e.Code); was != nil {
			c.add(e.Pos, "code-reused", e.Code, "", "code %q was retired (%s) and is used again", e.Code, was.Note.Text)
			continue
		}
		c.add(e.Pos, "code-added", e.Code, "", "code %q is new", e.Code)
	}
}

// gone tells of an entry that is not there any more.
func (c *comparison) gone(old *model.Error) {
	now := retired(c.after, old.Code)
	switch {
	case now == nil:
		c.add(c.top(), "code-removed", old.Code, "", "code %q is gone", old.Code)
	case old.Deprecated == nil:
		c.add(now.Pos, "code-retired-unannounced", old.Code, "", "code %q is retired without having been deprecated", old.Code)
	default:
		c.add(now.Pos, "code-retired", old.Code, "", "code %q, deprecated since %s, is retired", old.Code, old.Deprecated.Since)
	}
}

func retired(c *model.Catalog, code string) *model.Retired {
	for i := range c.Retired {
		if c.Retired[i].Code == code {
			return &c.Retired[i]
		}
	}
	return nil
}

// retired compares the lists of codes that must not come back.
func (c *comparison) retired() {
	for _, old := range c.before.Retired {
		if retired(c.after, old.Code) == nil && c.after.Lookup(old.Code) == nil {
			c.add(c.top(), "retired-forgotten", old.Code, "", "retired code %q is not under retired any more", old.Code)
		}
	}
}

// bindings compares which codes answer for the framework.
func (c *comparison) bindings() {
	for _, old := range c.before.Roles {
		i := slices.IndexFunc(c.after.Roles, func(r model.Role) bool { return r.Name == old.Name })
		if i < 0 {
			c.add(c.top(), "role-changed", "", old.Name, "role %q of code %q is not bound any more", old.Name, old.Code.Value)
		} else if now := c.after.Roles[i]; now.Code.Value != old.Code.Value {
			c.add(now.Pos, "role-changed", "", old.Name, "role %q went from code %q to %q", old.Name, old.Code.Value, now.Code.Value)
		}
	}
	for _, old := range c.before.Statuses {
		field := fmt.Sprint(old.Status)
		i := slices.IndexFunc(c.after.Statuses, func(s model.Status) bool { return s.Status == old.Status })
		if i < 0 {
			c.add(c.top(), "role-changed", "", field, "status %d of code %q is not bound any more", old.Status, old.Code.Value)
		} else if now := c.after.Statuses[i]; now.Code.Value != old.Code.Value {
			c.add(now.Pos, "role-changed", "", field, "status %d went from code %q to %q", old.Status, old.Code.Value, now.Code.Value)
		}
	}
}
