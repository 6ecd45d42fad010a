package main

import (
	"fmt"
	"testing"
)

// The same cases for go test -bench, profiles and benchstat.

func benchmarkCases(b *testing.B, cases []benchCase) {
	defer logOff()()
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.op()
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprintf("details=%d", n), func(b *testing.B) { benchmarkCases(b, encodeCases(n)) })
	}
}

func BenchmarkParts(b *testing.B)   { benchmarkCases(b, partCases()) }
func BenchmarkError(b *testing.B)   { benchmarkCases(b, errorCases()) }
func BenchmarkPanic(b *testing.B)   { benchmarkCases(b, panicCases()) }
func BenchmarkSuccess(b *testing.B) { benchmarkCases(b, successCases()) }
