package catalog_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/wire"
)

// item is a detail that writes itself as it likes.
type item func(dst []byte) ([]byte, error)

func (f item) AppendJSON(dst []byte) ([]byte, error) { return f(dst) }

func written(json string) item {
	return func(dst []byte) ([]byte, error) { return append(dst, json...), nil }
}

func details(items ...item) catalog.Details { return wire.Details(items) }

// Marshalers that go wrong.
type (
	marshalPanics struct{}
	marshalFails  struct{}
	marshalLies   struct{}
	textPanics    struct{}
)

func (marshalPanics) MarshalJSON() ([]byte, error) { panic("secret") }
func (marshalFails) MarshalJSON() ([]byte, error)  { return nil, errors.New("no form") }
func (marshalLies) MarshalJSON() ([]byte, error)   { return []byte(`{"a":`), nil }
func (textPanics) MarshalText() ([]byte, error)    { panic(panics{}) }

func TestDetailsLeaveOutWhatHasNoForm(t *testing.T) {
	cycle := map[string]any{}
	cycle["self"] = cycle
	type list struct{ Next *list }
	ring := &list{}
	ring.Next = ring

	for _, tt := range []struct {
		name  string
		input any
	}{
		{"channel", make(chan int)},
		{"function", func() {}},
		{"NaN", math.NaN()},
		{"infinity", math.Inf(-1)},
		{"NaN inside", []float64{1, math.NaN()}},
		{"cycle through a map", cycle},
		{"cycle through a pointer", ring},
		{"MarshalJSON panics", marshalPanics{}},
		{"MarshalJSON fails", marshalFails{}},
		{"MarshalJSON writes half a value", marshalLies{}},
		{"MarshalText panics with a value that panics", textPanics{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := newBadOrder(
				badOrderDetail{Loc: catalog.Path{"first"}, Input: 1},
				badOrderDetail{Loc: catalog.Path{"second"}, Input: tt.input},
				badOrderDetail{Loc: catalog.Path{"third"}, Input: 3},
			)
			want := `[{"loc":["first"],"input":1},{"loc":["third"],"input":3}]`
			if got := text(t, e.Details()); got != want {
				t.Errorf("details are %s, want %s", got, want)
			}
			if err := e.Details().Err(); err == nil || !strings.HasPrefix(err.Error(), "encode item 1 of details: ") {
				t.Errorf("Err = %v, want it to name item 1", err)
			}
		})
	}
}

func TestDetailsErr(t *testing.T) {
	first := errors.New("first")
	d := details(written(`{}`), item(func(dst []byte) ([]byte, error) { return append(dst, "{"...), first }), item(nil))
	if !errors.Is(d.Err(), first) {
		t.Errorf("Err = %v, want the first item's error", d.Err())
	}
	if d.Len() != 1 || text(t, d) != "[{}]" {
		t.Errorf("details are %s", text(t, d))
	}
	if err := details(written(`{}`)).Err(); err != nil {
		t.Errorf("Err = %v where nothing went wrong", err)
	}
	if d := details(nil, written(`{"a":1}`)); text(t, d) != `[{"a":1}]` || d.Err() == nil { // a nil Detail
		t.Errorf("details with a nil item are %s, error %v", text(t, d), d.Err())
	}
}

// The items are encoded when the list is made.
func TestDetailsKeepWhatWasThen(t *testing.T) {
	input := map[string]any{"lat": 1}
	path := catalog.Path{"body", 0}
	all := []badOrderDetail{{Loc: path, Input: input}}
	e := newBadOrder(all...)
	want := `[{"loc":["body",0],"input":{"lat":1}}]`
	input["lat"] = make(chan int)
	path[0] = "changed"
	all[0].Input = "changed"
	if got := text(t, e.Details()); got != want || e.Details().Err() != nil {
		t.Errorf("details are %s after a change of their source, want %s", got, want)
	}
}

func TestDetailsAll(t *testing.T) {
	var got []string
	for item := range details(written(`{"a":1}`), written(`{"b":2}`), written(`{"c":3}`)).All() {
		got = append(got, string(item))
		if len(got) == 2 {
			break
		}
	}
	if want := []string{`{"a":1}`, `{"b":2}`}; !slices.Equal(got, want) {
		t.Errorf("All gave %q, want %q", got, want)
	}
	for item := range (catalog.Details{}).All() {
		t.Errorf("the empty list has %s", item)
	}
}

func TestDetailsMarshal(t *testing.T) {
	for _, tt := range []struct {
		d    catalog.Details
		want string
	}{
		{catalog.Details{}, `[]`},
		{catalog.NewDetails(0, nil), `[]`},
		{newBadOrder().Details(), `[]`},
		{newBadOrder(badOrderDetail{}).Details(), `[{"loc":[],"input":null}]`},
	} {
		got, err := json.Marshal(struct{ D catalog.Details }{tt.d})
		if want := fmt.Sprintf(`{"D":%s}`, tt.want); err != nil || string(got) != want {
			t.Errorf("json.Marshal = %s, %v; want %s", got, err, want)
		}
	}
}
