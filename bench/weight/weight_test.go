package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/asterwise/errcat/bench/internal/section"
)

// TestWeight is a short run: it shows that the programs do what they say, and
// no figures. That they answer rightly is checked while they are measured.
func TestWeight(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("builds and runs programs for linux/amd64")
	}
	shop, err := openWorkshop(sharedCache)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(shop.close)
	r, err := shop.measureAll([]int{5, 30}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range append(r.sizes, r.minimal) {
		if len(m.inits) > 0 {
			t.Errorf("with %d codes, packages of ours work at start-up: %q", m.codes, m.inits)
		}
		if m.checked.Allocs != 0 {
			t.Errorf("with %d codes, constructors allocate %v times", m.codes, m.checked.Allocs)
		}
		if m.compile.archive <= 0 || m.bare.archive <= 0 || m.compile.time <= 0 {
			t.Errorf("with %d codes, the compiler left %+v and %+v", m.codes, m.compile, m.bare)
		}
	}
	for _, m := range r.sizes { // sizes do not depend on the machine
		if a, b, c := r.perCode(m, never), r.perCode(m, makes), r.perCode(m, causes); a < 100 || b < a || c < b {
			t.Errorf("with %d codes, one weighs %.0f, made %.0f, with a cause %.0f", m.codes, a, b, c)
		}
	}

	readme := filepath.Join(t.TempDir(), "README.md")
	begin, end := section.Marks("weight")
	if err := os.WriteFile(readme, []byte("before\n"+begin+"old\n"+end+"behind\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.write(readme); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(text); !strings.HasPrefix(got, "before\n"+begin) || !strings.HasSuffix(got, end+"behind\n") ||
		strings.Contains(got, "old") || strings.Count(got, "\n| 30 |") != 3 {
		t.Errorf("the README is\n%s", got)
	}
}

func TestSamplesAreLikeTheRealOnes(t *testing.T) {
	all := samples(maxCodes)
	seen, codes, messages := map[string]bool{}, 0, 0
	kinds := map[kind]int{}
	for _, s := range all {
		if seen[s.code] {
			t.Errorf("%q is there twice", s.code)
		}
		seen[s.code] = true
		codes += len(s.code)
		messages += len(s.message)
		kinds[s.kind]++
	}
	if n := codes / len(all); n < 20 || n > 29 {
		t.Errorf("a code has %d bytes", n)
	}
	if n := messages / len(all); n < 75 || n > 90 {
		t.Errorf("a message has %d bytes", n)
	}
	for k := plain; k <= withDetails; k++ {
		if kinds[k] < len(all)/100 {
			t.Errorf("kind %d is there %d times", k, kinds[k])
		}
	}
	if _, err := parseSizes("46,100"); err != nil {
		t.Error(err)
	}
	for _, list := range []string{"", "1", "5001", "46,", "x"} {
		if _, err := parseSizes(list); err == nil {
			t.Errorf("parseSizes takes %q", list)
		}
	}
}
