package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A suite is one run of go test.
type suite struct {
	name string
	dir  string // in the tree
	args []string
}

// suites returns the tests in the order in which they are asked, the slow ones
// last.
func suites() []suite {
	return []suite{
		{"unit tests", ".", []string{"./catalog/...", "./render"}},
		{"adapters' tests", ".", []string{"./middleware/..."}},
		{"soak and faults", "bench", []string{"./soak", "./faults"}},
	}
}

// raceSuite is for faults that only the race detector can see for sure.
func raceSuite() suite {
	return suite{"tests with -race", ".", []string{"-race", "./render", "./middleware"}}
}

// errBuild says that a fault made code which does not compile.
var errBuild = errors.New("does not compile")

// run returns the tests that failed, "" if none did.
func (s suite) run(ctx context.Context, tree, skip string, timeout time.Duration) (by string, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout+30*time.Second)
	defer cancel()
	args := append([]string{"test", "-json", "-vet=off", "-failfast", fmt.Sprintf("-timeout=%v", timeout), "-skip=" + skip}, s.args...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = filepath.Join(tree, s.dir)
	cmd.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	failure := cmd.Run()
	if failure == nil {
		return "", nil
	}
	if ctx.Err() != nil {
		return "", fmt.Errorf("run the %s: %w", s.name, ctx.Err())
	}
	failed, built := failures(stdout.Bytes())
	switch {
	case !built:
		return "", fmt.Errorf("%w: %.600s", errBuild, stdout.String())
	case len(failed) == 0:
		return "", fmt.Errorf("run the %s: %w: %s", s.name, failure, stderr.String())
	}
	return strings.Join(failed, ", "), nil
}

// failures reads the output of go test -json: the innermost tests that
// failed, or the packages whose tests died or ran out of time.
func failures(output []byte) (failed []string, built bool) {
	built = true
	for line := range bytes.Lines(output) {
		var e struct{ Action, Package, Test, FailedBuild string }
		if json.Unmarshal(line, &e) != nil || e.Action != "fail" {
			continue
		}
		if e.FailedBuild != "" {
			return nil, false
		}
		name := short(e.Package)
		if e.Test != "" {
			name += "." + e.Test
		}
		outer := func(other string) bool {
			return strings.HasPrefix(other, name+"/") || strings.HasPrefix(other, name+".")
		}
		if !slices.ContainsFunc(failed, outer) {
			failed = append(failed, name)
		}
	}
	slices.Sort(failed)
	return failed, built
}

func short(pkg string) string { return pkg[strings.LastIndexByte(pkg, '/')+1:] }

// table shows the results.
func table(results []result) string {
	var b strings.Builder
	count := map[verdict]int{}
	for _, r := range results {
		by := r.by
		if len(by) > 110 {
			by = by[:110] + "…"
		}
		fmt.Fprintf(&b, "%-28s %-9s %s\n", r.name, r.verdict, strings.ReplaceAll(by, "\n", " "))
		count[r.verdict]++
	}
	fmt.Fprintf(&b, "%d faults: %d caught, %d survived, %d broken\n", len(results), count[caught], count[survived], count[broken])
	return b.String()
}
