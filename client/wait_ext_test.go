package client_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

// TestWait reads the table that the clients of all languages are held to.
func TestWait(t *testing.T) {
	text, err := os.ReadFile("testdata/waits.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Date   string
		Header, Body *string
		Want         int
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, tt := range cases {
		t.Run(tt.Name, func(t *testing.T) {
			header := http.Header{}
			if tt.Header != nil {
				header.Set("Retry-After", *tt.Header)
			}
			if tt.Date != "" {
				header.Set("Date", tt.Date)
			}
			value := "null"
			if tt.Body != nil {
				value = *tt.Body
			}
			body := fmt.Sprintf(`{"success":false,"error":"burst_limit_exceeded","message":"","details":[],"retry_after":%s}`, value)
			e := client.Decode(429, header, []byte(body), apierr.Catalog())
			if e.RetryAfter() != time.Duration(tt.Want)*time.Second {
				t.Errorf("the wait is %v, want %d seconds", e.RetryAfter(), tt.Want)
			}
			if e.Code != apierr.CodeBurstLimitExceeded {
				t.Errorf("the code is %q", e.Code)
			}
		})
	}
}

func TestRepeatable(t *testing.T) {
	for _, tt := range []struct {
		code     catalog.Code
		wait     string // of the header
		method   string
		key      string
		want     bool
		whatever string
	}{
		{apierr.CodeBurstLimitExceeded, "60", "POST", "", true, "effect none"},
		{apierr.CodeBurstLimitExceeded, "", "GET", "", true, "the code's own wait"},
		{apierr.CodeMonthlyUsageLimitExceeded, "60", "GET", "", false, "after_change, whatever the status and the header"},
		{apierr.CodeKeyNotFound, "1", "GET", "", false, "never"},
		{apierr.CodeInternalError, "", "GET", "", true, "idempotent"},
		{apierr.CodeInternalError, "", "DELETE", "", true, "idempotent"},
		{apierr.CodeInternalError, "", "POST", "", false, "may have done its work"},
		{apierr.CodeInternalError, "", "PATCH", "", false, "may have done its work"},
		{apierr.CodeInternalError, "", "POST", "k1", true, "the server can tell"},
		{"a_newer_code", "", "GET", "", false, "nobody says that time helps"},
		{"a_newer_code", "5", "GET", "", true, "the response says so"},
		{"a_newer_code", "5", "POST", "", false, "nobody says that it did nothing"},
	} {
		t.Run(fmt.Sprintf("%s %s %s %s", tt.code, tt.method, tt.wait, tt.key), func(t *testing.T) {
			answer, request := http.Header{}, http.Header{}
			if tt.wait != "" {
				answer.Set("Retry-After", tt.wait)
			}
			if tt.key != "" {
				request.Set("Idempotency-Key", tt.key)
			}
			body := fmt.Sprintf(`{"success":false,"error":%q,"message":"","details":[],"retry_after":null}`, tt.code)
			e := client.Decode(400, answer, []byte(body), apierr.Catalog())
			if got := e.Repeatable(tt.method, request); got != tt.want {
				t.Errorf("repeatable: %v, want %v: %s", got, tt.want, tt.whatever)
			}
		})
	}
}
