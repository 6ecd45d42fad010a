// Package catalog says what an API error is.
//
// A catalog is a file, catalog.yaml, from which `errcat generate` writes a Go
// package: a constant, a type and a constructor for each code, and a function
// that returns the whole as a [Catalog]. This package is what all generated
// packages share. It uses the standard library only.
//
// Services mostly use the generated package. What they need from here is
// [CodeOf], [Merge], and [Path] and [Date] as values of details and
// parameters. [Row], [Table] and [NewDetails] are for generated code, like the
// package catalog/wire.
//
// The sections of the contract (§) are those of docs/contract.md.
package catalog

import (
	"iter"
	"slices"
	"strings"
)

// A Catalog is a set of entries, and says which of them answer for failures
// that no service wrote an error for. It is a small value: pass it, copy it.
// The zero value is an empty catalog.
type Catalog struct{ table *Table }

// Lookup returns the entry of a code.
func (c Catalog) Lookup(code Code) (*Entry, bool) {
	if c.table == nil {
		return nil, false
	}
	i, found := slices.BinarySearchFunc(c.table.Entries, code, compareCode)
	if !found {
		return nil, false
	}
	return c.table.Entries[i], true
}

func compareCode(e *Entry, code Code) int { return strings.Compare(string(e.row.Code), string(code)) }

// Role returns the entry that plays a role, nil where the catalog leaves the
// role open.
func (c Catalog) Role(role Role) *Entry {
	if c.table == nil {
		return nil
	}
	return c.bound(c.table.Roles, int(role))
}

// Status returns the entry that the catalog binds to a framework's bare
// status, nil for none. A status that a role covers is not bound; ask
// [Catalog.Role].
func (c Catalog) Status(status int) *Entry {
	if c.table == nil {
		return nil
	}
	return c.bound(c.table.Statuses, status)
}

func (c Catalog) bound(codes []Code, i int) *Entry {
	if i < 0 || i >= len(codes) || codes[i] == "" {
		return nil
	}
	entry, _ := c.Lookup(codes[i])
	return entry
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

// A Table holds what a [Catalog] consists of. It is for generated code.
type Table struct {
	Domain   string   // the owner of the codes
	Extends  []string // the domains that this one builds on, directly and indirectly
	Entries  []*Entry // sorted by code
	Roles    []Code   // by [Role]; "" for an open one
	Statuses []Code   // by HTTP status; "" for none

	parts []*Table // of a merged table
}

// Catalog returns the catalog of a table, which must not change afterwards.
func (t *Table) Catalog() Catalog { return Catalog{t} }
