package main

import (
	"os"
	"testing"

	"github.com/asterwise/errcat/bench/internal/service"
)

// TestFaults is a short run of the command: every seventh cut point.
func TestFaults(t *testing.T) {
	for _, framework := range service.Frameworks() {
		t.Run(framework, func(t *testing.T) {
			report, err := Plan{Framework: framework, Rounds: 1, Stride: 7, Slow: 4}.Run(os.Stderr)
			t.Log(report)
			if err != nil {
				t.Fatal(err)
			}
			if report.responseCuts < 500 || report.requestCuts < 150 || report.slowCut != 4 || report.slowWhole != 4 || report.canceled != 16 || report.dripping != 8 {
				t.Errorf("not everything was tried: %v", report)
			}
		})
	}
}
