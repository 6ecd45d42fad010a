package catalog_test

import (
	"slices"
	"strings"
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
	if c.Status(409) != &entryBadOrder || c.Status(404) != nil || c.Status(-1) != nil || c.Status(999) != nil {
		t.Error("a status is bound to the wrong entry")
	}
	for range c.All() {
		break // must not go on
	}
}

func TestEmptyCatalog(t *testing.T) {
	var c catalog.Catalog
	if entry, ok := c.Lookup(codePotGone); ok || entry != nil || c.Len() != 0 || c.Role(catalog.RoleInternal) != nil || c.Status(409) != nil || codes(c) != nil {
		t.Error("the zero value is not empty")
	}
	merged, err := catalog.Merge()
	if err != nil || merged.Len() != 0 {
		t.Errorf("Merge() has %d entries, %v", merged.Len(), err)
	}
}

// roles returns a table that binds roles.
func roles(t *catalog.Table, codes ...catalog.Code) *catalog.Table {
	t.Roles = codes
	return t
}

func TestMerge(t *testing.T) {
	kitchen := roles(table("kitchen", row("a_stove"), row("z_oven")), "z_oven")
	kitchen.Statuses = []catalog.Code{418: "a_stove"}
	merged, err := catalog.Merge(shop(), catalog.Catalog{}, kitchen.Catalog())
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
	if merged.Status(409) != &entryBadOrder || merged.Status(418) != kitchen.Entries[0] {
		t.Error("the merged catalog has lost a status")
	}
	if shop().Len() != 4 || len(kitchen.Entries) != 2 || shop().Role(catalog.RoleInternal) != nil {
		t.Error("Merge has changed a catalog that it was given")
	}
}

func TestMergeCountsOneCatalogOnce(t *testing.T) {
	kitchen := table("kitchen", row("a_stove")).Catalog()
	both, err := catalog.Merge(shop(), kitchen, shop())
	if err != nil || both.Len() != 5 {
		t.Fatalf("merged %v, %v", codes(both), err)
	}
	again, err := catalog.Merge(kitchen, both, shop(), both)
	if err != nil || !slices.Equal(codes(again), codes(both)) {
		t.Errorf("merged again %v, %v; want %v", codes(again), err, codes(both))
	}
}

