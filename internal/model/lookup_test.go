package model

import (
	"slices"
	"testing"
)

func TestLookup(t *testing.T) {
	c := &Catalog{Errors: []*Error{{Code: "a"}, {Code: "b"}, {Code: "d"}}}
	for code, want := range map[string]*Error{"a": c.Errors[0], "b": c.Errors[1], "c": nil, "d": c.Errors[2], "": nil, "e": nil} {
		if got := c.Lookup(code); got != want {
			t.Errorf("Lookup(%q) = %v, want %v", code, got, want)
		}
	}
}

func TestByAlias(t *testing.T) {
	c := &Catalog{Errors: []*Error{{Code: "a"}, {Code: "b", Aliases: []string{"OLD_B", "17"}}}}
	for name, want := range map[string]*Error{"old_b": c.Errors[1], "17": c.Errors[1], "b": nil, "": nil} {
		if got := c.ByAlias(name); got != want {
			t.Errorf("ByAlias(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestAll(t *testing.T) {
	root := &Catalog{File: "root", Categories: []Category{{Key: "k", Title: "Root"}}}
	left := &Catalog{File: "left", Extends: []*Catalog{root}}
	right := &Catalog{File: "right", Extends: []*Catalog{root}}
	top := &Catalog{File: "top", Extends: []*Catalog{left, right}}
	if got, want := slices.Collect(top.All()), []*Catalog{top, left, root, right}; !slices.Equal(got, want) {
		t.Errorf("All() = %v, want %v", got, want)
	}
	for range top.All() {
		break // an early end must not visit more
	}
	if c, found := top.CategoryOf(&Error{Category: Text{Value: "k"}}); !found || c.Title != "Root" {
		t.Errorf("CategoryOf = %v, %v", c, found)
	}
	if c, found := top.CategoryOf(&Error{Category: Text{Value: "x"}}); found {
		t.Errorf("CategoryOf an unknown key = %v", c)
	}
}
