package nginxtest

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRecommended: the lines that docs/service.md recommends are lines that the cases run
// with.
func TestRecommended(t *testing.T) {
	guide, err := os.ReadFile("../../../docs/service.md")
	if err != nil {
		t.Fatal(err)
	}
	var run []string
	for line := range strings.Lines(config) {
		run = append(run, strings.TrimSpace(line))
	}
	blocks := regexp.MustCompile("(?s)```nginx\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	if len(blocks) == 0 {
		t.Error("docs/service.md has no block of nginx")
	}
	for _, block := range blocks {
		for line := range strings.Lines(block[1]) {
			if line = strings.TrimSpace(line); !slices.Contains(run, line) {
				t.Errorf("docs/service.md has %q, which no case runs with", line)
			}
		}
	}
}
