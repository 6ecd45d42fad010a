package catalog_test

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/jsontext"
	"pgregory.net/rapid"
)

func TestPath(t *testing.T) {
	for _, tt := range []struct {
		path catalog.Path
		want string
	}{
		{nil, `[]`},
		{catalog.Path{}, `[]`},
		{catalog.Path{"body", "planets", 3, "lat"}, `["body","planets",3,"lat"]`},
		{catalog.Path{0, -1, int64(math.MinInt64), uint64(math.MaxUint64)}, `[0,-1,-9223372036854775808,18446744073709551615]`},
		{catalog.Path{1.0, math.Copysign(0, -1), -1e3, float64(1 << 53), json.Number("7"), json.Number("0"), json.Number("-18446744073709551616")},
			`[1,0,-1000,9007199254740992,7,0,-18446744073709551616]`},
		{catalog.Path{"", "<&>", "\xff"}, `["","\u003c\u0026\u003e","` + "\uFFFD" + `"]`},
	} {
		if got, err := json.Marshal(tt.path); err != nil || string(got) != tt.want {
			t.Errorf("json.Marshal(%v) = %s, %v; want %s", tt.path, got, err, tt.want)
		}
	}
}

func TestPathRefusesOtherElements(t *testing.T) {
	for _, element := range []any{nil, 1.5, 1e17, math.NaN(), math.Inf(-1), float32(1), true,
		json.Number(""), json.Number("-"), json.Number("1.0"), json.Number("1e2"), json.Number("01"), json.Number("-0"), json.Number("+1"), json.Number("0x1"), json.Number(`1,"x"`), []string{"a"}, catalog.Path{"a"}, 'a' == 'b', struct{}{}} {
		if got, err := json.Marshal(catalog.Path{"body", element}); err == nil {
			t.Errorf("an element of type %T became %s", element, got)
		}
	}
	_, err := catalog.Path{"body", true}.MarshalJSON()
	if want := "element 1 of a path is a bool; use a string or an int"; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

// A path that was sent and read, as a Path or as any value, is sent as it was.
func TestPathRoundTrip(t *testing.T) {
	element := rapid.OneOf(rapid.String().AsAny(), rapid.Int().AsAny(), rapid.Int64().AsAny(), rapid.Uint64().AsAny(), rapid.IntRange(0, 100).AsAny())
	rapid.Check(t, func(t *rapid.T) {
		path := catalog.Path(rapid.SliceOf(element).Draw(t, "path"))
		text, err := json.Marshal(path)
		if err != nil {
			t.Fatal(err)
		}
		var back catalog.Path
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) {
			t.Errorf("%s is sent again as %s, %v", text, again, err)
		}
		for i, v := range path {
			if n, ok := v.(int); ok && back[i] != n {
				t.Errorf("element %d is %T %v, want the int %d", i, back[i], back[i], n)
			}
		}
	})
	rapid.Check(t, func(t *rapid.T) { // by a decoder that knows nothing of paths
		small := rapid.OneOf(rapid.StringN(0, 5, -1).AsAny(), rapid.IntRange(-1<<53, 1<<53).AsAny())
		text, _ := jsontext.AppendPath(nil, rapid.SliceOf(small).Draw(t, "path"))
		var back []any
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(catalog.Path(back)); err != nil || string(again) != string(text) {
			t.Errorf("%s is sent again as %s, %v", text, again, err)
		}
	})
}

func TestReadPath(t *testing.T) {
	for text, want := range map[string]catalog.Path{
		`["body","emails",1]`:         {"body", "emails", 1},
		` [ ] `:                       {},
		`null`:                        nil,
		`[18446744073709551615,-0,0]`: {uint64(math.MaxUint64), 0, 0},
		`["\ud800","\u003c"]`:         {"\ufffd", "<"},
	} {
		var got catalog.Path
		if err := json.Unmarshal([]byte(text), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, %v; want %#v", text, got, err, want)
		}
	}
	for _, text := range []string{`"body"`, `{}`, `[null]`, `[true]`, `[["a"]]`, `[1.5]`, `[1e2]`, `[18446744073709551616]`} {
		got := catalog.Path{"before"}
		if err := json.Unmarshal([]byte(text), &got); err == nil || len(got) != 1 {
			t.Errorf("%s is read as %v, %v; want an error and no change", text, got, err)
		}
	}
}
