// Package gotool asks the go command about the module that a directory is in.
package gotool

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// run runs the go command in dir and returns what it printed. Its environment
// is the caller's: flags, workspace and proxy settings are respected.
func run(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("run go: there is no go command on the PATH; install Go, or add it to the PATH")
	case errors.As(err, &exit):
		return stdout.Bytes(), &Failure{Args: args, Output: strings.TrimSpace(stderr.String())}
	case err != nil:
		return nil, fmt.Errorf("run go %s: %w", args[0], err)
	}
	return stdout.Bytes(), nil
}

// A Failure is what the go command said when it ran and was not content.
type Failure struct {
	Args   []string
	Output string // its standard error
}

// Error returns the command's own words.
func (f *Failure) Error() string { return f.Output }
