package main

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

// TestRun measures everything, too shortly to mean anything, and looks at the
// report.
func TestRun(t *testing.T) {
	r, err := run(plan{rounds: 3, slice: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	text := r.markdown()
	for _, p := range peers() {
		if !strings.Contains(text, "| "+p.name+" |") {
			t.Errorf("%s is not in the report", p.name)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(r.svg())); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the plot is not XML: %v", err)
		}
	}
}
