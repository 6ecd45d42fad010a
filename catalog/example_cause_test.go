package catalog_test

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/asterwise/errcat/catalog/apierr"
)

// loadKey fails as a database does when there is no such row.
func loadKey(id string) error {
	return fmt.Errorf("load key %q: %w", id, sql.ErrNoRows)
}

// An error of the catalog can have a cause. Logs show it; clients read the
// message, and nothing else.
func Example_cause() {
	err := loadKey("k_7")
	if errors.Is(err, sql.ErrNoRows) {
		e := apierr.NewKeyNotFound().WithCause(err)
		fmt.Println("client:", e.Message())
		fmt.Println("log:   ", e)
		fmt.Println(errors.Is(e, sql.ErrNoRows)) // the cause is still there
	}
	// Output:
	// client: API key not found or you do not have permission to access it.
	// log:    key_not_found: API key not found or you do not have permission to access it.: load key "k_7": sql: no rows in result set
	// true
}
