package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/leak"
)

// modes are the loads: every how many-th request fails.
var modes = []struct {
	name  string
	every int
}{{"normal load, 5 % fail", 20}, {"storm, all fail", 1}}

// figures are what was measured of a service in one round.
type figures struct{ rate, p50, p99 float64 }

// run measures all services in turns. The text has the table.
func run(length time.Duration, rounds, clients int) (string, error) {
	all := services()
	addresses := make([]string, len(all))
	for i, s := range all {
		server, address, err := s.listen()
		if err != nil {
			return "", err
		}
		defer server.Close()
		addresses[i] = address
	}
	var text strings.Builder
	for _, mode := range modes {
		measured := make([][]figures, len(all))
		var before leak.Mark
		for round := range rounds + 1 { // the first is for warming up
			if round == 1 {
				before = leak.Take()
			}
			for k := range all {
				i := (k + round) % len(all)
				took, err := load(addresses[i], clients, length, mode.every)
				if err != nil {
					return text.String(), fmt.Errorf("%s: %w", all[i].name, err)
				}
				if round > 0 {
					measured[i] = append(measured[i], summary(took, length))
				}
			}
		}
		after := leak.Take()
		table(&text, mode.name, measured)
		fmt.Fprintf(&text, "\nMemory before: %v; after: %v.\n\n", before, after)
		if after.Heap > before.Heap+leak.MarginHeap {
			return text.String(), fmt.Errorf("%s: the heap grew from %v to %v", mode.name, before, after)
		}
	}
	return text.String(), nil
}

func summary(took []time.Duration, length time.Duration) figures {
	slices.Sort(took)
	at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))].Nanoseconds()) / 1000 }
	return figures{float64(len(took)) / length.Seconds(), at(0.5), at(0.99)}
}

func table(b *strings.Builder, mode string, measured [][]figures) {
	fmt.Fprintf(b, "**%s**\n\n| | requests/s | × bare | × Echo | p50, µs | × bare | × Echo | p99, µs | × bare | × Echo |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n", mode)
	for i, s := range services() {
		fmt.Fprintf(b, "| %s |", s.name)
		for _, value := range []func(figures) float64{
			func(f figures) float64 { return f.rate },
			func(f figures) float64 { return f.p50 },
			func(f figures) float64 { return f.p99 },
		} {
			n := len(measured[i])
			values, overBare, overEcho := make([]float64, n), make([]float64, n), make([]float64, n)
			for k := range values {
				values[k] = value(measured[i][k])
				overBare[k] = values[k] / value(measured[bareService][k])
				overEcho[k] = values[k] / value(measured[echoDefault][k])
			}
			fmt.Fprintf(b, " %.0f | %.2f | %.2f |", median(values), median(overBare), median(overEcho))
		}
		b.WriteString("\n")
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
