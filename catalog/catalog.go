// Package catalog defines what an API error is.
//
// A catalog is a file, catalog.yaml, from which `errcat generate` writes a Go
// package: a constant, a type and a constructor for each code, and a function
// that returns the whole as a [Catalog]. This package is the part that all
// generated packages share. It uses the standard library only.
//
// Services mostly use the generated package; what they need from here is
// [CodeOf], [Merge], and [Path] and [Date] as values of details and
// parameters.
package catalog

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A Catalog is a set of entries, and the roles that some of them play. It is
// a small value: pass it, copy it. The zero value is an empty catalog.
type Catalog struct{ table *Table }

// A Table holds what a [Catalog] consists of. Generated code writes it.
type Table struct {
	Domain  string                 // the owner of the codes
	Entries []*Entry               // sorted by code
	Find    func(code Code) *Entry // nil for a code that is not in Entries
	Roles   Roles
}

// New returns the catalog of a table, which must not change afterwards.
func New(table *Table) Catalog { return Catalog{table} }

// Lookup returns the entry of a code.
func (c Catalog) Lookup(code Code) (*Entry, bool) {
	if c.table == nil {
		return nil, false
	}
	entry := c.table.Find(code)
	return entry, entry != nil
}

// Role returns the entry that plays a role, nil where the catalog leaves the
// role open.
func (c Catalog) Role(role Role) *Entry {
	if c.table == nil || role >= roleCount {
		return nil
	}
	return c.table.Roles[role]
}

// Len returns the number of entries.
func (c Catalog) Len() int {
	if c.table == nil {
		return 0
	}
	return len(c.table.Entries)
}

// All returns the entries sorted by code.
func (c Catalog) All() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		if c.table == nil {
			return
		}
		for _, entry := range c.table.Entries {
			if !yield(entry) {
				return
			}
		}
	}
}

// Merge returns a catalog with the entries and roles of all the given ones,
// so that one renderer serves them. It is an error that two of them have the
// same code, or bind the same role to different codes; the error names every
// collision. A catalog given twice counts once.
func Merge(catalogs ...Catalog) (Catalog, error) {
	var (
		merged   Table
		tables   []*Table
		domains  []string
		problems []string
		owner    = map[Code]*Table{}
	)
	for _, c := range catalogs {
		if c.table == nil || slices.Contains(tables, c.table) {
			continue
		}
		for _, entry := range c.table.Entries {
			code := entry.Code()
			if other := owner[code]; other != nil && other.Find(code) != entry {
				problems = append(problems, fmt.Sprintf("code %q is in %q and in %q", code, other.Domain, c.table.Domain))
				continue
			} else if other != nil {
				continue
			}
			owner[code] = c.table
			merged.Entries = append(merged.Entries, entry)
		}
		for role, entry := range c.table.Roles {
			switch present := merged.Roles[role]; {
			case present == nil:
				merged.Roles[role] = entry
			case entry != nil && entry != present:
				problems = append(problems, fmt.Sprintf("role %q is played by %q and by %q", Role(role), present.Code(), entry.Code()))
			}
		}
		tables = append(tables, c.table)
		if !slices.Contains(domains, c.table.Domain) {
			domains = append(domains, c.table.Domain)
		}
	}
	if len(problems) > 0 {
		return Catalog{}, fmt.Errorf("merge catalogs: %s", strings.Join(problems, "; "))
	}
	slices.SortFunc(merged.Entries, func(a, b *Entry) int { return strings.Compare(string(a.Code()), string(b.Code())) })
	merged.Domain = strings.Join(domains, "+")
	merged.Find = func(code Code) *Entry {
		for _, t := range tables {
			if entry := t.Find(code); entry != nil {
				return entry
			}
		}
		return nil
	}
	return New(&merged), nil
}
