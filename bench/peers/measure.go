package main

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// A benchCase is one thing to measure.
type benchCase struct {
	name string
	op   func()
	fork func() func() // an op for another goroutine; nil if op will do
}

// A row has what was measured of a case.
type row struct {
	name   string
	ns     []float64 // per round
	allocs float64
	bytes  uint64
}

// median returns the median time of an operation in nanoseconds.
func (r row) median() float64 { return median(r.ns) }

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// spread returns how far the middle half of the rounds is apart, as a share
// of the median.
func (r row) spread() float64 {
	sorted := slices.Sorted(slices.Values(r.ns))
	n := len(sorted)
	return (sorted[n-1-n/4] - sorted[n/4]) / r.median()
}

// over returns the ratio of r to base: the median of the rounds' ratios, so
// that what slows the machine down for a while does not count.
func (r row) over(base row) float64 {
	ratios := make([]float64, len(r.ns))
	for i := range ratios {
		ratios[i] = r.ns[i] / base.ns[i]
	}
	return median(ratios)
}

// A plan says how long to measure.
type plan struct {
	rounds int
	slice  time.Duration // of one case in one round
}

// measure runs the cases in turns, each a slice of time per round, every round
// beginning with another one.
func (p plan) measure(cases []benchCase) []row {
	rows := make([]row, len(cases))
	counts := make([]int, len(cases))
	for i, c := range cases {
		rows[i].name = c.name
		rows[i].allocs = testing.AllocsPerRun(2000, c.op)
		rows[i].bytes = bytesPerRun(2000, c.op)
		counts[i] = calibrate(c.op, p.slice)
	}
	for round := range p.rounds {
		for k := range cases {
			i := (k + round) % len(cases)
			rows[i].ns = append(rows[i].ns, timed(cases[i].op, counts[i]))
		}
	}
	return rows
}

func timed(op func(), n int) float64 {
	start := time.Now()
	for range n {
		op()
	}
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

func calibrate(op func(), slice time.Duration) int {
	for n := 64; ; n *= 2 {
		if took := timed(op, n) * float64(n); took > float64(slice.Nanoseconds())/8 {
			return max(1, int(float64(n)*float64(slice.Nanoseconds())/took))
		}
	}
}

func bytesPerRun(n int, op func()) uint64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	op()
	runtime.ReadMemStats(&before)
	for range n {
		op()
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / uint64(n)
}

// parallel returns the time per operation with procs goroutines on as many
// processors.
func (p plan) parallel(c benchCase, procs int) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	counts := make([]int, procs)
	var wg sync.WaitGroup
	start := time.Now()
	for i := range procs {
		op := c.op
		if c.fork != nil {
			op = c.fork()
		}
		wg.Go(func() {
			for time.Since(start) < p.slice {
				for range 128 {
					op()
				}
				counts[i] += 128
			}
		})
	}
	wg.Wait()
	total := 0
	for _, n := range counts {
		total += n
	}
	return float64(time.Since(start).Nanoseconds()) / float64(total)
}

// scaling measures each case on one processor and on all, in turns.
func (p plan) scaling(cases []benchCase, procs int) (one, all []row) {
	one, all = make([]row, len(cases)), make([]row, len(cases))
	for range p.rounds {
		for i, c := range cases {
			one[i].name, all[i].name = c.name, c.name
			one[i].ns = append(one[i].ns, p.parallel(c, 1))
			all[i].ns = append(all[i].ns, p.parallel(c, procs))
		}
	}
	return one, all
}
