package catalog_test

import (
	"fmt"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// kitchen stands for the Catalog function that `errcat generate` writes for a
// service with a catalog of its own.
func kitchen(codes ...catalog.Code) catalog.Catalog {
	var entries []*catalog.Entry
	for _, code := range codes {
		entries = append(entries, row(code))
	}
	return table("kitchen", entries...).Catalog()
}

// A service with a catalog of its own serves both with one renderer. Merge
// fails if they have a code in common.
func ExampleMerge() {
	merged, err := catalog.Merge(apierr.Catalog(), kitchen("stove_off", "pan_hot"))
	if err != nil {
		panic(err)
	}
	_, ours := merged.Lookup("stove_off")
	_, shared := merged.Lookup(apierr.CodeKeyNotFound)
	fmt.Println(ours, shared)

	_, err = catalog.Merge(apierr.Catalog(), kitchen("stove_off", "key_not_found"))
	fmt.Println(err)
	// Output:
	// true true
	// merge catalogs: code "key_not_found" is in the catalogs of "asterwise" and of "kitchen"; rename all but one, each with a prefix of its own, or let one extend the others and mark its entry `overrides: true`
}
