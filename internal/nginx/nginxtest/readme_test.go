package nginxtest

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestReadme: the lines that README.md recommends are lines that the cases run
// with.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var run []string
	for line := range strings.Lines(config) {
		run = append(run, strings.TrimSpace(line))
	}
	blocks := regexp.MustCompile("(?s)```nginx\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(blocks) == 0 {
		t.Error("README.md has no block of nginx")
	}
	for _, block := range blocks {
		for line := range strings.Lines(block[1]) {
			if line = strings.TrimSpace(line); !slices.Contains(run, line) {
				t.Errorf("README.md has %q, which no case runs with", line)
			}
		}
	}
}
