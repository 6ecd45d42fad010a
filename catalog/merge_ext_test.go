package catalog_test

import (
	"slices"
	"testing"

	"github.com/asterwise/errcat/catalog"
)

func codes(c catalog.Catalog) []catalog.Code {
	var all []catalog.Code
	for entry := range c.All() {
		all = append(all, entry.Code())
	}
	return all
}

func TestCatalog(t *testing.T) {
	c := shop()
	if want := []catalog.Code{codeBadOrder, codeKettleHot, codePotGone, codeTooHot}; !slices.Equal(codes(c), want) || c.Len() != 4 {
		t.Errorf("the catalog has %v", codes(c))
	}
	if entry, ok := c.Lookup(codePotGone); !ok || entry != &entryPotGone {
		t.Errorf("Lookup found %v, %v", entry, ok)
	}
	if entry, ok := c.Lookup("no_such_code"); ok || entry != nil {
		t.Errorf("Lookup found %v, %v", entry, ok)
	}
	if c.Role(catalog.RoleRouteNotFound) != &entryPotGone || c.Role(catalog.RoleInternal) != nil || c.Role(200) != nil {
		t.Error("a role is played by the wrong entry")
	}
	for range c.All() {
		break // must not go on
	}
}

func TestEmptyCatalog(t *testing.T) {
	var c catalog.Catalog
	if entry, ok := c.Lookup(codePotGone); ok || entry != nil || c.Len() != 0 || c.Role(catalog.RoleInternal) != nil || codes(c) != nil {
		t.Error("the zero value is not empty")
	}
	merged, err := catalog.Merge()
	if err != nil || merged.Len() != 0 {
		t.Errorf("Merge() has %d entries, %v", merged.Len(), err)
	}
}

func TestMerge(t *testing.T) {
	kitchen := table("kitchen", row("a_stove"), row("z_oven"))
	kitchen.Roles[catalog.RoleInternal] = kitchen.Entries[1]
	merged, err := catalog.Merge(shop(), catalog.Catalog{}, catalog.New(kitchen))
	if err != nil {
		t.Fatal(err)
	}
	if want := []catalog.Code{"a_stove", codeBadOrder, codeKettleHot, codePotGone, codeTooHot, "z_oven"}; !slices.Equal(codes(merged), want) {
		t.Errorf("the merged catalog has %v, want %v", codes(merged), want)
	}
	for entry := range merged.All() {
		if found, ok := merged.Lookup(entry.Code()); !ok || found != entry {
			t.Errorf("Lookup(%q) = %v, %v", entry.Code(), found, ok)
		}
	}
	if _, ok := merged.Lookup("no_such_code"); ok {
		t.Error("the merged catalog has a code of none")
	}
	if merged.Role(catalog.RoleRouteNotFound) != &entryPotGone || merged.Role(catalog.RoleInternal) != kitchen.Entries[1] {
		t.Error("the merged catalog has lost a role")
	}
	if shop().Len() != 4 || len(kitchen.Entries) != 2 || shop().Role(catalog.RoleInternal) != nil {
		t.Error("Merge has changed a catalog that it was given")
	}
}

func TestMergeCountsOneCatalogOnce(t *testing.T) {
	kitchen := catalog.New(table("kitchen", row("a_stove")))
	both, err := catalog.Merge(shop(), kitchen, shop())
	if err != nil || both.Len() != 5 {
		t.Fatalf("merged %v, %v", codes(both), err)
	}
	again, err := catalog.Merge(kitchen, both, shop(), both)
	if err != nil || !slices.Equal(codes(again), codes(both)) {
		t.Errorf("merged again %v, %v; want %v", codes(again), err, codes(both))
	}
}

// Whoever merges three catalogs wants to hear of all that is wrong at once.
func TestMergeNamesEveryCollision(t *testing.T) {
	a, b, c := table("a", row("one"), row("two")), table("b", row("two"), row("three")), table("c", row("one"), row("three"), row("four"))
	a.Roles[catalog.RoleInternal] = a.Entries[0]
	b.Roles[catalog.RoleInternal] = b.Entries[1]
	c.Roles[catalog.RoleTimeout] = c.Entries[2]
	merged, err := catalog.Merge(catalog.New(a), catalog.New(b), catalog.New(c))
	want := `merge catalogs: code "two" is in "a" and in "b"; role "internal" is played by "one" and by "three"; ` +
		`code "one" is in "a" and in "c"; code "three" is in "b" and in "c"`
	if err == nil || err.Error() != want {
		t.Errorf("error is\n%v, want\n%s", err, want)
	}
	if merged.Len() != 0 {
		t.Errorf("with the error came %v", codes(merged))
	}
}

// A catalog that extends another one may bind its roles to the other's
// entries: that is no collision.
func TestMergeSharesEntries(t *testing.T) {
	extended := table("tea", row("leaf_wet"))
	extended.Roles[catalog.RoleRouteNotFound] = &entryPotGone
	merged, err := catalog.Merge(shop(), catalog.New(extended))
	if err != nil || merged.Role(catalog.RoleRouteNotFound) != &entryPotGone {
		t.Errorf("merged %v, %v", codes(merged), err)
	}
}
