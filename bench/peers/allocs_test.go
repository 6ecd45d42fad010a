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
	{func() []benchCase { return encodeCases(0) }, "errcat", 2},  // the ID's
	{func() []benchCase { return encodeCases(20) }, "errcat", 6}, // the list, its bytes, their ends, the error, the ID's
	{errorCases, ownEcho + ", no cause", 8},                      // three closures for the parts of Install, the exchange, the ID's, the hooks' writer, the length
	{errorCases, ownEcho, 9},                                     // the cause
	{errorCases, ownHTTP + ", no cause", 5},                      // the path value, the exchange, the ID's, the length
	{errorCases, ownHTTP, 6},
	{panicCases, ownEcho + ", panic", 10}, // the panic, its stack
	{panicCases, ownHTTP + ", panic", 7},
	{successCases, ownEcho, 6}, // a closure of each part of Install, and one of Echo's
	{successCases, ownHTTP, 4},
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
