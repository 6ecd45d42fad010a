package catalog_test

import (
	"errors"
	"fmt"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// There are three ways to ask what an error is: for one code, for the code,
// and for the type. All of them look through wrapped and joined errors.
func Example_asking() {
	err := fmt.Errorf("rotate keys: %w", apierr.NewIPRateLimitExceeded())

	if errors.Is(err, apierr.CodeIPRateLimitExceeded) {
		fmt.Println("slow down")
	}

	switch catalog.CodeOf(err) {
	case apierr.CodeKeyNotFound:
		fmt.Println("no such key")
	case apierr.CodeIPRateLimitExceeded, apierr.CodeBurstLimitExceeded:
		fmt.Println("too many requests")
	}

	var limited *apierr.IPRateLimitExceededError
	if errors.As(err, &limited) {
		fmt.Println("wait", limited.RetryAfter())
	}
	// Output:
	// slow down
	// too many requests
	// wait 1m0s
}
