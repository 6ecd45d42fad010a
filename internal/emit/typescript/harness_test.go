package typescript_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/typescript"
	"github.com/asterwise/errcat/internal/gotool"
)

const catalogFile = "../../../catalog.yaml"

// emit writes the package of a catalog file into a directory.
func emit(t *testing.T, path string) (dir string, files map[string][]byte) {
	t.Helper()
	c, err := catalogfile.Load(path, &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		t.Fatal(err)
	}
	files, err = typescript.Emit(c)
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "node_modules", c.NPMPackage())
	for name, text := range files {
		write(t, filepath.Join(dir, name), string(text))
	}
	return dir, files
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + "; CI needs it")
	}
	t.Skip(what)
}

// program returns the path of a program, which has to be installed.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" is not installed")
	}
	return path
}

// npm returns the path of a file of an installed package.
func npm(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, name+" is not installed; run npm ci --prefix internal/emit/typescript/testdata")
	}
	return path
}

// run runs a command in a directory and returns what it prints.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s%s", cmd, err, out, &stderr)
	}
	return string(out)
}
