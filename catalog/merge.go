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
// A catalog that extends another one's domain goes before it: it may bind a
// role or a status again, and an entry of it that the file marks `overrides:
// true` answers in place of the other's entry of that code. Any other code,
// role or status that two catalogs claim is an error, which names every one of
// them.
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

func (t *Table) extends(other *Table) bool {
	return t.Domain != other.Domain && slices.Contains(t.Extends, other.Domain)
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
	type owned struct {
		entry *Entry
		table *Table
	}
	owners := map[Code]owned{}
	for _, t := range m.tables {
		for _, entry := range t.Entries {
			code := entry.Code()
			owner, taken := owners[code]
			switch {
			case !taken, entry.row.Overrides && t.extends(owner.table):
				owners[code] = owned{entry, t}
			case owner.entry.row.Overrides && owner.table.extends(t):
			default:
				m.problems = append(m.problems, fmt.Sprintf("code %q is in the catalogs of %q and of %q; rename one of the two "+
					"with a prefix of its own, or mark the one that extends the other `overrides: true`", code, owner.table.Domain, t.Domain))
			}
		}
	}
	all := make([]*Entry, 0, len(owners))
	for _, code := range slices.Sorted(maps.Keys(owners)) {
		all = append(all, owners[code].entry)
	}
	return all
}

// bindings returns which code each role, or each status, is bound to.
func (m *merger) bindings(of func(*Table) []Code, name func(i int) string) []Code {
	var codes []Code
	var owners []*Table
	for _, t := range m.tables {
		for i, code := range of(t) {
			if i >= len(codes) {
				codes, owners = append(codes, ""), append(owners, nil)
			}
			switch owner := owners[i]; {
			case code == "", code == codes[i]:
			case owner == nil, t.extends(owner):
				codes[i], owners[i] = code, t
			case owner.extends(t):
			default:
				m.problems = append(m.problems, fmt.Sprintf("%s is bound to %q by %q and to %q by %q; "+
					"leave it to one of the two, or let one extend the other", name(i), codes[i], owner.Domain, code, t.Domain))
			}
		}
	}
	return codes
}
