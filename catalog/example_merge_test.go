package catalog_test

import (
	"fmt"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// A service with a catalog of its own serves both with one renderer. Merge
// fails if they have a code in common.
func ExampleMerge() {
	merged, err := catalog.Merge(apierr.Catalog(), shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	entry, ok := merged.Lookup("pot_gone")
	fmt.Println(ok, entry.Status(), entry.Title())

	_, err = catalog.Merge(shop(), catalog.New(table("kitchen", row("pot_gone"))))
	fmt.Println(err)
	// Output:
	// true 404 Pot Gone
	// merge catalogs: code "pot_gone" is in "shop" and in "kitchen"
}
