package main

import (
	"errors"
	"fmt"
	"net/http"
)

// failWithSecrets answers GET /v1/demo/error with an error that the catalog
// does not know, as a bug would. The client gets internal_error; the text is
// for the log.
func failWithSecrets(http.ResponseWriter, *http.Request) error {
	err := errors.New(`password authentication failed for user "ledger"`)
	return fmt.Errorf("connect to ledger.internal:5432: %w", err)
}

// panicWithSecrets answers GET /v1/demo/panic. The client gets internal_error;
// value and stack are for the log.
func panicWithSecrets(http.ResponseWriter, *http.Request) error {
	panic("ledger of ledger.internal is out of balance")
}
