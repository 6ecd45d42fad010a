package consumers

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// npm returns the path of a file of an installed package.
func npm(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		text := name + " is not installed: run npm ci in internal/emit/openapi/consumers"
		if os.Getenv("CI") == "true" {
			t.Fatal(text)
		}
		t.Skip(text)
	}
	return path
}

// npmVersion is the version that package.json asks for.
func npmVersion(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("package.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct{ Dependencies map[string]string }
	if err := json.Unmarshal(text, &p); err != nil || p.Dependencies[name] == "" {
		t.Fatalf("%s is not in package.json (%v)", name, err)
	}
	return p.Dependencies[name]
}

// goVersion is the version of a module that go.mod asks for.
func goVersion(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", module).Output()
	if err != nil || len(out) < 3 {
		t.Fatalf("%s is not in go.mod (%v)", module, err)
	}
	return string(out[1 : len(out)-1]) // without v and line end
}

// bundle checks a document of a service with two checkers from npm, and writes it
// and what it refers to as one.
func bundle(t *testing.T, in, out string) error {
	t.Helper()
	npm(t, "@redocly/openapi-core")
	npm(t, "@seriousme/openapi-schema-validator")
	return run("", "node", "testdata/bundle.mjs", in, out)
}

// A failure is a program that failed, with what it said.
type failure struct {
	cmd *exec.Cmd
	err error
	out []byte
}

func (f *failure) Error() string { return f.cmd.String() + ": " + f.err.Error() + "\n" + string(f.out) }

func run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return &failure{cmd, err, out}
	}
	return nil
}
