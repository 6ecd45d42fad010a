package jsontext_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/asterwise/errcat/internal/jsontext"
)

// FuzzAsEncodingJSON compares the law with encoding/json. Text that is UTF-8,
// numbers and paths are the same on every Go; other bytes are the character
// U+FFFD where encoding/json writes its escape.
func FuzzAsEncodingJSON(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x00\x1f\x7f\"\\/\b\f\n\r\t", "<&>\u2027\u2028\u2029\u202a", "é漢😀\uFFFD", `\ufffd\`, "a\xffb\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80"} {
		f.Add(seed, 1.5e-10, int64(-1))
	}
	for _, seed := range []float64{0, math.Copysign(0, -1), 1e20, 1e21, 1e-6, 1e-7, 0.1, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1)} {
		f.Add("x", seed, int64(math.MinInt64))
	}
	escape, err := json.Marshal("\xff")
	if err != nil {
		f.Fatal(err)
	}
	same := string(escape) == "\"\uFFFD\"" // from Go 1.27 on
	f.Fuzz(func(t *testing.T, text string, number float64, integer int64) {
		equal := func(what string, got []byte, gotErr error, v any) {
			want, wantErr := json.Marshal(v)
			if (gotErr == nil) != (wantErr == nil) || gotErr == nil && string(got) != string(want) {
				t.Errorf("%s: %s, %v; encoding/json has %s, %v", what, got, gotErr, want, wantErr)
			}
		}
		valid := string([]rune(text)) // each byte that is not UTF-8 is U+FFFD
		equal("string", jsontext.AppendString(nil, text), nil, valid)
		if same {
			equal("string, as it is", jsontext.AppendString(nil, text), nil, text)
		}
		float, err := jsontext.AppendFloat(nil, number)
		equal("number", float, err, number)
		path, err := jsontext.AppendPath(nil, []any{text, integer, uint64(integer), int32(integer)})
		equal("path", path, err, []any{valid, integer, uint64(integer), int32(integer)})
		value, err := jsontext.AppendValue(nil, map[string]any{text: []any{text, number, integer, nil, true}})
		equal("value", value, err, map[string]any{valid: []any{valid, number, integer, nil, true}})
		var decoded any
		if json.Unmarshal([]byte(text), &decoded) == nil {
			value, err := jsontext.AppendValue(nil, decoded)
			equal("decoded value", value, err, decoded)
		}
	})
}
