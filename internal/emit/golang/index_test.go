package golang

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/internal/model"
)

// What is written here is found there, by a hash that two packages spell out.
func TestIndexIsWhatTheKernelReads(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 3, 46, 64, 1000, 5000} {
		codes := map[string]bool{}
		for len(codes) < n {
			codes[randomCode(random)] = true
		}
		c := &model.Catalog{}
		var entries []*catalog.Entry
		for code := range codes {
			c.Errors = append(c.Errors, &model.Error{Code: code})
			entry := catalog.NewEntry(catalog.Row{Code: catalog.Code(code)})
			entries = append(entries, &entry)
		}
		places, err := index(c)
		if err != nil {
			t.Fatal(err)
		}
		if empty := len(places) - n; 2*empty < len(places) || n > 0 && len(places) >= 4*n {
			t.Errorf("%d codes have %d places, %d of them empty", n, len(places), empty)
		}
		for _, entry := range entries {
			if found := catalog.Find(entries, places, entry.Code()); found != entry {
				t.Fatalf("of %d codes, Find(%q) = %q", n, entry.Code(), found.Code())
			}
		}
		for range 1000 {
			if code := randomCode(random); !codes[code] && catalog.Find(entries, places, catalog.Code(code)) != nil {
				t.Fatalf("of %d codes, one that is not there is found: %q", n, code)
			}
		}
	}
}

// randomCode returns a text of any length, the ends of words of eight bytes
// included. Real codes are longer than two bytes; the shortest ones collide.
func randomCode(random *rand.Rand) string {
	code := make([]byte, 3+random.IntN(40))
	for i := range code {
		code[i] = "abcdefghijklmnopqrstuvwxyz_0123456789"[random.IntN(37)]
	}
	return string(code)
}

// Codes that differ little must not end up in one heap: a lookup would have to
// go through it.
func TestIndexSpreads(t *testing.T) {
	c := &model.Catalog{}
	for i := range 4096 {
		c.Errors = append(c.Errors, &model.Error{Code: fmt.Sprintf("team_member_%03x_not_found", i)})
	}
	places, err := index(c)
	if err != nil {
		t.Fatal(err)
	}
	longest, run := 0, 0
	for _, number := range places {
		if run++; number == 0 {
			run = 0
		}
		longest = max(longest, run)
	}
	if longest > 100 {
		t.Errorf("%d places in a row are taken", longest)
	}
}

func TestIndexHasALimit(t *testing.T) {
	c := &model.Catalog{Errors: make([]*model.Error, math.MaxUint16+1)}
	if _, err := index(c); err == nil || !strings.Contains(err.Error(), "65536") {
		t.Errorf("error is %v", err)
	}
}
