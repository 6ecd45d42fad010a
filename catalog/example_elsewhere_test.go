package catalog_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// public returns the text of an error for a client. A gRPC service uses it in
// place of the error, in one interceptor for all methods:
//
//	return nil, status.Error(codes.NotFound, public(err))
func public(err error) string {
	var e catalog.Error
	if errors.As(err, &e) {
		return e.Message()
	}
	return "Something went wrong."
}

// A renderer never sends a cause. Other ways out of the process know nothing of
// causes: gRPC, GraphQL and net/rpc send what Error returns, and Error is for
// logs. Give them the message, or the JSON of the error.
func Example_elsewhere() {
	err := fmt.Errorf("rotate: %w", apierr.NewKeyNotFound().WithCause(errors.New("no row in db-7")))

	fmt.Println("leaks:  ", err)
	fmt.Println("message:", public(err))

	var e catalog.Error
	if errors.As(err, &e) {
		text, _ := json.Marshal(e)
		fmt.Println(string(text))
	}
	// Output:
	// leaks:   rotate: key_not_found: API key not found or you do not have permission to access it.: no row in db-7
	// message: API key not found or you do not have permission to access it.
	// {"error":"key_not_found","message":"API key not found or you do not have permission to access it.","details":[],"retry_after":null,"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found"}
}
