package find_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/find"
)

// seeds are texts that are hard to read: quotes that do not end, texts in texts,
// repetition.
func seeds() []textCase {
	var list []textCase
	for _, text := range []string{
		`"error": "`, `error='`, `error=\"`, `"error":"a\`, `"error":"\u00"`, `"error":"\u0041\n\t\r\x"`,
		`details: [`, `"details":[{]`, `"details":[1]`, `"details":[null]`, `details: [{'a': 'x"y\'z', 'b': True, 'c': False}]`,
		`a="b={\"c\":\"d=\\\"error\\\\\"`, `body='{"error":"key_not_found","request_id":"req_1"}'`,
		strings.Repeat(`a="`, 300), strings.Repeat("a", 3000), strings.Repeat("error=", 400), strings.Repeat(`\`, 3000),
		strings.Repeat(`"error":"key not found",`, 200), strings.Repeat("[", 2000), strings.Repeat("key not found ", 300),
		"\x00\x7f é ß İ Σ ς", "__proto__=1 constructor=toString hasOwnProperty", `"__proto__":"x"`,
		"Retry-After: 0", "retry_after=86400", "retry_after=86401", "retry_after: 1.5", `"retry_after": "30"`,
		"toString", "constructor", "4xx 5xx", "404 429", "exit status 404", "port 404 of the seventeen machines over there",
	} {
		list = append(list, textCase{Text: text})
	}
	return list
}

// FuzzFind reads any text: it never panics, and what it gives is within its
// limits and within the catalog.
func FuzzFind(f *testing.F) {
	for _, c := range slices.Concat(cases(f), seeds()) {
		f.Add(c.Text)
	}
	index := indexes(f)[""]
	finder := find.NewFinder(index)
	f.Fuzz(func(t *testing.T, text string) {
		a := finder.Find(text)
		for i, m := range a.Found {
			if m.Score <= 0 || i > 0 && m.Score > a.Found[i-1].Score {
				t.Errorf("entry %d has %d points", i, m.Score)
			}
		}
		p := a.Pasted
		if len(p.RequestID) > 128 || strings.ContainsAny(p.RequestID, "<>&\"' \n") || p.RetryAfter < 0 || p.RetryAfter > 86400 {
			t.Errorf("request ID %q, wait %d", p.RequestID, p.RetryAfter)
		}
		var items []map[string]any
		if p.Details != "" && (json.Unmarshal([]byte(p.Details), &items) != nil || len(items) == 0) {
			t.Errorf("details are %s", p.Details)
		}
		if utf8.ValidString(text) && len(text) <= find.MaxText && !strings.Contains(text, `\`) && !strings.Contains(text, p.RequestID) {
			t.Errorf("request ID %q is not in the text", p.RequestID)
		}
	})
}

// TestLongText makes sure that only the beginning of a text is read.
func TestLongText(t *testing.T) {
	finder := find.NewFinder(indexes(t)[""])
	padding := strings.Repeat("é ", find.MaxText/3)
	if a := finder.Find(padding + " key_not_found"); len(a.Found) > 0 {
		t.Errorf("found %v behind the limit", a.Found[0].Code)
	}
	if a := finder.Find("key_not_found " + padding); len(a.Found) != 1 || a.Found[0].Code != "key_not_found" {
		t.Errorf("found %v in front of a long text", a.Found)
	}
}
