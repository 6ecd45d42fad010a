package main

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A weight is what a catalog of one size costs.
type weight struct {
	codes   int
	text    int              // bytes of the texts of all codes
	binary  map[string]int64 // bytes of each program
	compile compilation      // the generated package
	bare    compilation      // the prototype
	ratio   float64          // of their times, the median of the rounds
	inits   []string         // lines about our packages in the trace of start-up
	checked checked
}

type compilation struct {
	time    time.Duration // of one processor
	archive int64
}

// checked is what the program checks prints.
type checked struct {
	Found  int     // codes found
	Index  float64 // ns per lookup
	Map    float64 // ns per lookup in a map
	Ratio  float64
	Allocs float64 // of all constructors without arguments together
}

func (w *workshop) measureAll(sizes []int, runs int) (*results, error) {
	r := &results{runs: runs}
	var err error
	if r.minimal, err = w.measure(1, 1); err != nil {
		return nil, err
	}
	for _, n := range sizes {
		m, err := w.measure(n, runs)
		if err != nil {
			return nil, fmt.Errorf("measure %d codes: %w", n, err)
		}
		r.sizes = append(r.sizes, m)
	}
	return r, nil
}

func (w *workshop) measure(n, runs int) (*weight, error) {
	all := samples(n)
	dir, err := w.module(all)
	if err != nil {
		return nil, err
	}
	m := &weight{codes: n, text: text(all), binary: map[string]int64{}}
	for _, program := range []string{never, makes, causes, checks} {
		if _, err := w.output(dir, "go", "build", "-p", "1", "-ldflags=-s -w", "-o", "bin/"+program, "./"+program); err != nil {
			return nil, err
		}
		if m.binary[program], err = sections(filepath.Join(dir, "bin", program)); err != nil {
			return nil, err
		}
	}
	for program, errors := range map[string]int{never: 0, makes: n, causes: n} {
		if err := w.try(dir, program, errors, all); err != nil {
			return nil, err
		}
	}
	if m.inits, err = w.inits(dir); err != nil {
		return nil, err
	}
	out, err := w.output(dir, "bin/"+checks, fmt.Sprint(4*runs))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(out), &m.checked); err != nil {
		return nil, fmt.Errorf("read what %q printed: %w", checks, err)
	}
	if m.checked.Found != n {
		return nil, fmt.Errorf("look up %d codes: %d were found", n, m.checked.Found)
	}
	return m, w.compile(dir, m, runs)
}

// sections returns the bytes of an executable, without the space that rounds
// its parts up to pages.
func sections(file string) (int64, error) {
	f, err := elf.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var n uint64
	for _, s := range f.Sections {
		if s.Type != elf.SHT_NOBITS {
			n += s.FileSize
		}
	}
	return int64(n), nil
}

// try asks a program for some codes and for one that is not there: it must
// answer with their envelopes, and know how many errors it can make.
func (w *workshop) try(dir, program string, errors int, all []sample) error {
	ask := []sample{all[0], all[len(all)-1], all[len(all)/2]}
	args, want := []string{"no_such_code"}, []sample{all[0]}
	for _, s := range ask {
		args, want = append(args, s.code), append(want, s)
	}
	out, err := w.output(dir, "bin/"+program, args...)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != len(want)+1 || lines[len(want)] != fmt.Sprint(errors) {
		return fmt.Errorf("try the program %q: it printed %d lines, the last %q; want %d, the last %d", program, len(lines), lines[len(lines)-1], len(want)+1, errors)
	}
	for i, s := range want {
		var envelope struct {
			Error  string
			DocURL string `json:"doc_url"`
		}
		if err := json.Unmarshal([]byte(lines[i]), &envelope); err != nil || envelope.Error != s.code || !strings.HasSuffix(envelope.DocURL, "/"+s.code) {
			return fmt.Errorf("try the program %q: for %q it printed %s", program, args[i], lines[i])
		}
	}
	return nil
}

// inits returns the lines about our packages in the trace of what runs before
// main, in the program that links everything.
func (w *workshop) inits(dir string) ([]string, error) {
	cmd, stderr := w.command(dir, "bin/"+causes)
	cmd.Env = append(cmd.Env, "GODEBUG=inittrace=1")
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("trace the start of %q: %w\n%s", causes, err, stderr)
	}
	if !bytes.Contains(stderr.Bytes(), []byte("init net/http @")) {
		return nil, fmt.Errorf("trace the start of %q: no trace in %q", causes, stderr)
	}
	var ours []string
	for line := range strings.Lines(stderr.String()) {
		if strings.Contains(line, errcat) || strings.Contains(line, service) {
			ours = append(ours, strings.TrimSpace(line))
		}
	}
	return ours, nil
}

// compile measures the compiler alone, without the go command around it, on
// the generated package and the prototype in turns.
func (w *workshop) compile(dir string, m *weight, runs int) error {
	compiler, err := w.output(dir, "go", "tool", "-n", "compile")
	if err != nil {
		return err
	}
	imports, err := w.output(dir, "go", "list", "-deps", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "./catalog/apierr", "./prototype")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "importcfg"), []byte(imports), 0o644); err != nil {
		return err
	}
	packages := []string{"catalog/apierr", "prototype"}
	times, ratios := make([][]time.Duration, 2), []float64{}
	for range runs {
		for i, name := range packages {
			files, err := filepath.Glob(filepath.Join(dir, name, "*.go"))
			if err != nil {
				return err
			}
			args := []string{"-p", catalog, "-lang=go1.24", "-complete", "-c=1", "-importcfg", "importcfg", "-pack", "-o", fmt.Sprint(i, ".a")}
			t, err := w.processorTime(dir, strings.TrimSpace(compiler), append(args, files...)...)
			if err != nil {
				return err
			}
			times[i] = append(times[i], t)
		}
		ratios = append(ratios, float64(times[0][len(times[0])-1])/float64(times[1][len(times[1])-1]))
	}
	m.ratio = median(ratios)
	for i, c := range []*compilation{&m.compile, &m.bare} {
		c.time = median(times[i])
		info, err := os.Stat(filepath.Join(dir, fmt.Sprint(i, ".a")))
		if err != nil {
			return err
		}
		c.archive = info.Size()
	}
	return nil
}

func median[T time.Duration | float64](all []T) T {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
