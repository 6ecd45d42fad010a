//go:build !race

package main

import "testing"

// recorded are the allocations of errcat's own paths. A path that needs more
// than is recorded here fails the build; one that needs less is an occasion
// to lower the figure.
var recorded = []struct {
	cases func() []benchCase
	name  string
	most  float64
}{
	{func() []benchCase { return encodeCases(0) }, "errcat", 2},
	{func() []benchCase { return encodeCases(20) }, "errcat", 6},
	{errorCases, ownEcho, 8},
	{errorCases, ownHTTP, 6},
	{errorCases, "… without Mux", 6},
	{panicCases, ownEcho + ", panic", 9},
	{panicCases, ownHTTP + ", panic", 8},
	{successCases, ownEcho, 6},
	{successCases, ownHTTP, 6},
}

func TestAllocations(t *testing.T) {
	for _, r := range recorded {
		for _, c := range r.cases() {
			if c.name != r.name {
				continue
			}
			switch n := testing.AllocsPerRun(2000, c.op); {
			case n > r.most:
				t.Errorf("%s: %.0f allocations, %.0f are recorded", r.name, n, r.most)
			case n < r.most:
				t.Logf("%s: %.0f allocations, %.0f are recorded: record fewer", r.name, n, r.most)
			}
		}
	}
}
