package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A suite is the tests of a major version of Echo, and the adapter for it.
type suite struct {
	module    string          // Echo's module path
	adapter   string          // import path of the package with Install
	local     []module        // modules of this repository that the adapter needs
	signature string          // of Echo's New, as its source has it
	expected  map[leaf]reason // the leaves that fail with errcat
}

// A module is one of this repository.
type module struct{ path, dir string } // dir from the root

// A leaf is a test without subtests.
type leaf struct {
	dir  string // of its package, from the root of Echo's module; "." for that
	name string // with the names of the tests it is in
}

// A reason says why a leaf cannot pass.
type reason string

// run runs the tests without and with errcat. It returns what to print, and
// an error if a leaf does not do what is expected of it.
func (s suite) run() (report string, err error) {
	dir, err := os.MkdirTemp("", "echosuite-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	w, err := s.copy(dir)
	if err != nil {
		return "", err
	}
	plain, err := w.test(nil, nil)
	if err != nil {
		return "", err
	}
	if err := s.install(w); err != nil {
		return "", err
	}
	with, err := s.testInstalled(w, plain)
	if err != nil {
		return "", err
	}
	return s.compare(w.version, plain, with)
}

// testInstalled runs the tests with errcat. A leaf that ends the whole process
// runs by itself, so that the others can end. One that passes without errcat
// and unexpectedly does not with it runs once more, because of the deadlines.
func (s suite) testInstalled(w workspace, plain results) (results, error) {
	var fatal []leaf
	for l, why := range s.expected {
		if why == cut {
			fatal = append(fatal, l)
		}
	}
	with, err := w.test(nil, fatal)
	if err != nil {
		return nil, err
	}
	for _, l := range fatal {
		if err := s.again(w, with, l); err != nil {
			return nil, err
		}
	}
	var late []leaf
	for l, result := range plain {
		if _, listed := s.expected[l]; result == "pass" && with[l] != "pass" && !listed {
			late = append(late, l)
		}
	}
	return with, s.again(w, with, late...)
}

// again replaces the results of some leaves by those of another run.
func (s suite) again(w workspace, found results, some ...leaf) error {
	if len(some) == 0 {
		return nil
	}
	again, err := w.test(some, nil)
	for _, l := range some {
		found[l] = again[l]
	}
	return err
}

// compare sets the leaves of two runs against each other.
func (s suite) compare(version string, plain, with results) (report string, err error) {
	var b strings.Builder
	var wrong []string
	count := map[reason]int{}
	passed := 0
	for _, l := range slices.SortedFunc(maps.Keys(plain), leaf.compare) {
		if plain[l] != "pass" {
			continue // says nothing about errcat
		}
		passed++
		why, listed := s.expected[l]
		switch result := with[l]; {
		case result == "pass" && listed:
			wrong = append(wrong, fmt.Sprintf("%s passes; take it out of expected.go", l))
		case result == "fail" && listed:
			count[why]++
		case result == "":
			wrong = append(wrong, fmt.Sprintf("%s does not run with errcat, or ends the process", l))
		case result != "pass":
			wrong = append(wrong, fmt.Sprintf("%s fails with errcat", l))
		}
	}
	for l := range s.expected {
		if plain[l] == "" {
			wrong = append(wrong, fmt.Sprintf("%s is listed, but %s has no such test; take it out of expected.go", l, version))
		}
	}
	fmt.Fprintf(&b, "%s %s: %d of %d tests pass without errcat\n", s.module, version, passed, len(plain))
	fmt.Fprintf(&b, "%8d pass with it\n", passed-len(s.expected))
	for _, why := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%8d fail as expected: %s\n", count[why], why)
	}
	if passed == 0 {
		return b.String(), fmt.Errorf("no test of %s passes; run go test in a copy of it to see why", s.module)
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return "", fmt.Errorf("%s %s, %d tests:\n  %s", s.module, version, len(wrong), strings.Join(wrong, "\n  "))
	}
	return b.String(), nil
}

func (l leaf) String() string { return filepath.ToSlash(l.dir) + " " + l.name }

func (l leaf) compare(m leaf) int { return strings.Compare(l.String(), m.String()) }
