package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// A site is where measurements take place: a directory that goes away, with
// the command and a module whose catalog it reads.
type site struct {
	dir    string // has all of it
	module string
	errcat string // the command
	limit  time.Duration
}

// newSite builds the command from the sources at root and makes the module.
func newSite(ctx context.Context, root string, limit time.Duration) (_ *site, err error) {
	if root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "errcat-growth-")
	if err != nil {
		return nil, err
	}
	s := &site{dir: dir, module: filepath.Join(dir, "module"), errcat: filepath.Join(dir, "errcat"), limit: limit}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if runtime.GOOS == "windows" {
		s.errcat += ".exe"
	}
	// What a release has, not the debugging information of a go run.
	if _, err = s.exec(ctx, root, nil, "go", "build", "-trimpath", "-o", s.errcat, "./cmd/errcat"); err != nil {
		return nil, fmt.Errorf("build the command: %w", err)
	}
	if err = os.Mkdir(s.module, 0o755); err != nil {
		return nil, err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	mod := "module example.com/growth\n\ngo 1.24.0\n\nrequire github.com/asterwise/errcat v0.0.0\n\nreplace github.com/asterwise/errcat => " + root + "\n"
	return s, errors.Join(
		os.WriteFile(filepath.Join(s.module, "go.mod"), []byte(mod), 0o644),
		os.WriteFile(filepath.Join(s.module, "go.sum"), sums, 0o644))
}

// close removes everything.
func (s *site) close() { os.RemoveAll(s.dir) }

// path is a file of the module.
func (s *site) path(name string) string { return filepath.Join(s.module, filepath.FromSlash(name)) }

// A reading is what one process took, and what it printed.
type reading struct {
	wall, cpu time.Duration
	peak      int64 // KiB
	stdout    string
}

// exec runs a command to its end, or to the limit.
func (s *site) exec(ctx context.Context, dir string, env []string, name string, args ...string) (reading, error) {
	ctx, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOFLAGS="), env...)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return reading{}, fmt.Errorf("run %s %s: %w: %.2000s", filepath.Base(name), strings.Join(args, " "), err, stderr.String())
	}
	return reading{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState), stdout.String()}, nil
}
