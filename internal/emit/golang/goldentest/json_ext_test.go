package goldentest_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
)

// The JSON of an error is what a client may see of it, under the envelope's
// names: neither its cause, nor a parameter for logs.
func TestErrorAsJSON(t *testing.T) {
	canary := errors.New("canary")
	for _, tt := range []struct {
		err  error
		want string
	}{
		{full.NewKeyNotFound().WithCause(canary),
			`{"error":"key_not_found","message":"Message of key_not_found.","details":[],"retry_after":null,"doc_url":"https://docs.example.com/errors/key_not_found"}`},
		{full.NewBurstLimitExceeded().WithRetryAfter(90 * time.Second).WithCause(canary),
			`{"error":"burst_limit_exceeded","message":"Too many requests. Try again in 90 seconds.","details":[],"retry_after":90,"doc_url":"https://docs.example.com/errors/burst_limit_exceeded"}`},
		{full.NewDateOutOfRange(full.DateOutOfRangeParams{From: catalog.Date{Year: 1800, Month: 1, Day: 1}, To: catalog.Date{Year: 2099, Month: 12, Day: 31}, Given: "canary"}),
			`{"error":"date_out_of_range","message":"The date is outside 1800-01-01 to 2099-12-31.","details":[],"retry_after":null,"doc_url":"https://docs.example.com/errors/date_out_of_range"}`},
		{full.NewValidationError(full.ValidationErrorDetail{Loc: catalog.Path{"body", 1}, Msg: "<", Input: "canary", Redacted: true}),
			`{"error":"validation_error","message":"Message of validation_error.","details":[{"loc":["body",1],"msg":"\u003c","type":""}],"retry_after":null,"doc_url":"https://docs.example.com/errors/validation_error"}`},
		{&full.KeyNotFoundError{}, `null`},
	} {
		got, err := json.Marshal(tt.err)
		if err != nil || string(got) != tt.want {
			t.Errorf("as JSON: %s, %v\n   want: %s", got, err, tt.want)
		}
		if inside, err := json.Marshal(map[string]error{"e": tt.err}); err != nil || string(inside) != `{"e":`+tt.want+`}` {
			t.Errorf("in another value: %s, %v", inside, err)
		}
		if strings.Contains(string(got), "canary") {
			t.Errorf("a secret is in %s", got)
		}
	}
}

// Details that were read back are sent again as they were.
func TestDetailsRoundTrip(t *testing.T) {
	sent, _ := json.Marshal(full.NewValidationError(
		full.ValidationErrorDetail{Loc: catalog.Path{"body", "emails", 1}, Msg: "m", Type: "t", Input: "x"},
		full.ValidationErrorDetail{Loc: catalog.Path{}, Msg: "m", Type: "t"},
	).Details())
	var read []full.ValidationErrorDetail
	if err := json.Unmarshal(sent, &read); err != nil {
		t.Fatal(err)
	}
	again := full.NewValidationError(read...).Details()
	if text, err := json.Marshal(again); err != nil || again.Err() != nil || string(text) != string(sent) {
		t.Errorf("sent again: %s, %v, %v\n      first: %s", text, err, again.Err(), sent)
	}
}

// A parameter that nobody set, such as one that the catalog has got since the
// call was written, makes no message with a hole: the title stands in.
func TestMissingParams(t *testing.T) {
	day := catalog.Date{Year: 1800, Month: 1, Day: 1}
	for _, p := range []full.DateOutOfRangeParams{{}, {From: day}, {To: day}} {
		if got, want := full.NewDateOutOfRange(p).Message(), "Title of date_out_of_range"; got != want {
			t.Errorf("the message of %+v is %q, want the title", p, got)
		}
	}
	all := full.OutOfQuotaParams{Until: time.Unix(0, 0), Who: "you"} // zero is a number like any other
	if got := full.NewOutOfQuota(all).Message(); !strings.HasPrefix(got, "0 of 0 (0, false) until 1970-01-01") {
		t.Errorf("the message is %q", got)
	}
	for _, p := range []full.OutOfQuotaParams{{Until: all.Until}, {Who: all.Who}} {
		if got := full.NewOutOfQuota(p).Message(); !strings.HasPrefix(got, "Title of ") {
			t.Errorf("the message of %+v is %q, want the title", p, got)
		}
	}
}