// Whoever merges three catalogs wants to hear of all that is wrong at once,
// and what to do.
func TestMergeNamesEveryCollision(t *testing.T) {
	a := roles(table("a", row("one"), row("two")), "one")
	b := roles(table("b", row("three"), override("two")), "three") // it extends nobody: that is not enough
	c := table("c", row("four"), row("one"), row("three"))
	b.Statuses, c.Statuses = []catalog.Code{409: "two"}, []catalog.Code{409: "four"}
	merged, err := catalog.Merge(a.Catalog(), b.Catalog(), c.Catalog())
	if err == nil || merged.Len() != 0 {
		t.Fatalf("merged %v, %v", codes(merged), err)
	}
	for _, want := range []string{
		`code "one" is in the catalogs of "a" and of "c"`,
		`code "two" is in the catalogs of "a" and of "b"; rename all but one, each with a prefix of its own, or let one extend the others and mark its entry ` + "`overrides: true`",
		`code "three" is in the catalogs of "b" and of "c"`,
		`role "internal" is bound to "one" by "a" and to "three" by "b"; leave it to one of them, or let one extend the others`,
		`status 409 is bound to "two" by "b" and to "four" by "c"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error is\n%v, want in it\n%s", err, want)
		}
	}
}

// What extends another catalog answers in its place where it says so, in
// whatever order the two are given.
func TestMergeOfWhatExtends(t *testing.T) {
	base := roles(table("base", row("gone"), row("internal"), row("kept")), "internal")
	base.Statuses = []catalog.Code{409: "gone"}
	middle := roles(table("middle", override("gone")), "kept") // binds a role to a code of the other
	middle.Extends = []string{"base"}
	own := table("own", override("gone"), row("own_code"))
	own.Extends = []string{"middle", "base"}
	own.Statuses = []catalog.Code{409: "own_code"}
	for _, order := range [][]*catalog.Table{{base, middle, own}, {own, middle, base}, {middle, own, base}} {
		var all []catalog.Catalog
		for _, t := range order {
			all = append(all, t.Catalog())
		}
		merged, err := catalog.Merge(all...)
		if err != nil {
			t.Fatal(err)
		}
		gone, _ := merged.Lookup("gone")
		if gone != own.Entries[0] || merged.Role(catalog.RoleInternal).Code() != "kept" || merged.Status(409).Code() != "own_code" || merged.Len() != 4 {
			t.Errorf("gone is %p of %p, internal %q, 409 %q, %d codes", gone, own.Entries[0],
				merged.Role(catalog.RoleInternal).Code(), merged.Status(409).Code(), merged.Len())
		}
	}
	// Half of them now, the rest later, is the same.
	half, err := catalog.Merge(own.Catalog(), base.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	whole, err := catalog.Merge(half, middle.Catalog())
	if err != nil || whole.Role(catalog.RoleInternal).Code() != "kept" {
		t.Errorf("merged in two steps: internal is %q, %v", whole.Role(catalog.RoleInternal).Code(), err)
	}
	// To extend is not to override.
	silent := table("silent", row("gone"))
	silent.Extends = []string{"base"}
	if _, err := catalog.Merge(base.Catalog(), silent.Catalog()); err == nil {
		t.Error("an entry without overrides answers for another catalog's")
	}
}

// orders returns every order of some tables.
func orders(tables ...*catalog.Table) [][]catalog.Catalog {
	if len(tables) == 0 {
		return [][]catalog.Catalog{nil}
	}
	var all [][]catalog.Catalog
	for i, first := range tables {
		for _, rest := range orders(slices.Concat(tables[:i], tables[i+1:])...) {
			all = append(all, append([]catalog.Catalog{first.Catalog()}, rest...))
		}
	}
	return all
}

// What two catalogs contest, a third one that extends both can settle, in
// whatever order the three are given. Without it they collide.
func TestMergeSettles(t *testing.T) {
	contender := func(domain string) *catalog.Table {
		own := catalog.Code(domain + "_own")
		c := roles(table(domain, override("gone"), row(own)), own)
		c.Extends, c.Statuses = []string{"base"}, []catalog.Code{409: own}
		return c
	}
	base, left, right := table("base", row("gone")), contender("left"), contender("right")
	top := contender("top")
	top.Extends = []string{"base", "left", "right"}
	for _, order := range orders(base, left, right, top) {
		merged, err := catalog.Merge(order...)
		if err != nil {
			t.Fatal(err)
		}
		if gone, _ := merged.Lookup("gone"); gone != top.Entries[0] || merged.Role(catalog.RoleInternal).Code() != "top_own" || merged.Status(409).Code() != "top_own" {
			t.Errorf("gone has status %d, internal is %q, 409 is %q", gone.Status(), merged.Role(catalog.RoleInternal).Code(), merged.Status(409).Code())
		}
	}
	for _, order := range orders(base, left, right) {
		_, err := catalog.Merge(order...)
		if err == nil {
			t.Fatal("left and right both answer for what they contest")
		}
		for _, contested := range []string{`code "gone" is in the catalogs of `, `role "internal" is bound to `, "status 409 is bound to "} {
			if strings.Count(err.Error(), contested) != 1 {
				t.Errorf("error is\n%v, want in it, once, %s", err, contested)
			}
		}
		if strings.Contains(err.Error(), `"base"`) {
			t.Errorf("error is\n%v, and names base, which both of them extend", err)
		}
	}
}

// Two catalogs that bind a status to the same code agree; a third one has to
// extend both of them before it binds the status again.
func TestMergeOfWhatAgrees(t *testing.T) {
	bind := func(domain string, code catalog.Code, extends ...string) *catalog.Table {
		c := table(domain, row(catalog.Code(domain+"_own")))
		c.Statuses, c.Extends = []catalog.Code{409: code}, extends
		return c
	}
	a, b := bind("a", "a_own"), bind("b", "a_own", "a")
	for _, order := range orders(a, b, bind("c", "c_own", "a", "b")) {
		if merged, err := catalog.Merge(order...); err != nil || merged.Status(409).Code() != "c_own" {
			t.Errorf("409 is %q, %v", merged.Status(409).Code(), err)
		}
	}
	for _, order := range orders(a, bind("b", "a_own"), bind("c", "c_own", "b")) {
		if merged, err := catalog.Merge(order...); err == nil {
			t.Errorf("409 is %q, though c does not extend a", merged.Status(409).Code())
		}
	}
}

// Catalogs that extend each other cannot say which of them answers.
func TestMergeOfACircle(t *testing.T) {
	one, other := table("one", override("gone")), table("other", override("gone"))
	one.Extends, other.Extends = []string{"other"}, []string{"one"}
	for _, order := range orders(one, other) {
		if _, err := catalog.Merge(order...); err == nil {
			t.Error("one of the two answers, by the order in which they are given")
		}
	}
}
