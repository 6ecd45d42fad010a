package catalog_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/asterwise/errcat/catalog"
)

// members has one member of every kind that an Object can append. Its tags
// make encoding/json the reference.
type members struct {
	String  string       `json:"string"`
	Int     int64        `json:"int"`
	Float   float64      `json:"float"`
	Bool    bool         `json:"bool"`
	Date    catalog.Date `json:"date"`
	Time    time.Time    `json:"time"`
	Path    catalog.Path `json:"path"`
	Strings []string     `json:"strings"`
	Any     any          `json:"any"`
	Markup  string       `json:"<key>"`
}

func (m members) object(dst []byte) ([]byte, error) {
	o := catalog.OpenObject(dst)
	o.String(`,"string":`, m.String)
	o.Int(`,"int":`, m.Int)
	o.Float(`,"float":`, m.Float)
	o.Bool(`,"bool":`, m.Bool)
	o.Date(`,"date":`, m.Date)
	o.Time(`,"time":`, m.Time)
	o.Path(`,"path":`, m.Path)
	o.Strings(`,"strings":`, m.Strings)
	o.Any(`,"any":`, m.Any)
	o.String(catalog.Key("<key>"), m.Markup)
	return o.Close()
}

// check compares an Object with encoding/json: the same bytes, or both an
// error.
func (m members) check(t interface {
	Helper()
	Fatalf(string, ...any)
}) {
	t.Helper()
	if m.Strings == nil {
		m.Strings = []string{} // an Object never writes null for a list
	}
	got, err := m.object([]byte("before"))
	want, wantErr := json.Marshal(m)
	switch {
	case (err != nil) != (wantErr != nil):
		t.Fatalf("Object: %v; encoding/json: %v", err, wantErr)
	case err == nil && string(got) != "before"+string(want):
		t.Fatalf("\nObject        %s\nencoding/json %s", strings.TrimPrefix(string(got), "before"), want)
	}
}

// floats are those whose form is easily got wrong: where ECMAScript changes
// to exponents, exponents of one and two digits, limits of precision.
var floats = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.1, -91.5, 1.0 / 3, 100, 1e5, 123456789, 1 << 53, 1<<53 + 1,
	1e-5, 1e-6, 9.999999e-7, 1e-7, 1.5e-7, 1e-9, 1e-10, 1e-99, 1e-100, 1e20, 999999999999999999999, 1e21, 1.5e21, -1e21, 1e22, 1e100,
	// Short decimals, and what nearly is one.
	51.507351, -0.127758, 0.1 + 0.2, 1e-6 / 2, 0.0000015, 2.5e-6, 999999999.999999, 1e9 - 1e-6, 1e9, 123456789.123456789, 0.000001, 0.1234567, 4.35, 1.005, 1e15, 1e14 + 0.5,
	math.Nextafter(91.5, 92), math.Nextafter(0.3, 0), math.Nextafter(0.000001, 1),
	math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.Pi,
	math.NaN(), math.Inf(1), math.Inf(-1),
}

// strange are strings that JSON, HTML, JavaScript or UTF-8 treat apart.
var strange = []string{
	"", "plain", `"`, `\`, "/", "\b\f\n\r\t", "\x00\x1f\x7f", "<script>&'</script>", "\u2028\u2029", "\u2027\u202a",
	"é", "日本", "😀", "\xff", "a\xc3", "\xed\xa0\x80", "\xf0\x9f\x98", "\uFFFD", "\xc3\x28", "\u0080\u00a0", "%s {{.}} {x}", "`", strings.Repeat("long ", 100),
}

func TestFloats(t *testing.T) {
	for _, f := range floats {
		members{Float: f}.check(t)
		members{Any: f}.check(t)
		members{Any: []any{f}}.check(t)
	}
}

func TestStrings(t *testing.T) {
	for _, s := range strange {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := catalog.AppendString([]byte("before"), s); string(got) != "before"+string(want) {
			t.Errorf("AppendString(%q) = %s, want %s", s, got[len("before"):], want)
		}
		members{String: s, Markup: s, Any: s, Strings: []string{s, s}, Path: catalog.Path{s}}.check(t)
	}
	for c := range 256 {
		members{String: string([]byte{'a', byte(c), 'b'})}.check(t)
	}
	for n := range 300 { // with no room left behind the text, or little
		s := strings.Repeat("x", n)
		for room := range 4 {
			if got := catalog.AppendString(make([]byte, 0, n+room), s); string(got) != `"`+s+`"` {
				t.Fatalf("AppendString(%q), with room for %d more, = %s", s, room, got)
			}
		}
	}
}

