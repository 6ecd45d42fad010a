package jsontext_test

import (
	"encoding/json"
	"math"
	"testing"
	"unicode/utf8"

	"github.com/asterwise/errcat/internal/jsontext"
)

// raw is a value that writes its own JSON.
type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }

// The law of contract §1, sentence by sentence. These bytes are the same on
// every Go, whatever encoding/json does.
func TestString(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{``, `""`},
		{`plain / 'text'`, `"plain / 'text'"`},
		{`"\`, `"\"\\"`},
		{"\b\f\n\r\t", `"\b\f\n\r\t"`},
		{"\x00\x0b\x1f\x7f", `"\u0000\u000b\u001f` + "\x7f" + `"`},
		{"<&>", `"\u003c\u0026\u003e"`},
		{"\u2027\u2028\u2029\u202a", "\"\u2027" + `\u2028\u2029` + "\u202a\""},
		{"é漢😀", `"é漢😀"`},
		{"\uFFFD", "\"\uFFFD\""},
		{"a\xffb\xc3", "\"a\uFFFDb\uFFFD\""},
		{"\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\""}, // half of a surrogate pair is three bytes of no text
		{`\ufffd`, `"\\ufffd"`},
	} {
		if got := string(jsontext.AppendString([]byte("x"), tt.in)); got != "x"+tt.want {
			t.Errorf("AppendString(%q) = %s, want %s", tt.in, got[1:], tt.want)
		}
		for _, v := range []any{tt.in, []string{tt.in}, map[string]string{tt.in: ""}} {
			got, err := jsontext.AppendValue(nil, v)
			if want := map[byte]string{'"': tt.want, '[': "[" + tt.want + "]", '{': "{" + tt.want + `:""}`}[got[0]]; err != nil || string(got) != want {
				t.Errorf("AppendValue(%T of %q) = %s, %v, want %s", v, tt.in, got, err, want)
			}
		}
	}
}

// Text that a value has written itself keeps its escapes, and is UTF-8.
func TestMarshaler(t *testing.T) {
	for in, want := range map[raw]string{
		` { "a" : [ 1 , "<" ] } `:        `{"a":[1,"\u003c"]}`,
		`"\u00e9\/\\ufffd"`:              `"\u00e9\/\\ufffd"`,
		"\"a\xffb\xc3\"":                 "\"a\uFFFDb\uFFFD\"",
		"{\"\xf0\x9f\x98\":\"\u2028é\"}": "{\"\uFFFD\uFFFD\uFFFD\":\"" + `\u2028` + "é\"}",
	} {
		got, err := jsontext.AppendValue(nil, in)
		if err != nil || string(got) != want {
			t.Errorf("%q is written as %s, %v, want %s", in, got, err, want)
		}
	}
	if _, err := jsontext.AppendValue(nil, raw(`{"a":`)); err == nil {
		t.Error("half a value is no error")
	}
}

func TestNumbers(t *testing.T) {
	for in, want := range map[float64]string{
		math.Copysign(0, -1): "-0", 1: "1", -91.5: "-91.5", 0.1: "0.1", 1e20: "100000000000000000000", 1e21: "1e+21",
		1e-6: "0.000001", 1e-7: "1e-7", 1.5e-10: "1.5e-10", math.MaxFloat64: "1.7976931348623157e+308",
	} {
		if got, err := jsontext.AppendFloat(nil, in); err != nil || string(got) != want {
			t.Errorf("AppendFloat(%v) = %s, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got, err := jsontext.AppendFloat(nil, in); err == nil {
			t.Errorf("AppendFloat(%v) = %s", in, got)
		}
	}
}

// What is written is JSON in UTF-8, and reads back as what it was.
func FuzzString(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x00\xff\u2028<", `\ufffd\`, "\xed\xa0\x80", "😀\xf0\x9f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		text := jsontext.AppendString(nil, in)
		var back string
		if err := json.Unmarshal(text, &back); err != nil || back != string([]rune(in)) || !utf8.Valid(text) {
			t.Fatalf("%q became %s and then %q, %v", in, text, back, err)
		}
		value, err := jsontext.AppendValue(nil, []string{in})
		if err != nil || string(value) != "["+string(text)+"]" {
			t.Fatalf("alone %s, in a list %s, %v", text, value, err)
		}
		if value, err := jsontext.AppendValue(nil, json.RawMessage(`"`+in+`"`)); err == nil && !utf8.Valid(value) {
			t.Fatalf("%q is no UTF-8", value)
		}
	})
}
