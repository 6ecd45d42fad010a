package adapter

import (
	"fmt"
	"testing"
)

// A buffer that one large response has blown up must not stay for good; all
// others must, or each response would pay for its own (contract §8).
func TestBuffersThatAreKept(t *testing.T) {
	const limit = 4 << 10
	for size, keep := range map[int]bool{1 << 10: true, limit: true, limit + 1: false, 1 << 20: false} {
		e := New(Config{MaxDetails: limit})
		back := 0
		for range 200 { // a pool may lose a buffer, so one try says nothing
			b := make([]byte, 0, size)
			e.release(&b)
			if e.buffer() == &b {
				back++
			}
		}
		if keep && back == 0 {
			t.Errorf("a buffer of %d bytes never came back; the limit is %d", size, limit)
		}
		if !keep && back > 0 {
			t.Errorf("a buffer of %d bytes came back %d times of 200; the limit is %d", size, back, limit)
		}
	}
}

// A handler that hands over a new error in a loop does not fill the memory.
func TestFailuresAreBounded(t *testing.T) {
	var f *failures
	for i := range 1000 {
		f = f.with(fmt.Errorf("attempt %d", i))
	}
	n := 0
	for ; f != nil; f = f.earlier {
		n++
	}
	if n != maxFailures {
		t.Errorf("%d failures are remembered, want %d", n, maxFailures)
	}
}
