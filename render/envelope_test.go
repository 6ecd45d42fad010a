package render

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
)

// reference is the envelope of a decision as encoding/json writes it.
func reference(t *testing.T, d *Decision, id string, now time.Time) string {
	t.Helper()
	e := Envelope{
		Error:     d.Entry.Code(),
		Message:   d.Message,
		Details:   []json.RawMessage{},
		DocURL:    d.Entry.DocURL(),
		RequestID: id,
		Timestamp: now.UTC().Truncate(time.Second),
	}
	for item := range d.Details.All() {
		e.Details = append(e.Details, item)
	}
	if d.RetryAfter > 0 {
		seconds := int(d.RetryAfter / time.Second)
		e.RetryAfter = &seconds
	}
	want, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(want)
}

func checkEnvelope(t *testing.T, d *Decision, id string, now time.Time) {
	t.Helper()
	got, kept := appendEnvelope([]byte("before"), d, id, now, DefaultMaxDetails)
	if want := "before" + reference(t, d, id, now); string(got) != want || kept != d.Details.Len() {
		t.Errorf("\nrendered      %s\nencoding/json %s\nkept %d details of %d", got, want, kept, d.Details.Len())
	}
}

// one returns details with one item, {"input": v}.
func one(v any) catalog.Details {
	return catalog.NewDetails(1, func(int) catalog.Detail { return input{v} })
}

type input struct{ value any }

func (i input) AppendJSON(dst []byte) ([]byte, error) {
	o := catalog.OpenObject(dst)
	o.Any(`,"input":`, i.value)
	return o.Close()
}

// seed is the response that the contract was written from.
const seed = `{"success":false,"error":"key_not_found",` +
	`"message":"API key not found or you do not have permission to access it.",` +
	`"details":[],"retry_after":null,` +
	`"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found",` +
	`"request_id":"req_01HXYZABCDEFGH","timestamp":"2026-05-25T12:34:56Z"}`

func TestEnvelopeOfTheSeed(t *testing.T) {
	r := New(apierr.Catalog(), nil)
	d := r.Decide(nil, Failure{Err: apierr.CodeKeyNotFound})
	now := time.Date(2026, 5, 25, 14, 34, 56, 999_999_999, time.FixedZone("", 2*3600))
	got, _ := appendEnvelope(nil, &d, "req_01HXYZABCDEFGH", now, DefaultMaxDetails)
	if string(got) != seed {
		t.Errorf("\nrendered %s\nwant     %s", got, seed)
	}

	var e Envelope
	if err := json.Unmarshal(got, &e); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(e); err != nil || string(again) != seed {
		t.Errorf("decoded and encoded again: %s, %v", again, err)
	}
}

// AppendEnvelope is what a response has as its body.
func TestAppendEnvelope(t *testing.T) {
	now := time.Date(2026, 5, 25, 12, 34, 56, 0, time.UTC)
	r := New(apierr.Catalog(), &Options{Now: func() time.Time { return now }})
	d := r.Decide(nil, Failure{Err: apierr.NewKeyNotFound()})
	for range 2 {
		if got := r.AppendEnvelope([]byte("data: "), &d, "req_01HXYZABCDEFGH"); string(got) != "data: "+seed {
			t.Errorf("\nappended %s\nwant     data: %s", got, seed)
		}
	}
	now = now.Add(time.Second) // the text of the last second is not that of the next
	if got := r.AppendEnvelope(nil, &d, ""); !strings.HasSuffix(string(got), `"timestamp":"2026-05-25T12:34:57Z"}`) {
		t.Errorf("a second later: %s", got)
	}
	now = now.Add(-time.Hour) // the clock was set back
	if got := r.AppendEnvelope(nil, &d, ""); !strings.HasSuffix(string(got), `"timestamp":"2026-05-25T11:34:57Z"}`) {
		t.Errorf("an hour earlier: %s", got)
	}
}

// Every code of the catalog, as the bare error that it is.
func TestEnvelopeOfEveryCode(t *testing.T) {
	r := New(apierr.Catalog(), nil)
	for entry := range r.Catalog().All() {
		d := r.Decide(nil, Failure{Err: entry.Code()})
		checkEnvelope(t, &d, "req_1", time.Unix(1e9, 0))
	}
}

