package wire_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

func TestRead(t *testing.T) {
	entry := catalog.Row{Code: "locked", Status: 423, Title: "Locked", Message: "Wait {retry_after} seconds.",
		DocURL: "https://docs.example.com/locked", Retry: catalog.RetryAfterDelay}.Entry()
	const text = `{"error":"locked","message":"Wait 7 seconds.","details":[{"a":1.50,"b":"<"}],"retry_after":7,"doc_url":"https://docs.example.com/locked"}`
	var b wire.Base
	if err := b.Read(&entry, []byte(text)); err != nil {
		t.Fatal(err)
	}
	if b.Entry() != &entry || b.Message() != "Wait 7 seconds." || b.RetryAfter() != 7*time.Second {
		t.Errorf("got %v, wait %v", &b, b.RetryAfter())
	}
	const want = `{"error":"locked","message":"Wait 7 seconds.","details":[{"a":1.50,"b":"\u003c"}],"retry_after":7,"doc_url":"https://docs.example.com/locked"}`
	if again, err := json.Marshal(&b); err != nil || string(again) != want {
		t.Errorf("written again: %s, %v; want %s", again, err, want)
	}
	if err := b.Read(&entry, []byte(text)); err == nil || !strings.Contains(err.Error(), "use a new one") {
		t.Errorf("reading into an error: %v", err)
	}
}

func TestReadRefuses(t *testing.T) {
	entry := catalog.Row{Code: "locked", Status: 423}.Entry()
	for text, want := range map[string]string{
		`{"error":"other"}`:  `read error "locked": the text has code "other"`,
		`{}`:                 `read error "locked": the text has code ""`,
		`null`:               `read error "locked": the text has code ""`,
		`[`:                  `read error "locked": unexpected end of JSON input`,
		`{"error":"locked"7`: `read error "locked": invalid character '7' after object key:value pair`,
	} {
		var b wire.Base
		if err := b.Read(&entry, []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
		if b.Entry() != nil {
			t.Errorf("%s: refused, and read all the same", text)
		}
	}
}

func TestItems(t *testing.T) {
	type item struct {
		N   int `json:"n"`
		Any any `json:"any"`
	}
	details := wire.ReadDetails([]json.RawMessage{
		[]byte(`{"n":1,"any":12345678901234567890123,"new":true}`), []byte(`7`), []byte(`{"n":"one"}`), []byte(` {"n":2}`),
	})
	if err := details.Err(); err == nil || err.Error() != "encode item 1 of details: it is no JSON object" {
		t.Errorf("the list says %v", err)
	}
	items, err := wire.Items[item](details)
	if len(items) != 2 || items[0].N != 1 || items[0].Any != json.Number("12345678901234567890123") || items[1].N != 2 {
		t.Errorf("got %v", items)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "read item 1 of details: ") {
		t.Errorf("got %v", err)
	}
}
