package main

import (
	"strings"
	"testing"
	"time"
)

// TestStorm is a short run: it shows that all services answer as they should,
// and no figures.
func TestStorm(t *testing.T) {
	text, err := run(100*time.Millisecond, 1, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services() {
		if strings.Count(text, "| "+s.name+" |") != len(modes) {
			t.Errorf("%s is not in each table:\n%s", s.name, text)
		}
	}
}
