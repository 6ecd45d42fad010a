// Package leak compares goroutines and heap before and after a load.
package leak

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"
)

// A Mark is a moment of the process.
type Mark struct {
	Goroutines int
	Heap       uint64 // bytes of live objects
}

// String returns the figures of a mark.
func (m Mark) String() string {
	return fmt.Sprintf("%d goroutines, %.1f MiB heap", m.Goroutines, float64(m.Heap)/(1<<20))
}

// Take returns the present mark, after a collection.
func Take() Mark {
	debug.FreeOSMemory() // collects; a second time, for what finalizers held
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return Mark{runtime.NumGoroutine(), m.HeapAlloc}
}

// Margins are what may be left over: idle workers of the runtime and of the
// test, and what pools and tables keep.
const (
	MarginGoroutines = 4
	MarginHeap       = 4 << 20
)

// Return waits until the process is back at a mark, within the margins, for
// at most the grace period. It returns the last mark taken, and an error if
// that is still too high; the goroutines are then written to profile.
func Return(to Mark, grace time.Duration, profile io.Writer) (Mark, error) {
	deadline := time.Now().Add(grace)
	for {
		m := Take()
		if m.Goroutines <= to.Goroutines+MarginGoroutines && m.Heap <= to.Heap+MarginHeap {
			return m, nil
		}
		if time.Now().After(deadline) {
			_ = pprof.Lookup("goroutine").WriteTo(profile, 1)
			return m, fmt.Errorf("%v after the load, %v before it", m, to)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
