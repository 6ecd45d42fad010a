package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"

	"github.com/asterwise/errcat/bench/internal/section"
)

// markdown returns the tables.
func (r *results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s/%s, %d processors; medians of %d rounds, in turns. The catalogs have", runtime.Version(), runtime.GOOS, runtime.GOARCH, r.procs, r.rounds)
	for i, n := range r.sizes {
		sep := ","
		if i == 0 {
			sep = ""
		}
		fmt.Fprintf(&b, "%s %.1f MiB (%d codes)", sep, float64(r.bytes[n])/(1<<20), n)
	}
	b.WriteString(".\n")
	r.table(&b, "Time from start to end", "ms", "µs", 1000, func(x reading) float64 { return float64(x.wall.Microseconds()) / 1000 })
	r.table(&b, "Processor time, that of the go command included", "ms", "µs", 1000, func(x reading) float64 { return float64(x.cpu.Microseconds()) / 1000 })
	r.table(&b, "Peak memory, of the largest process", "MiB", "KiB", 1024, func(x reading) float64 { return float64(x.peak) / 1024 })
	return b.String()
}

// table prints one measure: a column for each size, what another code adds
// between the two largest, and the exponent of that growth.
func (r *results) table(b *strings.Builder, title, unit, small string, ratio float64, measure func(reading) float64) {
	fmt.Fprintf(b, "\n**%s**, %s:\n\n|", title, unit)
	for _, n := range r.sizes {
		fmt.Fprintf(b, " | %d codes", n)
	}
	rule := strings.Repeat("--:|", len(r.sizes))
	if len(r.sizes) > 1 {
		fmt.Fprintf(b, " | %s for one more | exponent", small)
		rule += "--:|--:|"
	}
	fmt.Fprintf(b, " |\n|---|%s\n", rule)
	for _, name := range r.verbs {
		fmt.Fprintf(b, "| %s |", name)
		for _, n := range r.sizes {
			fmt.Fprintf(b, " %.0f |", r.median(name, n, measure))
		}
		if k := len(r.sizes); k > 1 {
			m, n := r.sizes[k-2], r.sizes[k-1]
			x, y := r.median(name, m, measure), r.median(name, n, measure)
			fmt.Fprintf(b, " %.0f | %.2f |", (y-x)*ratio/float64(n-m), math.Log(y/x)/math.Log(float64(n)/float64(m)))
		}
		b.WriteString("\n")
	}
}

// write puts the tables into the README.
func (r *results) write(readme string) error {
	return section.Replace(readme, "growth", fmt.Sprintf("\nRun of %s. %s\n", time.Now().UTC().Format(time.DateOnly), r.markdown()))
}
