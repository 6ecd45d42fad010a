//go:build !race

package main

import "testing"

// recorded are the allocations of errcat's own paths, exactly. A path that
// needs more fails the build; so does one that needs fewer, until the lower
// figure stands here.
var recorded = []struct {
	cases  func() []benchCase
	name   string
	allocs float64
}{
	{func() []benchCase { return encodeCases(0) }, "errcat", 1},  // the ID's
	{func() []benchCase { return encodeCases(20) }, "errcat", 5}, // the list, its bytes, their ends, the error
	{errorCases, ownEcho + ", no cause", 4},                      // two closures of Echo's for Pre, the exchange, the ID
	{errorCases, ownEcho, 5},                                     // the cause
	{errorCases, ownHTTP + ", no cause", 3},                      // the path value, the exchange, the ID
	{errorCases, ownHTTP, 4},
	{errorCases, "errcat on net/http, without Mux", 4},
	{panicCases, ownEcho + ", panic", 5}, // the panic
	{panicCases, ownEcho + ", panic, with its stack", 6},
	{panicCases, ownHTTP + ", panic", 4},
	{panicCases, ownHTTP + ", panic, with its stack", 5},
	{successCases, ownEcho, 4},
	{successCases, ownHTTP, 3},
	{successCases, "errcat on net/http, without Mux", 3},
}

func TestAllocations(t *testing.T) {
	defer logOff()()
	for _, r := range recorded {
		found := false
		for _, c := range r.cases() {
			if c.name != r.name {
				continue
			}
			found = true
			switch n := testing.AllocsPerRun(2000, c.op); {
			case n > r.allocs:
				t.Errorf("%s: %.0f allocations, %.0f are recorded", r.name, n, r.allocs)
			case n < r.allocs:
				t.Errorf("%s: %.0f allocations, %.0f are recorded: record the lower figure", r.name, n, r.allocs)
			}
		}
		if !found {
			t.Errorf("%s is not measured any more", r.name)
		}
	}
}
