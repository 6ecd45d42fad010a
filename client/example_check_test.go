package client_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

func ExampleCheck() {
	resp := &http.Response{
		StatusCode: http.StatusTooManyRequests,
		Body: io.NopCloser(strings.NewReader(`{"success":false,"error":"burst_limit_exceeded",` +
			`"message":"Your plan's requests for this minute are used up. Try again in 37 seconds.","details":[],"retry_after":37,` +
			`"doc_url":"https://docs.asterwise.com/reference/errors/burst_limit_exceeded","request_id":"req_01","timestamp":"2026-05-25T12:34:56Z"}`)),
	}
	err := client.Check(resp, apierr.Catalog())
	var limit *apierr.BurstLimitExceededError
	switch {
	case errors.As(err, &limit):
		fmt.Println("wait", limit.RetryAfter())
	case errors.Is(err, apierr.CodeKeyNotFound):
		fmt.Println("no such key")
	case err != nil:
		fmt.Println(err)
	}
	// Output: wait 37s
}
