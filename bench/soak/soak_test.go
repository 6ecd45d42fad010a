package main

import (
	"os"
	"testing"
	"time"

	"github.com/asterwise/errcat/bench/internal/service"
)

// TestSoak is a short run of the command. Its seed is fixed; the order in
// which the requests meet is not.
func TestSoak(t *testing.T) {
	load := Load{Clients: 8, For: 2 * time.Second, Frameworks: service.Frameworks(), Seed: 1}
	report, err := load.Run(t.Context(), os.Stderr)
	t.Log(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds() {
		if report.counts[k.name] == 0 {
			t.Errorf("no request of kind %s in %d", k.name, report.Responses())
		}
	}
}
