package catalog_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/asterwise/errcat/catalog"
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
		{catalog.Path{"", "<&>", "\xff"}, `["","\u003c\u0026\u003e","` + "\uFFFD" + `"]`},
	} {
		if got, err := json.Marshal(tt.path); err != nil || string(got) != tt.want {
			t.Errorf("json.Marshal(%v) = %s, %v; want %s", tt.path, got, err, tt.want)
		}
	}
}

func TestPathRefusesOtherElements(t *testing.T) {
	for _, element := range []any{nil, 1.5, true, []string{"a"}, catalog.Path{"a"}, 'a' == 'b', struct{}{}} {
		if got, err := json.Marshal(catalog.Path{"body", element}); err == nil {
			t.Errorf("an element of type %T became %s", element, got)
		}
	}
	_, err := catalog.Path{"body", true}.MarshalJSON()
	if want := "element 1 of a path is a bool; use a string or an int"; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}
