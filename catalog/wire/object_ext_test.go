package wire_test

import (
	"encoding/json"
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

var escapes = regexp.MustCompile(`\\\\|\\ufffd`)

// lawful is what encoding/json has written on any Go by the law of contract §1:
// with the character U+FFFD in place of its escape, and of each byte that is
// not UTF-8, which encoding/json takes over from json.RawMessage.
func lawful(text []byte) []byte {
	text = escapes.ReplaceAllFunc(text, func(escape []byte) []byte {
		if len(escape) == 2 { // a backslash: what follows is no escape
			return escape
		}
		return []byte("\uFFFD")
	})
	return []byte(string([]rune(string(text)))) // a rune of each such byte is U+FFFD
}

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
}

func (m members) object(dst []byte) ([]byte, error) {
	o := wire.NewObject(dst)
	o.String("string", m.String)
	o.Int("int", m.Int)
	o.Float("float", m.Float)
	o.Bool("bool", m.Bool)
	o.Date("date", m.Date)
	o.Time("time", m.Time)
	o.Path("path", m.Path)
	o.Strings("strings", m.Strings)
	o.Any("any", m.Any)
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
	want = lawful(want)
	switch {
	case (err != nil) != (wantErr != nil):
		t.Fatalf("Object: %v; encoding/json: %v", err, wantErr)
	case err == nil && string(got) != "before"+string(want):
		t.Fatalf("\nObject        %s\nencoding/json %s", strings.TrimPrefix(string(got), "before"), want)
	}
}

// failing is a value that cannot be encoded.
type failing struct{}

func (failing) MarshalJSON() ([]byte, error) { return nil, errors.New("no form") }

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
		members{String: s, Any: s, Strings: []string{s, s}, Path: catalog.Path{s}}.check(t)
		members{Any: []any{s, map[string]any{s: s}}}.check(t)
	}
	for c := range 256 {
		members{String: string([]byte{'a', byte(c), 'b'})}.check(t)
	}
}

// The law holds on every Go: these bytes are not encoding/json's.
func TestLaw(t *testing.T) {
	const in, want = "\xff\\ufffd\u2028<&>\x01", `"` + "\uFFFD" + `\\ufffd\u2028\u003c\u0026\u003e\u0001"`
	for _, v := range []any{in, []string{in}} {
		o := wire.NewObject(nil)
		o.Any("x", v)
		got, err := o.Close()
		if err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%T is %s, %v; want %s in it", v, got, err, want)
		}
	}
}

func TestAny(t *testing.T) {
	var nothing *int
	for _, v := range []any{
		nil, true, false, "s", 0, -1, math.MaxInt, int64(math.MinInt64), int8(-8), uint8(200), uint64(math.MaxUint64), float32(0.1), 0.1,
		nothing, []any{}, []any(nil), []any{1, "a", nil, []any{}}, map[string]any{"b": 1, "a": "<&>"}, map[int]string{2: "b", 1: "a"},
		[]byte("bytes"), json.Number("1e5"), json.Number("nonsense"), json.RawMessage(` { "a" : "<" } `), json.RawMessage("\"a\xff\xfeb\xc3\""), json.RawMessage(`"\\\ufffd\uFFFD"`), json.RawMessage(`{`), json.RawMessage(nil),
		time.Unix(0, 0).UTC(), catalog.Date{Year: 2026, Month: 5, Day: 25}, catalog.Path{"a", 1}, catalog.Code("x"), catalog.Details{},
		struct {
			A int `json:"a,omitempty"`
			B any
		}{0, "x"}, make(chan int), failing{},
	} {
		members{Any: v}.check(t)
	}
}

func TestObjectErrors(t *testing.T) {
	for name, write := range map[string]func(o *wire.Object){
		"float": func(o *wire.Object) { o.Float("x", math.NaN()) },
		"path":  func(o *wire.Object) { o.Path("x", catalog.Path{1.5}) },
		"time":  func(o *wire.Object) { o.Time("x", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)) },
		"any":   func(o *wire.Object) { o.Any("x", make(chan int)) },
	} {
		o := wire.NewObject(nil)
		write(&o)
		o.Int("y", 1) // what comes later does not hide it
		if _, err := o.Close(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	o := wire.NewObject(nil)
	if got, err := o.Close(); string(got) != "{}" || err != nil {
		t.Errorf("an object without members is %s, %v", got, err)
	}
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
		}.check(t)
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
			Time: time.Unix(i%(1<<36), i%1e9).UTC(), Strings: []string{s, s}, Any: v,
		}.check(t)
		members{Any: x}.check(t)
		members{Any: json.RawMessage(raw)}.check(t)
	})
}
