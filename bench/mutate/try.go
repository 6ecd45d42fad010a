package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A result says what became of a fault.
type result struct {
	fault
	verdict verdict
	by      string // the tests that failed
	took    time.Duration
}

type verdict string

const (
	caught   verdict = "caught"
	survived verdict = "SURVIVED"
	broken   verdict = "BROKEN" // does not apply or does not compile
)

// options say how to try.
type options struct {
	jobs    int
	timeout time.Duration
	skip    string // tests not to run: a regular expression
}

// try puts each fault into a copy of the tree at root and runs the suite.
func try(ctx context.Context, root string, all []fault, o options) ([]result, error) {
	if _, err := os.Stat(filepath.Join(root, "render", "render.go")); err != nil {
		return nil, fmt.Errorf("find the module: %w; name its root with -root", err)
	}
	temp, err := os.MkdirTemp("", "errcat-mutate-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)

	queue := make(chan int)
	results := make([]result, len(all))
	errs := make([]error, o.jobs)
	var wg sync.WaitGroup
	for worker := range o.jobs {
		wg.Go(func() {
			tree := filepath.Join(temp, fmt.Sprint(worker))
			errs[worker] = prepare(ctx, root, tree, o, worker == 0)
			for i := range queue {
				if errs[worker] == nil {
					results[i] = attempt(ctx, tree, all[i], o)
					fmt.Fprintf(os.Stderr, "%s: %s (%s, %.1f s)\n", all[i].name, results[i].verdict, results[i].by, results[i].took.Seconds())
				}
			}
		})
	}
	for i := range all {
		queue <- i
	}
	close(queue)
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return results, tally(results)
}

// prepare makes a copy of the tree. The suite must pass in it as it is, else
// its failures say nothing.
func prepare(ctx context.Context, root, tree string, o options, check bool) error {
	if err := copyTree(root, tree); err != nil {
		return fmt.Errorf("copy the tree: %w", err)
	}
	if !check {
		return nil
	}
	for _, s := range append(suites(), raceSuite()) {
		switch by, err := s.run(ctx, tree, o.skip, o.timeout); {
		case err != nil:
			return err
		case by != "":
			return fmt.Errorf("the %s fail without a fault; mend them first: %s", s.name, by)
		}
	}
	return nil
}

func attempt(ctx context.Context, tree string, f fault, o options) result {
	start := time.Now()
	r := result{fault: f, verdict: survived}
	before, err := f.apply(tree)
	defer func() { _ = before.undo() }()
	all := suites()
	if f.race {
		all = append([]suite{raceSuite()}, all...)
	}
	for _, s := range all {
		if err != nil || r.by != "" {
			break
		}
		r.by, err = s.run(ctx, tree, o.skip, o.timeout)
	}
	switch {
	case err != nil:
		r.verdict, r.by = broken, err.Error()
	case r.by != "":
		r.verdict = caught
	}
	r.took = time.Since(start)
	return r
}

func tally(results []result) error {
	n := 0
	for _, r := range results {
		if r.verdict != caught {
			n++
		}
	}
	if n > 0 {
		return fmt.Errorf("%d of %d faults were not caught", n, len(results))
	}
	return nil
}
