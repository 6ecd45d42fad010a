package catalogfile_test

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/model"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestFactsAreTexts writes the facts of testdata/full.yaml out by hand, and expects the same catalog.
func TestFactsAreTexts(t *testing.T) {
	const name = "testdata/full.yaml"
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	with, err := catalogfile.Parse(name, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	facts := "facts:\n  max_keys: 10\n  since: January 2026\n  range: \"1 to 10\"\n"
	if !strings.Contains(string(src), facts) {
		t.Fatal(name + " has changed; correct this test")
	}
	text := strings.NewReplacer(facts, "",
		"{facts.max_keys}", "10", "{facts.since}", "January 2026", "{facts.range}", "1 to 10").Replace(string(src))
	without, err := catalogfile.Parse(name, []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(without, with, cmpopts.IgnoreTypes(diag.Pos{})); diff != "" {
		t.Errorf("the catalog with facts differs (-written out +with facts):\n%s", diff)
	}
	want := []model.Segment{
		{Literal: "January 2026: the record was deleted on "}, {Param: "day"}, {Literal: ", "}, {Param: "count"},
		{Literal: " of 10"}, {Param: "total"}, {Literal: " times, 1 to 10."},
	}
	if diff := cmp.Diff(want, with.Lookup("record_gone").Message.Segments); diff != "" {
		t.Errorf("segments differ (-want +got):\n%s", diff)
	}
}

// TestFactProblemPositions finds every brace that a problem names in the file
// itself, whatever the scalar around it looks like.
func TestFactProblemPositions(t *testing.T) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"{facts.x} } in {facts.y}",
		"{facts.x}\n        and {facts.y}{facts.z}}",
		"é 中 {{facts.x}}\n        { } '' {facts.y}",
	}
	styles := map[string]string{
		"plain": "a %s", "single": "'%s'", "double": `"\\ \" %s"`, "folded": ">- # {facts.c}\n        %s", "literal": "|-\n        %s",
	}
	named := regexp.MustCompile(`(?:fact|has) "([^"]*)"`)
	for style, format := range styles {
		for _, text := range texts {
			if style == "literal" && strings.Contains(text, "\n") {
				continue // more than one line
			}
			src := string(minimal) + "    affects: " + fmt.Sprintf(format, text) + "\n    when: after {facts.late}\n"
			_, err := catalogfile.Parse("catalog.yaml", []byte(src), nil)
			list, ok := err.(diag.List)
			if !ok {
				t.Fatalf("%s: Parse returned %v", style, err)
			}
			lines := strings.Split(src, "\n")
			found := 0
			for _, p := range list {
				rest := string([]rune(lines[p.Pos.Line-1])[p.Pos.Col-1:])
				match := named.FindStringSubmatch(p.Message)
				if p.Rule != "fact" || match == nil {
					t.Errorf("%s: unexpected %v", style, p)
					continue
				}
				if !strings.HasPrefix(rest, match[1]) && !strings.HasPrefix(rest, "{facts."+match[1]+"}") {
					t.Errorf("%s: %v points at %q", style, p, rest)
				}
				found++
			}
			if want := strings.Count(text, "facts.") + 1; found != want {
				t.Errorf("%s: %q has %d problems, want %d:\n%v", style, text, found, want, list)
			}
		}
	}
}

// TestManyFacts: neither many references nor many mistakes take long. Ten times
// as many may take ten times as long, with room for what else the machine does,
// but not a hundred times.
func TestManyFacts(t *testing.T) {
	minimal, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, ref := range map[string]string{"right": "{facts.a}", "unknown": "{facts.b}", "malformed": "{facts.}", "braces": "{{", "open": "{facts.a "} {
		for _, key := range []string{"    affects: '%s'\n", "    affects: '{facts.a}'\n  other:\n    title: Other\n    status: 404\n    category: infrastructure\n    message: '%s'\n"} {
			took := func(n int) time.Duration {
				src := string(minimal) + fmt.Sprintf(key, strings.Repeat(ref, n)) + "facts:\n  a: " + strings.Repeat("é", 80) + "\n"
				best := time.Duration(math.MaxInt64)
				for range 3 {
					start := time.Now()
					_, err := catalogfile.Parse("catalog.yaml", []byte(src), nil)
					best = min(best, time.Since(start))
					if inAffects := strings.HasPrefix(key, "    affects: '%s'"); inAffects && (name == "right") != (err == nil) && name != "braces" {
						t.Errorf("%s: got %.200v", name, err)
					}
				}
				return best
			}
			few, many := took(10_000), took(100_000)
			for range 20 { // a busy machine may slow down one of them, and hardly all
				if many <= 50*few {
					break
				}
				few, many = took(10_000), min(many, took(100_000))
			}
			if many > 50*few {
				t.Errorf("%s: 10,000 take %v, 100,000 take %v", name, few, many)
			}
		}
	}
}
