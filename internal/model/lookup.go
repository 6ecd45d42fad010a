package model

import (
	"iter"
	"slices"
	"strings"
)

// Lookup returns the entry of a code of this catalog, nil where it has none.
// The catalogs that it extends are not searched.
func (c *Catalog) Lookup(code string) *Error {
	i, found := slices.BinarySearchFunc(c.Errors, code, func(e *Error, code string) int {
		return strings.Compare(e.Code, code)
	})
	if !found {
		return nil
	}
	return c.Errors[i]
}

// ByAlias returns the entry of this catalog that an older name or number leads
// to, whatever the case of its letters; nil where none does.
func (c *Catalog) ByAlias(name string) *Error {
	for _, e := range c.Errors {
		if slices.ContainsFunc(e.Aliases, func(alias string) bool { return strings.EqualFold(alias, name) }) {
			return e
		}
	}
	return nil
}

// All returns the catalog and those it extends, directly and indirectly, each
// once: the catalog itself first, then depth first in file order.
func (c *Catalog) All() iter.Seq[*Catalog] {
	return func(yield func(*Catalog) bool) {
		c.visit(map[*Catalog]bool{}, yield)
	}
}

func (c *Catalog) visit(seen map[*Catalog]bool, yield func(*Catalog) bool) bool {
	if seen[c] {
		return true
	}
	seen[c] = true
	if !yield(c) {
		return false
	}
	for _, other := range c.Extends {
		if !other.visit(seen, yield) {
			return false
		}
	}
	return true
}

// CategoryOf returns the category of an entry, which this catalog or one that
// it extends declares.
func (c *Catalog) CategoryOf(e *Error) (Category, bool) {
	for catalog := range c.All() {
		for _, category := range catalog.Categories {
			if category.Key == e.Category.Value {
				return category, true
			}
		}
	}
	return Category{}, false
}