func TestEnvelopeOfStrangeTexts(t *testing.T) {
	for _, s := range []string{"", `"\`, "</script>&", "\u2028", "\x00\n\x7f", "\xff\xc3", "😀", "{x} %s", strings.Repeat("long", 1000)} {
		entry := catalog.NewEntry(catalog.Row{Code: catalog.Code(s), Status: 400, Message: s, DocURL: s})
		checkEnvelope(t, &Decision{Entry: &entry, Message: s, Details: one(s)}, s, time.Unix(0, 0))
		plain := catalog.NewEntry(catalog.Row{Code: "sample", Status: 400, Message: "A {x}.", Plain: true})
		checkEnvelope(t, &Decision{Entry: &plain, Message: s}, s, time.Unix(0, 0)) // only the catalog's own texts are plain
	}
}

func TestEnvelopeTimes(t *testing.T) {
	entry := catalog.NewEntry(catalog.Row{Code: "sample", Status: 400})
	for _, now := range []time.Time{
		{},
		time.Unix(0, 0),
		time.Unix(-1, 999_999_999),
		time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(2026, 2, 29, 0, 0, 60, 0, time.FixedZone("", -11*3600)),
		time.Now(), // with a monotonic reading
	} {
		checkEnvelope(t, &Decision{Entry: &entry}, "req_1", now)
	}
}

func TestEnvelopeWaits(t *testing.T) {
	entry := catalog.NewEntry(catalog.Row{Code: "sample", Status: 400})
	for wait, want := range map[time.Duration]string{
		0:                     `"retry_after":null,`,
		-time.Second:          `"retry_after":null,`,
		time.Second:           `"retry_after":1,`,
		catalog.MaxRetryAfter: `"retry_after":86400,`,
	} {
		d := &Decision{Entry: &entry, RetryAfter: wait}
		checkEnvelope(t, d, "req_1", time.Unix(0, 0))
		if got, _ := appendEnvelope(nil, d, "req_1", time.Unix(0, 0), 0); !strings.Contains(string(got), want) {
			t.Errorf("a wait of %v: %s", wait, got)
		}
	}
}

func FuzzEnvelope(f *testing.F) {
	f.Add("key_not_found", "API key not found.", "https://docs.asterwise.com/", "req_01HXYZABCDEFGH", int64(0), int64(1_779_712_496), []byte(`{"a":[1.5,null]}`), false)
	f.Add("a", "<b>\u2028\xff", "https://x/?a=b&c", `"`, int64(60), int64(-1), []byte("\"\xff\""), true)
	f.Add("", "", "", "", int64(-5), int64(1<<40), []byte(`nonsense`), true)
	f.Fuzz(func(t *testing.T, code, message, docURL, id string, wait, seconds int64, raw []byte, plain bool) {
		now := time.Unix(seconds%(1<<37), seconds)
		if y := now.UTC().Year(); y < 0 || y > 9999 {
			return // encoding/json has no form for the year
		}
		for _, s := range []string{code, message, docURL} { // what the generator makes sure of
			plain = plain && string(catalog.AppendString(nil, s)) == `"`+s+`"`
		}
		var v any
		if json.Unmarshal(raw, &v) != nil {
			v = string(raw)
		}
		entry := catalog.NewEntry(catalog.Row{Code: catalog.Code(code), Status: 400, Message: message, DocURL: docURL, Plain: plain})
		d := &Decision{Entry: &entry, Message: message, Details: one(v), RetryAfter: time.Duration(wait%86400) * time.Second}
		if len(raw) > DefaultMaxDetails/8 {
			return // the details may be cut
		}
		checkEnvelope(t, d, id, now)
		d.Message += "<"
		checkEnvelope(t, d, id, now)
	})
}

func appendEnvelope(b []byte, d *Decision, requestID string, now time.Time, maxDetails int) ([]byte, int) {
	r := Renderer{maxDetails: maxDetails}
	return r.appendEnvelope(b, d, requestID, now)
}
