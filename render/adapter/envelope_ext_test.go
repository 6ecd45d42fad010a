package adapter_test

import (
	"encoding/json"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/catalog/wire"
	"github.com/asterwise/errcat/render"
	"github.com/asterwise/errcat/render/adapter"
)

var escapes = regexp.MustCompile(`\\\\|\\ufffd`)

// lawful is what encoding/json has written on any Go by the law of contract §1:
// with the character U+FFFD in place of its escape.
func lawful(text []byte) string {
	return string(escapes.ReplaceAllFunc(text, func(escape []byte) []byte {
		if len(escape) == 2 { // a backslash: what follows is no escape
			return escape
		}
		return []byte("\uFFFD")
	}))
}

// reference is the envelope of a decision as encoding/json writes it.
func reference(t *testing.T, d adapter.Decision, id string, now time.Time) string {
	t.Helper()
	e := render.Envelope{
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
	return lawful(want)
}

func at(now time.Time) *adapter.Engine {
	return render.New(apierr.Catalog(), &render.Options{Now: func() time.Time { return now }}).Engine()
}

func checkEnvelope(t *testing.T, d adapter.Decision, id string, now time.Time) {
	t.Helper()
	got := at(now).AppendEnvelope([]byte("before"), d, id)
	if want := "before" + reference(t, d, id, now); string(got) != want {
		t.Errorf("\nrendered      %s\nencoding/json %s", got, want)
	}
}

// one returns details with one item, {"input": v}.
func one(v any) catalog.Details { return wire.Details([]input{{v}}) }

type input struct{ value any }

func (i input) AppendJSON(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	o.Any("input", i.value)
	return o.Close()
}

// seed is the response that the contract was written from.
const seed = `{"success":false,"error":"key_not_found",` +
	`"message":"API key not found or you do not have permission to access it.",` +
	`"details":[],"retry_after":null,` +
	`"doc_url":"https://docs.asterwise.com/reference/errors/key_not_found",` +
	`"request_id":"req_01HXYZABCDEFGH","timestamp":"2026-05-25T12:34:56Z"}`

func TestEnvelopeOfTheSeed(t *testing.T) {
	e := at(time.Date(2026, 5, 25, 14, 34, 56, 999_999_999, time.FixedZone("", 2*3600)))
	got := e.AppendEnvelope([]byte("data: "), decide(e, apierr.CodeKeyNotFound), "req_01HXYZABCDEFGH")
	if string(got) != "data: "+seed {
		t.Errorf("\nrendered %s\nwant     data: %s", got, seed)
	}
	var envelope render.Envelope
	if err := json.Unmarshal(got[len("data: "):], &envelope); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(envelope); err != nil || string(again) != seed {
		t.Errorf("decoded and encoded again: %s, %v", again, err)
	}
}

// decide is the decision for an error of a request that nobody has made.
func decide(e *adapter.Engine, err error) adapter.Decision {
	return e.Decide(httptest.NewRequest("GET", "/", nil), adapter.Failure{Err: err})
}

// Every code of the catalog, as the bare error that it is.
func TestEnvelopeOfEveryCode(t *testing.T) {
	now := time.Unix(1e9, 0)
	for entry := range apierr.Catalog().All() {
		checkEnvelope(t, decide(at(now), entry.Code()), "req_1", now)
	}
}

func TestEnvelopeOfStrangeTexts(t *testing.T) {
	for _, s := range []string{"", `"\`, "</script>&", "\u2028", "\x00\n\x7f", "\xff\xc3", "😀", "{x} %s", strings.Repeat("long", 1000)} {
		entry := catalog.Row{Code: catalog.Code(s), Status: 400, Message: s, DocURL: s}.Entry()
		checkEnvelope(t, adapter.Decision{Entry: &entry, Message: s, Details: one(s)}, s, time.Unix(0, 0))
	}
}

func TestEnvelopeTimes(t *testing.T) {
	entry := catalog.Row{Code: "sample", Status: 400}.Entry()
	for _, now := range []time.Time{
		{},
		time.Unix(0, 0),
		time.Unix(-1, 999_999_999),
		time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(2026, 2, 29, 0, 0, 60, 0, time.FixedZone("", -11*3600)),
		time.Now(), // with a monotonic reading
	} {
		checkEnvelope(t, adapter.Decision{Entry: &entry}, "req_1", now)
	}
}

func TestEnvelopeWaits(t *testing.T) {
	entry := catalog.Row{Code: "sample", Status: 400}.Entry()
	for wait, want := range map[time.Duration]string{
		0:              `"retry_after":null,`,
		-time.Second:   `"retry_after":null,`,
		time.Second:    `"retry_after":1,`,
		24 * time.Hour: `"retry_after":86400,`,
	} {
		d := adapter.Decision{Entry: &entry, RetryAfter: wait}
		checkEnvelope(t, d, "req_1", time.Unix(0, 0))
		if got := at(now).AppendEnvelope(nil, d, "req_1"); !strings.Contains(string(got), want) {
			t.Errorf("a wait of %v: %s", wait, got)
		}
	}
}

// The details of an envelope are cut at whole items (contract §8).
func TestDetailsLimit(t *testing.T) {
	d := adapter.Decision{Entry: broken, Details: fail(invalid).details(`{"a":1}`, `{"b":22}`, `{"c":3}`).Details()} // 7, 8 and 7 bytes
	for limit, want := range map[int]string{
		1: `[]`, // there is no shorter list
		2: `[]`, 8: `[]`,
		9:  `[{"a":1}]`, // exactly
		10: `[{"a":1}]`, 17: `[{"a":1}]`,
		18: `[{"a":1},{"b":22}]`, 25: `[{"a":1},{"b":22}]`,
		26:      `[{"a":1},{"b":22},{"c":3}]`,
		1 << 20: `[{"a":1},{"b":22},{"c":3}]`,
	} {
		got := newRenderer(&render.Options{MaxDetails: limit}, nil).Engine().AppendEnvelope(nil, d, "")
		if !strings.Contains(string(got), `"details":`+want+`,"retry_after"`) {
			t.Errorf("limit %d: %s, want the details %s", limit, got, want)
		}
	}
	// An item that does not fit ends the list: later ones would stand in places
	// that are not theirs.
	d.Details = fail(invalid).details(`{"long":"`+strings.Repeat("x", 100)+`"}`, `{}`).Details()
	if got := newRenderer(&render.Options{MaxDetails: 50}, nil).Engine().AppendEnvelope(nil, d, ""); !strings.Contains(string(got), `"details":[],`) {
		t.Errorf("an item was kept behind one that did not fit: %s", got)
	}
}

func FuzzEnvelope(f *testing.F) {
	f.Add("key_not_found", "API key not found.", "https://docs.asterwise.com/", "req_01HXYZABCDEFGH", int64(0), int64(1_779_712_496), []byte(`{"a":[1.5,null]}`))
	f.Add("a", "<b>\u2028\xff", "https://x/?a=b&c", `"`, int64(60), int64(-1), []byte("\"\xff\""))
	f.Add("", `\ufffd`, "", "\\\xff", int64(-5), int64(1<<40), []byte(`nonsense`))
	f.Fuzz(func(t *testing.T, code, message, docURL, id string, wait, seconds int64, raw []byte) {
		now := time.Unix(seconds%(1<<37), seconds)
		if y := now.UTC().Year(); y < 0 || y > 9999 {
			return // encoding/json has no form for the year
		}
		var v any
		if json.Unmarshal(raw, &v) != nil {
			v = string(raw)
		}
		if len(raw) > 8<<10 {
			return // the details may be cut
		}
		entry := catalog.Row{Code: catalog.Code(code), Status: 400, Message: message, DocURL: docURL}.Entry()
		checkEnvelope(t, adapter.Decision{Entry: &entry, Message: message, Details: one(v), RetryAfter: time.Duration(wait%86400) * time.Second}, id, now)
	})
}
