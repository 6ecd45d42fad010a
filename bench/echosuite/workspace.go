package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// A workspace is a copy of a module, to run its tests in.
type workspace struct {
	module, version, dir string
}

// copy copies the source of the version of Echo that is in use to dir.
func (s suite) copy(dir string) (workspace, error) {
	out, err := exec.Command("go", "list", "-m", "-json", s.module).Output()
	if err != nil {
		return workspace{}, commandError("find "+s.module+" from within the module bench", err)
	}
	var m struct{ Version, Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return workspace{}, err
	}
	if m.Dir == "" {
		return workspace{}, fmt.Errorf("%s %s is not in the module cache; run go mod download there", s.module, m.Version)
	}
	target := filepath.Join(dir, "echo")
	if err := os.CopyFS(target, os.DirFS(m.Dir)); err != nil {
		return workspace{}, err
	}
	w := workspace{s.module, m.Version, target}
	return w, filepath.WalkDir(target, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			err = os.Chmod(name, 0o755) // the module cache is read-only
		}
		if err == nil && filepath.Ext(name) == ".go" || d.Name() == "go.mod" || d.Name() == "go.sum" {
			err = os.Chmod(name, 0o644)
		}
		return err
	})
}

// results are the leaves of a run: "pass", "fail" or "skip".
type results map[leaf]string

// test runs only some tests, or all if that is nil, without some others. Some of
// Echo's tests panic where the machine is too slow for their deadlines, and
// that ends all others: then it runs them again.
func (w workspace) test(only, without []leaf) (found results, err error) {
	for range 3 {
		var panicked bool
		found, panicked, err = w.testOnce(only, without)
		if err != nil || !panicked || only != nil {
			break
		}
	}
	return found, err
}

func (w workspace) testOnce(only, without []leaf) (found results, panicked bool, err error) {
	args := []string{"test", "-mod=mod", "-vet=off", "-count=1", "-json"}
	if len(only) > 0 {
		args = append(args, "-run", pattern(only))
	}
	if len(without) > 0 {
		args = append(args, "-skip", pattern(without))
	}
	cmd := exec.Command("go", append(args, "./...")...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, false, err
	}
	found, built := w.leaves(out)
	said := text(out)
	if !built {
		return nil, false, fmt.Errorf("build the tests of %s %s: %s", w.module, w.version, bytes.TrimSpace(append(stderr.Bytes(), said...)))
	}
	return found, bytes.Contains(said, []byte("\npanic: ")), nil
}

// event is a line that go test -json prints.
type event struct{ Action, Package, Test, Output, FailedBuild string }

// leaves reads what go test has printed. It reports whether all was built.
func (w workspace) leaves(out []byte) (found results, built bool) {
	all := results{}
	parents := map[leaf]bool{}
	built = len(out) > 0
	for line := range bytes.Lines(out) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		if e.FailedBuild != "" {
			built = false
		}
		if e.Test == "" || e.Action != "pass" && e.Action != "fail" && e.Action != "skip" {
			continue
		}
		dir := "."
		if e.Package != w.module {
			dir = strings.TrimPrefix(e.Package, w.module+"/")
		}
		all[leaf{dir, e.Test}] = e.Action
		for name := e.Test; strings.Contains(name, "/"); {
			name = name[:strings.LastIndex(name, "/")]
			parents[leaf{dir, name}] = true
		}
	}
	for l := range parents {
		delete(all, l)
	}
	return all, built
}

// text returns what the events of a run say.
func text(out []byte) (b []byte) {
	for line := range bytes.Lines(out) {
		var e event
		if json.Unmarshal(line, &e) == nil {
			b = append(b, e.Output...)
		}
	}
	return b
}

// pattern returns the pattern of go test that matches some leaves alone.
func pattern(some []leaf) string {
	var all []string
	for _, l := range some {
		elements := strings.Split(l.name, "/")
		for i, e := range elements {
			elements[i] = "^" + regexp.QuoteMeta(e) + "$"
		}
		all = append(all, strings.Join(elements, "/"))
	}
	return strings.Join(all, "|")
}

func commandError(what string, err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Errorf("%s: %w: %s", what, err, bytes.TrimSpace(exit.Stderr))
	}
	return fmt.Errorf("%s: %w", what, err)
}
