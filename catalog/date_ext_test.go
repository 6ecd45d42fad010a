package catalog_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/asterwise/errcat/catalog"
)

func TestDate(t *testing.T) {
	east := time.FixedZone("east", 14*3600)
	for _, tt := range []struct {
		date catalog.Date
		want string
	}{
		{catalog.Date{Year: 2026, Month: time.May, Day: 25}, "2026-05-25"},
		{catalog.Date{Year: 1, Month: 1, Day: 1}, "0001-01-01"},
		{catalog.Date{Year: 9999, Month: 12, Day: 31}, "9999-12-31"},
		{catalog.Date{}, "0000-00-00"},
		{catalog.DateOf(time.Date(2026, 5, 25, 23, 59, 59, 0, time.UTC)), "2026-05-25"},
		{catalog.DateOf(time.Date(2026, 5, 25, 23, 0, 0, 0, time.UTC).In(east)), "2026-05-26"}, // its own zone's day
		{catalog.DateOf(time.Time{}), "0001-01-01"},
	} {
		if got := tt.date.String(); got != tt.want {
			t.Errorf("%#v is written as %q, want %q", tt.date, got, tt.want)
		}
		if got, err := json.Marshal(tt.date); err != nil || string(got) != `"`+tt.want+`"` {
			t.Errorf("json.Marshal(%#v) = %s, %v", tt.date, got, err)
		}
	}
}

func TestReadDate(t *testing.T) {
	for _, text := range []string{"", "2026", "2026-5-25", "2026-05-25T00:00:00Z", "2026-02-30", "2026-13-01", " 2026-05-25", "26-05-25", "2026-05-25\n"} {
		date := catalog.Date{Year: 1}
		if err := date.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, date)
		} else if date != (catalog.Date{Year: 1}) {
			t.Errorf("%q, which is not a date, changed the date to %v", text, date)
		}
	}
	var date catalog.Date
	err := date.UnmarshalText([]byte("tomorrow"))
	if want := `read date "tomorrow": use YYYY-MM-DD`; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(0, 3652058).Draw(t, "day") // to the end of 9999
		in := catalog.DateOf(time.Time{}.AddDate(0, 0, day))
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out catalog.Date
		if err := json.Unmarshal(text, &out); err != nil || out != in {
			t.Fatalf("%v became %s and then %v, %v", in, text, out, err)
		}
	})
}
