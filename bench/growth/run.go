package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// A plan says what is measured.
type plan struct {
	root   string
	sizes  []int
	rounds int
	limit  time.Duration // for one process
}

// results has what the processes took.
type results struct {
	plan
	verbs    []string
	readings map[string]map[int][]reading // by verb and size, one of each round
	bytes    map[int]int64                // of the catalogs
	procs    int
}

// run measures every verb with every size, in turns.
func run(ctx context.Context, p plan) (*results, error) {
	pattern, err := newPattern()
	if err != nil {
		return nil, err
	}
	s, err := newSite(ctx, p.root, p.limit)
	if err != nil {
		return nil, err
	}
	defer s.close()
	r := &results{plan: p, readings: map[string]map[int][]reading{}, bytes: map[int]int64{}, procs: runtime.NumCPU()}
	for _, v := range verbs() {
		r.verbs = append(r.verbs, v.name)
		r.readings[v.name] = map[int][]reading{}
	}
	for range p.rounds {
		for _, n := range p.sizes {
			for _, v := range verbs() {
				reading, err := v.run(ctx, s, pattern, n)
				if err != nil {
					return nil, fmt.Errorf("%s, %d codes: %w", v.name, n, err)
				}
				r.readings[v.name][n] = append(r.readings[v.name][n], reading)
			}
			info, err := os.Stat(s.path("catalog.yaml"))
			if err != nil {
				return nil, err
			}
			r.bytes[n] = info.Size()
		}
	}
	return r, nil
}

// run prepares the module, runs the verb, and checks what it gave.
func (v *verb) run(ctx context.Context, s *site, p *pattern, n int) (reading, error) {
	for _, name := range v.remove {
		if err := os.RemoveAll(s.path(name)); err != nil {
			return reading{}, err
		}
	}
	if v.edition > 0 {
		f, err := os.Create(s.path("catalog.yaml"))
		if err != nil {
			return reading{}, err
		}
		if err := p.write(f, n, v.edition); err != nil {
			return reading{}, err
		}
		if err := f.Close(); err != nil {
			return reading{}, err
		}
	}
	cache := filepath.Join(s.dir, "cache")
	if v.off {
		cache = "off"
	}
	r, err := s.exec(ctx, s.module, []string{"ERRCATCACHE=" + cache}, s.errcat, v.args...)
	if err != nil {
		return reading{}, err
	}
	if err := v.check(s, n, r); err != nil {
		return reading{}, err
	}
	r.stdout = "" // small, since a process inherits our peak as its own floor
	return r, nil
}

// median returns the middle of what a verb took, by one of its measures.
func (r *results) median(name string, n int, measure func(reading) float64) float64 {
	var values []float64
	for _, reading := range r.readings[name][n] {
		values = append(values, measure(reading))
	}
	slices.Sort(values)
	if k := len(values); k%2 == 0 {
		return (values[k/2-1] + values[k/2]) / 2
	}
	return values[len(values)/2]
}
