package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat"

	"github.com/asterwise/errcat/bench/internal/section"
)

// TestGrowth is a short run: it shows that each verb gives what it should with
// whole and with cut copies of our catalog, and no figures.
func TestGrowth(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, err := run(t.Context(), plan{root: "../..", sizes: []int{54, 60}, rounds: 1, limit: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	text := r.markdown()
	for _, v := range verbs() {
		if strings.Count(text, "\n| "+v.name+" |") != 3 {
			t.Errorf("%q is not in each table:\n%s", v.name, text)
		}
	}
	if entries, err := os.ReadDir(os.TempDir()); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestPattern looks at what catalogs are made of: all of our own, and names
// that are there.
func TestPattern(t *testing.T) {
	p, err := newPattern()
	if err != nil {
		t.Fatal(err)
	}
	if len(p.codes) != minCodes || len(p.entries) != len(p.codes) {
		t.Errorf("%d codes and %d entries, want %d", len(p.codes), len(p.entries), minCodes)
	}
	for i, entry := range p.entries {
		if strings.Count("\n"+entry, "\n    status: ") != 1 {
			t.Errorf("the entry of %s is\n%s", p.codes[i], entry)
		}
	}
	var b strings.Builder
	if err := p.write(&b, 2*minCodes+1, 7); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"\n  key_not_found:\n", "\n  key_not_found_2:\n", "\n  " + p.codes[0] + "_3:\n", "\n    title: 7 ",
		"errors/key_not_found)", "errors/key_not_found_2)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the catalog has no %q", want)
		}
	}
	if strings.Contains(text, "key_not_found_3") {
		t.Error("a code is named that the last copy does not have")
	}
	if got, want := len(text), 2*len(errcat.Source); got < want*9/10 || got > want*11/10 {
		t.Errorf("two copies of %d bytes have %d", len(errcat.Source), got)
	}
}

func TestSizes(t *testing.T) {
	if got, err := parseSizes("100, 1000,5000"); err != nil || !slices.Equal(got, []int{100, 1000, 5000}) {
		t.Errorf("the sizes are %d, %v", got, err)
	}
	for _, list := range []string{"", "x", "53", "5001", "100,100", "1000,100"} {
		if got, err := parseSizes(list); err == nil {
			t.Errorf("%q is taken for %d", list, got)
		}
	}
}

func TestWrite(t *testing.T) {
	r := &results{plan: plan{sizes: []int{100, 1000}, rounds: 1}, verbs: []string{"list"}, bytes: map[int]int64{}, readings: map[string]map[int][]reading{
		"list": {100: {{wall: time.Second, cpu: time.Second, peak: 10 << 10}}, 1000: {{wall: 10 * time.Second, cpu: time.Second, peak: 1000 << 10}}},
	}}
	begin, end := section.Marks("growth")
	path := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(path, []byte("before\n"+begin+"old\n"+end+"behind\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.write(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if !strings.HasPrefix(text, "before\n"+begin) || !strings.HasSuffix(text, end+"behind\n") || strings.Contains(text, "old") {
		t.Errorf("the file is %s", text)
	}
	for _, row := range []string{"| list | 1000 | 10000 | 10000 | 1.00 |\n", "| list | 1000 | 1000 | 0 | 0.00 |\n", "| list | 10 | 1000 | 1126 | 2.00 |\n"} {
		if !strings.Contains(text, row) {
			t.Errorf("there is no row %q in %s", row, text)
		}
	}
	if err := r.write(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there was written")
	}
}
