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
	{errorCases, ownEcho, 12},
	{errorCases, ownHTTP, 8},
	{errorCases, "… without Mux", 7},
	{panicCases, ownEcho + ", panic", 10},
	{panicCases, ownHTTP + ", panic", 9},
	{successCases, ownEcho, 7},
	{successCases, ownHTTP, 7},
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
