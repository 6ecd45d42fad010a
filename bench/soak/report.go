package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/asterwise/errcat/bench/internal/leak"
)

// A Report has the figures of a run.
type Report struct {
	Took          time.Duration
	Before, After leak.Mark // the servers up, no load
	During        leak.Mark // connections still open

	mu     sync.Mutex
	counts map[string]int // by framework, protocol and kind
	failed map[string]int // requests by framework that the observer has to hear of
	minted map[string]struct{}
	wrong  int
	events map[string]int64
}

func newReport() *Report {
	return &Report{counts: map[string]int{}, failed: map[string]int{}, minted: map[string]struct{}{}, events: map[string]int64{}}
}

// add counts a response. It returns the number of wrong ones so far.
func (r *Report) add(framework string, h2 bool, q *request, minted string, err error) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	protocol := "HTTP/1.1"
	if h2 {
		protocol = "HTTP/2"
	}
	for _, key := range []string{framework, protocol, q.kind.name} {
		r.counts[key]++
	}
	if q.zip {
		r.counts["gzip asked for"]++
	}
	if o := q.kind.outcome; o == fails || o == cuts {
		r.failed[framework]++
	}
	if minted != "" {
		if _, twice := r.minted[minted]; twice {
			err = fmt.Errorf("request ID %s was given out twice", minted)
		}
		r.minted[minted] = struct{}{}
	}
	if err != nil {
		r.wrong++
	}
	return r.wrong
}

// close stops a server and compares what its observer heard with what the
// clients saw: every failure once.
func (r *Report) close(s *server) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop the %s server: %w", s.framework, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events[s.framework] = s.events.Load()
	r.minted = map[string]struct{}{} // so that the heap can be compared
	switch {
	case s.events.Load() != int64(r.failed[s.framework]):
		return fmt.Errorf("%s: the observer heard of %d failures, the clients of %d", s.framework, s.events.Load(), r.failed[s.framework])
	case s.problems.Load() > 0:
		return fmt.Errorf("%s: %d events with problems", s.framework, s.problems.Load())
	}
	return nil
}

// Responses returns how many responses were checked.
func (r *Report) Responses() int { return r.counts["HTTP/1.1"] + r.counts["HTTP/2"] }

// String returns the figures as text.
func (r *Report) String() string {
	var b strings.Builder
	n := r.Responses()
	fmt.Fprintf(&b, "%d responses in %.1f s (%.0f a second), %d wrong\n", n, r.Took.Seconds(), float64(n)/r.Took.Seconds(), r.wrong)
	for _, key := range slices.Sorted(maps.Keys(r.counts)) {
		fmt.Fprintf(&b, "  %-16s %9d\n", key, r.counts[key])
	}
	for _, framework := range slices.Sorted(maps.Keys(r.events)) {
		fmt.Fprintf(&b, "events heard of, %s: %d of %d failures\n", framework, r.events[framework], r.failed[framework])
	}
	fmt.Fprintf(&b, "before: %v\nunder load, connections open: %v\nafter: %v\n", r.Before, r.During, r.After)
	return b.String()
}
