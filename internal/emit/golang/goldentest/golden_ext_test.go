// Package goldentest_test runs the golden files of the Go emitter, as their
// users would.
package goldentest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/empty"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/hostile"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/minimal"
	"github.com/google/go-cmp/cmp"
)

func TestCatalog(t *testing.T) {
	if n := empty.Catalog().Len(); n != 0 {
		t.Errorf("the empty catalog has %d entries", n)
	}
	if _, ok := empty.Catalog().Lookup("internal_error"); ok {
		t.Error("the empty catalog finds a code")
	}
	for name, c := range map[string]catalog.Catalog{"minimal": minimal.Catalog(), "full": full.Catalog(), "hostile": hostile.Catalog()} {
		entries := slices.Collect(c.All())
		if len(entries) == 0 || len(entries) != c.Len() {
			t.Errorf("%s: All gives %d entries, Len says %d", name, len(entries), c.Len())
		}
		if !slices.IsSortedFunc(entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code()), string(b.Code())) }) {
			t.Errorf("%s: entries are not sorted", name)
		}
		for _, entry := range entries {
			if found, ok := c.Lookup(entry.Code()); !ok || found != entry {
				t.Errorf("%s: Lookup(%q) does not find the entry", name, entry.Code())
			}
		}
		for _, code := range []catalog.Code{"", "no_such_code", "INTERNAL_ERROR"} {
			if _, ok := c.Lookup(code); ok {
				t.Errorf("%s: Lookup(%q) finds something", name, code)
			}
		}
		if c.Role(catalog.RoleInternal) == nil {
			t.Errorf("%s: nothing plays the role internal", name)
		}
	}
	for role := catalog.RoleInternal; role <= catalog.RoleUpstream; role++ {
		want := full.CodeInternalError
		if role == catalog.RoleTimeout { // which a code of another catalog plays, once the two are merged
			want = ""
		}
		if got := full.Catalog().Role(role).Code(); got != want {
			t.Errorf("role %q is played by %q, want %q", role, got, want)
		}
	}
	for status, want := range map[int]catalog.Code{409: full.CodeLocked, 418: "", 404: "", 0: "", 999: ""} {
		if got := full.Catalog().Status(status).Code(); got != want {
			t.Errorf("status %d is bound to %q, want %q", status, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	get := func(code catalog.Code) *catalog.Entry {
		entry, _ := full.Catalog().Lookup(code)
		return entry
	}
	key := get(full.CodeKeyNotFound)
	if key.Status() != 404 || key.Title() != "Title of key_not_found" || key.Message() != "Message of key_not_found." ||
		key.DocURL() != "https://docs.example.com/errors/key_not_found" || key.Category() != "not_found" ||
		!key.Concealed() || key.PassUpstream() || key.Retry() != catalog.RetryNever || key.RetryAfter() != 0 || key.Challenge() != "" {
		t.Errorf("key_not_found is %+v", key)
	}
	if got := get(full.CodeOAuthIDsByURL).DocURL(); got != "https://elsewhere.example.com/oauth" {
		t.Errorf("a doc URL of its own is %q", got)
	}
	if got := get(full.CodeAPIKeyMissing).Challenge(); got != `Bearer realm="example"` {
		t.Errorf("the challenge is %q", got)
	}
	if e := get(full.CodeBurstLimitExceeded); e.Retry() != catalog.RetryAfterDelay || e.RetryAfter() != time.Minute {
		t.Errorf("burst_limit_exceeded: retry %v after %v", e.Retry(), e.RetryAfter())
	}
	if e := get(full.CodeOutOfQuota); e.Retry() != catalog.RetryAfterDelay || e.RetryAfter() != 0 {
		t.Errorf("quota_used_up: retry %v after %v", e.Retry(), e.RetryAfter())
	}
	if e := get(full.CodeUnavailable); e.Retry() != catalog.RetryBackoff || !e.PassUpstream() {
		t.Errorf("unavailable: retry %v, pass %v", e.Retry(), e.PassUpstream())
	}
	if e := get(full.CodeAccessDenied); e.Retry() != catalog.RetryAfterChange || e.Effect() != catalog.EffectUnknown {
		t.Errorf("access_denied: retry %v, effect %v", e.Retry(), e.Effect())
	}
	for code, want := range map[catalog.Code]catalog.Effect{ // what the entry says, whatever its status
		full.CodeKeyNotFound: catalog.EffectNone, full.CodeInternalError: catalog.EffectUnknown, full.CodeUnavailable: catalog.EffectNone,
	} {
		if got := get(code).Effect(); got != want {
			t.Errorf("%s has the effect %v, want %v", code, got, want)
		}
	}
	for code, want := range map[catalog.Code]slog.Level{
		full.CodeKeyNotFound: slog.LevelInfo, full.CodeAccessDenied: slog.LevelWarn,
		full.CodeLocked: slog.LevelDebug, full.CodeInternalError: slog.LevelError,
	} {
		if got := get(code).Level(); got != want {
			t.Errorf("%s is logged at %v, want %v", code, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	err := full.NewKeyNotFound().WithCause(io.ErrUnexpectedEOF)
	wrapped := fmt.Errorf("look up: %w", errors.Join(io.EOF, err))
	var typed *full.KeyNotFoundError
	if !errors.As(wrapped, &typed) || typed != err {
		t.Error("errors.As does not find the type")
	}
	if !errors.Is(wrapped, full.CodeKeyNotFound) || errors.Is(wrapped, full.CodeLocked) || !errors.Is(wrapped, io.ErrUnexpectedEOF) {
		t.Error("errors.Is is wrong")
	}
	if catalog.CodeOf(wrapped) != "key_not_found" {
		t.Errorf("CodeOf is %q", catalog.CodeOf(wrapped))
	}
	if full.NewKeyNotFound().Unwrap() != nil {
		t.Error("WithCause changed the error that others share")
	}
	if err.StatusCode() != 404 {
		t.Errorf("StatusCode is %d", err.StatusCode())
	}
}

func TestConstructorsAllocateNothing(t *testing.T) {
	var sink error
	if n := testing.AllocsPerRun(100, func() { sink = full.NewKeyNotFound() }); n != 0 {
		t.Errorf("NewKeyNotFound allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = full.Catalog().Lookup("wide_details") }); n != 0 {
		t.Errorf("Lookup allocates %v times", n)
	}
	_ = sink
}

func TestRetryAfter(t *testing.T) {
	plain := full.NewBurstLimitExceeded()
	longer := plain.WithRetryAfter(90*time.Second + 1)
	if plain.RetryAfter() != time.Minute || longer.RetryAfter() != 91*time.Second {
		t.Errorf("waits are %v and %v", plain.RetryAfter(), longer.RetryAfter())
	}
	if got := longer.WithCause(io.EOF).Message(); got != "Too many requests. Try again in 91 seconds." {
		t.Errorf("message is %q", got)
	}
	if got := full.NewOutOfQuota(full.OutOfQuotaParams{}).RetryAfter(); got != 0 {
		t.Errorf("without a default the wait is %v", got)
	}
}

// What an entry forbids does not compile: the method is not there.
func TestOnlyWhatTheEntryAllows(t *testing.T) {
	type retrier[T any] interface{ WithRetryAfter(time.Duration) T }
	if _, ok := any(full.NewLocked()).(retrier[*full.LockedError]); ok {
		t.Error("a concealed error takes a wait")
	}
	if _, ok := any(full.NewUnavailable()).(retrier[*full.UnavailableError]); ok {
		t.Error("an error without after_delay takes a wait")
	}
	if _, ok := any(full.NewBurstLimitExceeded()).(retrier[*full.BurstLimitExceededError]); !ok {
		t.Error("an error with after_delay takes no wait")
	}
}

func TestParams(t *testing.T) {
	params := full.DateOutOfRangeParams{
		From: catalog.Date{Year: 1800, Month: 1, Day: 1}, To: catalog.Date{Year: 2099, Month: 12, Day: 31}, Given: "soon",
	}
	err := full.NewDateOutOfRange(params)
	if got := err.Message(); got != "The date is outside 1800-01-01 to 2099-12-31." {
		t.Errorf("message is %q", got)
	}
	if got := err.WithCause(io.EOF).Params(); got != params {
		t.Errorf("Params is %+v", got)
	}
	if got := (&full.DateOutOfRangeError{}).Params(); got != (full.DateOutOfRangeParams{}) {
		t.Errorf("Params of the zero value is %+v", got)
	}
	if _, ok := params.ClientText("given"); ok {
		t.Error("clients can see a parameter that is for logs")
	}
	quota := full.NewOutOfQuota(full.OutOfQuotaParams{Used: -3, Quota: math.MaxInt64, Share: 1234567.5, Soft: true,
		Until: time.Date(2026, 5, 25, 14, 0, 0, 5, time.FixedZone("", 7200)), Who: "you\n"})
	if got, want := quota.Message(), "-3 of 9223372036854775807 (1234567.5, true) until 2026-05-25T12:00:00Z for you\ufffd."; got != want {
		t.Errorf("message is %q, want %q", got, want)
	}
}

func TestParamsInLogs(t *testing.T) {
	var out strings.Builder
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key != "err" {
			return slog.Attr{}
		}
		return a
	}}))
	logger.Info("", "err", full.NewSecretKept(full.SecretKeptParams{TheString: "s", TheInteger: 1, TheNumber: 1.5, TheBoolean: true,
		TheDate: catalog.Date{Year: 2026, Month: 5, Day: 25}, TheDatetime: time.Date(2026, 5, 25, 12, 0, 0, 0, time.UTC)}))
	want := "err.code=secret_kept err.params.the_string=s err.params.the_integer=1 err.params.the_number=1.5 err.params.the_boolean=true " +
		"err.params.the_date=2026-05-25 err.params.the_datetime=2026-05-25T12:00:00.000Z\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestDetails(t *testing.T) {
	items := []full.ValidationErrorDetail{
		{Loc: catalog.Path{"body", "birth", "lat"}, Msg: "Input should be >= -90", Type: "greater_than_equal", Input: -91.5},
		{Loc: catalog.Path{"body", 3}, Msg: "secret", Type: "x", Input: "canary", Redacted: true},
		{},
	}
	err := full.NewValidationError(items...)
	items[0].Msg = "changed"
	got, _ := json.Marshal(err.Details())
	want := `[{"loc":["body","birth","lat"],"msg":"Input should be \u003e= -90","type":"greater_than_equal","input":-91.5},` +
		`{"loc":["body",3],"msg":"secret","type":"x"},{"loc":[],"msg":"","type":""}]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if full.NewValidationError().Details().Len() != 0 {
		t.Error("no details are some")
	}
	if err := full.NewValidationError(full.ValidationErrorDetail{Input: math.NaN()}).Details().Err(); err == nil {
		t.Error("a detail that has no JSON form is no error")
	}
	both := full.NewInvalidOrder(full.InvalidOrderParams{OrderID: 7}, full.InvalidOrderDetail{Line: 2, Issue: "empty"})
	if both.Message() != "Order 7 is not valid." || both.Details().Len() != 1 || both.Params().OrderID != 7 {
		t.Errorf("an error with parameters and details is %v with %d details", both, both.Details().Len())
	}
}

// A value outside of its set does not reach a client: the message falls back,
// the item goes.
func TestClosedSets(t *testing.T) {
	good := full.PlanTooSmallDetail{Why: full.PlanTooSmallWhy2Seats}
	err := full.NewPlanTooSmall(full.PlanTooSmallParams{Plan: full.PlanTooSmallPlanPro2024}, good,
		full.PlanTooSmallDetail{Why: full.PlanTooSmallWhyTooMany, Next: full.PlanTooSmallNextUpgrade})
	details, _ := json.Marshal(err.Details())
	if got, want := string(details), `[{"why":"2_seats"},{"why":"too many","next":"upgrade"}]`; got != want || err.Details().Err() != nil {
		t.Errorf("details are %s, %v; want %s", got, err.Details().Err(), want)
	}
	if got, want := err.Message(), "The pro-2024 plan is too small."; got != want {
		t.Errorf("message is %q, want %q", got, want)
	}
	err = full.NewPlanTooSmall(full.PlanTooSmallParams{Plan: "canary"}, good, full.PlanTooSmallDetail{Why: "canary"},
		full.PlanTooSmallDetail{Why: full.PlanTooSmallWhyTooMany, Next: "canary"}, full.PlanTooSmallDetail{})
	details, _ = json.Marshal(err.Details())
	if got, want := string(details), `[{"why":"2_seats"}]`; got != want {
		t.Errorf("details are %s, want %s", got, want)
	}
	if problem := err.Details().Err(); problem == nil || !strings.Contains(problem.Error(), `"canary" is not one of the values`) {
		t.Errorf("the problem is %v", problem)
	}
	if got, want := err.Message(), "Title of plan_too_small"; got != want {
		t.Errorf("message is %q, want the title %q", got, want)
	}
}

// AppendJSON must give what encoding/json gives for the struct's tags, apart
// from the fields that are kept back.
func TestDetailEncoding(t *testing.T) {
	now := time.Date(2026, 5, 25, 12, 0, 0, 123, time.UTC)
	number, float, yes, day := int64(-1), 0.1, false, catalog.Date{Year: 1, Month: 2, Day: 3}
	all := full.WideDetailsDetail{
		StringGiven: "<a>", IntegerGiven: 1, NumberGiven: 1e21, BooleanGiven: true, DateGiven: day, DatetimeGiven: now,
		PathGiven: catalog.Path{"a", 1}, StringsGiven: []string{"a", "\u2028"}, AnyGiven: map[string]any{"b": 1, "a": nil},
		StringOptional: "x", IntegerOptional: &number, NumberOptional: &float, BooleanOptional: &yes, DateOptional: &day,
		DatetimeOptional: &now, PathOptional: catalog.Path{"x"}, StringsOptional: []string{"x"}, AnyOptional: []int{1},
		StringMaybe: "m", IntegerMaybe: &number, NumberMaybe: &float, BooleanMaybe: &yes, DateMaybe: &day,
		DatetimeMaybe: &now, PathMaybe: catalog.Path{"m"}, StringsMaybe: []string{"m"}, AnyMaybe: "m", Certain: "c",
		StringSecret: "canary", AnySecret: "canary", StringsSecret: []string{"canary"}, PathSecret: catalog.Path{"canary"},
	}
	type untyped full.WideDetailsDetail // no methods: encoding/json goes by the tags
	got, err := all.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(untyped(all))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("-encoding/json +AppendJSON:\n%s", diff)
	}
	if text, err := json.Marshal(all); err != nil || string(text) != string(got) {
		t.Errorf("MarshalJSON gives %s, %v", text, err)
	}
	if strings.Contains(string(got), "canary") {
		t.Errorf("a sensitive field is in %s", got)
	}
	var back full.WideDetailsDetail
	if err := json.Unmarshal(got, &back); err != nil || back.StringMaybe != "m" || *back.IntegerOptional != -1 || back.DateGiven != day {
		t.Errorf("decoded: %+v, %v", back, err)
	}

	all.Private, all.Hidden = true, true
	got, _ = all.AppendJSON(nil)
	for _, name := range []string{"_maybe", "certain", `"m"`, `"c"`} {
		if strings.Contains(string(got), name) {
			t.Errorf("%s is in %s", name, got)
		}
	}
	zero, _ := new(full.WideDetailsDetail).AppendJSON(nil)
	if want := `{"string_given":"","integer_given":0,"number_given":0,"boolean_given":false,"date_given":"0000-00-00",` +
		`"datetime_given":"0001-01-01T00:00:00Z","path_given":[],"strings_given":[],"any_given":null,"certain":""}`; string(zero) != want {
		t.Errorf("the zero value is %s, want %s", zero, want)
	}
}

// A detail that is logged as it is does not tell what it would not send.
func TestDetailInLogs(t *testing.T) {
	detail := full.ValidationErrorDetail{Msg: "m", Input: "canary", Redacted: true}
	var out strings.Builder
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("", "value", detail, "pointer", &detail, "slice", []full.ValidationErrorDetail{detail})
	}
	fmt.Fprint(&out, detail, &detail)
	fmt.Fprintf(&out, "%v %+v %s %q", detail, detail, detail, &detail)
	if strings.Contains(out.String(), "canary") || strings.Count(out.String(), "loc") != 12 {
		t.Errorf("the log is %s", out.String())
	}
	if got := (full.ValidationErrorDetail{Input: math.NaN()}).String(); !strings.Contains(got, "NaN") {
		t.Errorf("a detail that has no JSON form is %q", got)
	}
}

// Text from a catalog is text: it reaches Go as it was.
func TestHostileText(t *testing.T) {
	entry, ok := hostile.Catalog().Lookup("hostile_0") // its constant is deprecated
	if !ok {
		t.Fatal("hostile_0 is not there")
	}
	text := entry.Title()
	for _, part := range []string{"a \"quoted\" `back` */ /* // text\n//go:build ignore\n", "</script> %s %d %!v {{ .X }} ${x} \\n \\x00 \x00\x07\x1b[0m",
		"\u2028 \u2029 \ufeff \u202e \xff\xfe é 漢字 \U0001F600", "\r\nA-very"} {
		if !strings.Contains(text, part) {
			t.Errorf("the title %q has no %q", text, part)
		}
	}
	if entry.Message() != text || entry.Category() != text || entry.Challenge() != text || entry.DocURL() != "https://docs.example.com/\"`%s\n*/"+text {
		t.Error("texts differ")
	}
	entry, _ = hostile.Catalog().Lookup("hostile_1")
	if got, want := entry.DocURL(), "https://docs.example.com/\"`%s\n*/hostile_1"; got != want {
		t.Errorf("the documentation is at %q, want %q", got, want)
	}
}
