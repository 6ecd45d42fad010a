package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Merge returns a catalog with the entries, roles and statuses of all the
// given ones, so that one renderer serves them. A catalog given twice counts
// once.
//
// The order of the catalogs does not matter. One that extends another goes
// before it: it may bind a role or a status again, and an entry of it that the
// file marks `overrides: true` answers in place of the other's entry of that
// code. Any other code, role or status that two catalogs claim is an error,
// which names every one of them and what to do.
func Merge(catalogs ...Catalog) (Catalog, error) {
	var m merger
	for _, c := range catalogs {
		if c.table == nil {
			continue
		}
		for _, part := range c.table.all() {
			if !slices.Contains(m.tables, part) {
				m.tables = append(m.tables, part)
			}
		}
	}
	merged := &Table{
		Domain:   strings.Join(m.domains(), "+"),
		Extends:  m.extends(),
		Entries:  m.entries(),
		Roles:    m.bindings(func(t *Table) []Code { return t.Roles }, roleName),
		Statuses: m.bindings(func(t *Table) []Code { return t.Statuses }, statusName),
		parts:    m.tables,
	}
	if len(m.problems) > 0 {
		return Catalog{}, fmt.Errorf("merge catalogs: %s", strings.Join(m.problems, "; "))
	}
	return merged.Catalog(), nil
}

func roleName(i int) string   { return fmt.Sprintf("role %q", Role(i)) }
func statusName(i int) string { return fmt.Sprintf("status %d", i) }

// all returns the tables that a table was merged from, which may be itself.
func (t *Table) all() []*Table {
	if t.parts != nil {
		return t.parts
	}
	return []*Table{t}
}

// A merger joins tables, and collects what does not go together.
type merger struct {
	tables   []*Table
	problems []string
}

func (m *merger) domains() []string {
	var all []string
	for _, t := range m.tables {
		if !slices.Contains(all, t.Domain) {
			all = append(all, t.Domain)
		}
	}
	return all
}

func (m *merger) extends() []string {
	var all []string
	for _, t := range m.tables {
		all = append(all, t.Extends...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// entries returns the entries of all tables, sorted by code.
func (m *merger) entries() []*Entry {
	claims := map[Code][]claim{}
	for _, t := range m.tables {
		for _, entry := range t.Entries {
			code := entry.Code()
			claims[code] = append(claims[code], claim{t, code, entry})
		}
	}
	all := make([]*Entry, 0, len(claims))
	for _, code := range slices.Sorted(maps.Keys(claims)) {
		left := unbeaten(claims[code])
		if len(left) > 1 {
			m.problem("code %q is in the catalogs %s; rename all but one, each with a prefix of its own, "+
				"or let one extend the others and mark its entry `overrides: true`",
				code, list(left, func(c claim) string { return fmt.Sprintf("of %q", c.by.Domain) }))
		}
		all = append(all, left[0].entry)
	}
	return all
}

// bindings returns which code each role, or each status, is bound to.
func (m *merger) bindings(of func(*Table) []Code, name func(i int) string) []Code {
	var claims [][]claim
	for _, t := range m.tables {
		for i, code := range of(t) {
			if i >= len(claims) {
				claims = append(claims, nil)
			}
			if code != "" {
				claims[i] = append(claims[i], claim{by: t, code: code})
			}
		}
	}
	codes := make([]Code, len(claims))
	for i, all := range claims {
		if len(all) == 0 {
			continue
		}
		left := unbeaten(all)
		codes[i] = left[0].code
		if slices.ContainsFunc(left, func(c claim) bool { return c.code != codes[i] }) {
			m.problem("%s is bound %s; leave it to one of them, or let one extend the others",
				name(i), list(left, func(c claim) string { return fmt.Sprintf("to %q by %q", c.code, c.by.Domain) }))
		}
	}
	return codes
}

func (m *merger) problem(format string, args ...any) {
	m.problems = append(m.problems, fmt.Sprintf(format, args...))
}

// A claim is what one table says of a code, a role or a status.
type claim struct {
	by    *Table
	code  Code   // that answers
	entry *Entry // nil for a role or a status, which what extends may bind again without a mark
}

// beats reports whether c answers in place of other.
func (c claim) beats(other claim) bool {
	return c.by.Domain != other.by.Domain && slices.Contains(c.by.Extends, other.by.Domain) &&
		(c.entry == nil || c.entry.row.Overrides)
}

// unbeaten returns the claims that no other one beats, in whatever order they
// were made. Those of catalogs that extend each other in a circle all stay.
func unbeaten(all []claim) []claim {
	var left []claim
	for _, c := range all {
		if !slices.ContainsFunc(all, func(other claim) bool { return other.beats(c) }) {
			left = append(left, c)
		}
	}
	if left == nil {
		return all
	}
	return left
}

// list writes claims for people.
func list(claims []claim, form func(claim) string) string {
	var all []string
	for _, c := range claims {
		all = append(all, form(c))
	}
	return strings.Join(all, " and ")
}