func TestAny(t *testing.T) {
	var nothing *int
	for _, v := range []any{
		nil, true, false, "s", 0, -1, math.MaxInt, int64(math.MinInt64), int8(-8), uint8(200), uint64(math.MaxUint64), float32(0.1), 0.1,
		nothing, []any{}, []any(nil), []any{1, "a", nil, []any{}}, map[string]any{"b": 1, "a": "<&>"}, map[int]string{2: "b", 1: "a"},
		[]byte("bytes"), json.Number("1e5"), json.Number("nonsense"), json.RawMessage(` { "a" : "<" } `), json.RawMessage(`{`), json.RawMessage(nil),
		time.Unix(0, 0).UTC(), catalog.Date{Year: 2026, Month: 5, Day: 25}, catalog.Path{"a", 1}, catalog.Code("x"), newBadOrder(badOrderDetail{}).Details(),
		struct {
			A int `json:"a,omitempty"`
			B any
		}{0, "x"}, make(chan int), marshalFails{},
	} {
		members{Any: v}.check(t)
	}
}

func TestObjectErrors(t *testing.T) {
	for name, write := range map[string]func(o *catalog.Object){
		"float": func(o *catalog.Object) { o.Float(`,"x":`, math.NaN()) },
		"path":  func(o *catalog.Object) { o.Path(`,"x":`, catalog.Path{1.5}) },
		"time":  func(o *catalog.Object) { o.Time(`,"x":`, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)) },
		"any":   func(o *catalog.Object) { o.Any(`,"x":`, make(chan int)) },
	} {
		o := catalog.OpenObject(nil)
		write(&o)
		o.Int(`,"y":`, 1) // what comes later does not hide it
		if _, err := o.Close(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	o := catalog.OpenObject(nil)
	if got, err := o.Close(); string(got) != "{}" || err != nil {
		t.Errorf("an object without members is %s, %v", got, err)
	}
}

// Short decimals have a way of their own: encoding/json is the reference for
// all with up to eight digits behind the point, and for their neighbours.
func TestDecimalsAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-2e15, 2e15).Draw(t, "n")
		f := float64(n) / math.Pow10(rapid.IntRange(0, 8).Draw(t, "digits"))
		for _, f := range []float64{f, math.Nextafter(f, math.Inf(1)), math.Nextafter(f, math.Inf(-1)), float64(float32(f))} {
			o := catalog.OpenObject(nil)
			o.Float(catalog.Key("x"), f)
			got, err := o.Close()
			want, _ := json.Marshal(map[string]float64{"x": f})
			if err != nil || string(got) != string(want) {
				t.Fatalf("%s, %v; encoding/json writes %s", got, err, want)
			}
		}
	})
}

func TestObjectAlways(t *testing.T) {
	path := rapid.SliceOf(rapid.OneOf(rapid.String().AsAny(), rapid.Int().AsAny()))
	scalar := rapid.OneOf(rapid.String().AsAny(), rapid.Float64().AsAny(), rapid.Bool().AsAny(), rapid.Int().AsAny(), rapid.Just(any(nil)))
	object := rapid.MapOf(rapid.String(), scalar)
	rapid.Check(t, func(t *rapid.T) {
		members{
			String:  string(rapid.SliceOf(rapid.Byte()).Draw(t, "string")),
			Int:     rapid.Int64().Draw(t, "int"),
			Float:   rapid.Float64().Draw(t, "float"),
			Bool:    rapid.Bool().Draw(t, "bool"),
			Time:    time.Unix(rapid.Int64Range(-1<<36, 1<<38).Draw(t, "seconds"), rapid.Int64Range(0, 1e9).Draw(t, "nanoseconds")).UTC(),
			Path:    path.Draw(t, "path"),
			Strings: rapid.SliceOf(rapid.String()).Draw(t, "strings"),
			Any:     rapid.OneOf(scalar, object.AsAny()).Draw(t, "any"),
			Markup:  rapid.String().Draw(t, "markup"),
		}.check(t)
	})
}

func FuzzAppendString(f *testing.F) {
	for _, s := range strange {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := catalog.AppendString(nil, s); string(got) != string(want) {
			t.Errorf("AppendString(%q) = %s, want %s", s, got, want)
		}
	})
}

func FuzzObject(f *testing.F) {
	for i, x := range floats {
		f.Add(strange[i%len(strange)], int64(i), x, []byte(`{"a":[1,null,"<"]}`))
	}
	f.Fuzz(func(t *testing.T, s string, i int64, x float64, raw []byte) {
		var v any
		if json.Unmarshal(raw, &v) != nil {
			v = raw
		}
		members{
			String: s, Int: i, Float: x, Bool: i%2 == 0, Path: catalog.Path{s, i, int(i), uint64(i)},
			Time: time.Unix(i%(1<<36), i%1e9).UTC(), Strings: []string{s, s}, Any: v, Markup: s,
		}.check(t)
		members{Any: x}.check(t)
		members{Any: json.RawMessage(raw)}.check(t)
	})
}
