package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Import paths. The generated package has one as long as that of the real
// catalog, since the names of its functions are in the binary.
const (
	errcat  = "github.com/asterwise/errcat"
	kernel  = errcat + "/catalog"
	service = "example.com/asterwise/keys"
	catalog = service + "/catalog/apierr"
)

// A workshop is a temporary directory with the errcat command in it, where
// modules are written and built.
type workshop struct {
	root  string // of this checkout
	dir   string
	env   []string
	nicer []string // what stands before a command, so that others go first
}

// cache says which build cache a workshop uses: its own, which begins empty and
// disturbs nobody, or that of the user.
type cache bool

const (
	ownCache    cache = true
	sharedCache cache = false
)

func openWorkshop(c cache) (*workshop, error) {
	dir, err := os.MkdirTemp("", "errcat-weight-")
	if err != nil {
		return nil, err
	}
	w := &workshop{dir: dir, env: append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=-mod=mod", "GOWORK=off")}
	if path, err := exec.LookPath("nice"); err == nil {
		w.nicer = []string{path, "-n", "10"}
	}
	if c == ownCache {
		w.env = append(w.env, "GOCACHE="+filepath.Join(dir, "cache"))
	}
	root, err := w.output(".", "go", "list", "-m", "-f", "{{.Dir}}", errcat)
	if err == nil {
		w.root = strings.TrimSpace(root)
		_, err = w.output(w.root, "go", "build", "-p", "1", "-o", filepath.Join(dir, "errcat"), "./cmd/errcat")
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *workshop) close() { os.RemoveAll(w.dir) }

// output runs a command and returns what it printed.
func (w *workshop) output(dir, name string, args ...string) (string, error) {
	cmd, stderr := w.command(dir, name, args...)
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("run %s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, stderr)
	}
	return string(out), nil
}

// processorTime runs a command and returns the processor time it took.
func (w *workshop) processorTime(dir, name string, args ...string) (time.Duration, error) {
	cmd, stderr := w.command(dir, name, args...)
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("run %s: %w\n%s", filepath.Base(name), err, stderr)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

func (w *workshop) command(dir, name string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	line := append(append(append([]string{}, w.nicer...), name), args...)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Dir, cmd.Env = dir, w.env
	stderr := &bytes.Buffer{}
	cmd.Stderr = stderr
	return cmd, stderr
}

// module writes the module of a service with a catalog of its own, generates
// its package, and returns its directory.
func (w *workshop) module(all []sample) (string, error) {
	dir := filepath.Join(w.dir, fmt.Sprint("codes", len(all)))
	sum, err := os.ReadFile(filepath.Join(w.root, "go.sum"))
	if err != nil {
		return "", err
	}
	files := map[string]string{
		"go.mod":       fmt.Sprintf("module %s\n\ngo 1.24.0\n\nrequire %s v0.0.0\n\nreplace %s => %s\n", service, errcat, errcat, w.root),
		"go.sum":       string(sum),
		"catalog.yaml": catalogFile(all),
	}
	maps.Copy(files, prototype(all))
	if err := writeFiles(dir, files); err != nil {
		return "", err
	}
	if _, err := w.output(dir, filepath.Join(w.dir, "errcat"), "generate"); err != nil {
		return "", err
	}
	makers, err := constructors(filepath.Join(dir, "catalog/apierr/errors_gen.go"))
	if err != nil {
		return "", err
	}
	return dir, writeFiles(dir, programs(makers))
}

func writeFiles(dir string, files map[string]string) error {
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
