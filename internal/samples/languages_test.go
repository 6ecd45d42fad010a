package samples

import (
	"bytes"
	"encoding/json"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPython compiles all samples in one process and looks for names that
// nothing defines, such as those of a forgotten import.
func TestPython(t *testing.T) {
	samples := in(t, "python")
	if out := python(t, samples); out != "" {
		t.Errorf("%s\n%s", out, where(samples))
	}
}

// TestPythonCheck makes sure that the check finds something.
func TestPythonCheck(t *testing.T) {
	out := python(t, []sample{
		{Name: "syntax", Code: "def f(:\n"},
		{Name: "compile", Code: "x = 1\nreturn x\n"},
		{Name: "import", Code: "def f(url):\n    return httpx.get(url)\n"},
		{Name: "right", Code: "import os.path as p\n\ndef f(a, *b, c=1, **d):\n    try:\n        return [x for x in b if p.exists(a)]\n    except OSError as e:\n        print(e, d)\n"},
	})
	const want = "syntax:1: invalid syntax\ncompile:2: 'return' outside function\nimport:2: name 'httpx' is not defined\n"
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

func python(t *testing.T, samples []sample) string {
	t.Helper()
	program := need(t, "python3")
	input, err := json.Marshal(samples)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "testdata/check.py")
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("run testdata/check.py: %v", err)
	}
	return string(out)
}

// TestTypeScript checks the types of all samples in one run of the compiler.
func TestTypeScript(t *testing.T) {
	t.Parallel()
	samples := in(t, "typescript")
	if out := typescript(t, samples); out != "" {
		t.Errorf("%s\n%s", out, where(samples))
	}
}

func TestTypeScriptCheck(t *testing.T) {
	t.Parallel()
	out := typescript(t, []sample{
		{Name: "wrong", Code: "export const n: number = \"x\";\n"},
		{Name: "implicit", Code: "export function f(x) { return x; }\n"},
		{Name: "strict", Code: "export const f = (s: string | undefined) => s.length;\n"},
		{Name: "right", Code: "const wrong = 1;\nconsole.log(wrong, await fetch(\"https://example.com\"));\n"},
	})
	for _, want := range []string{"wrong.ts(1,14): error TS2322", "implicit.ts(1,19): error TS7006", "strict.ts(1,"} {
		if !strings.Contains(out, want) {
			t.Errorf("got\n%s\nwant %q", out, want)
		}
	}
	if strings.Contains(out, "right.ts") {
		t.Errorf("a right sample is refused:\n%s", out)
	}
}

// typescript returns what the compiler says; the version is the one of
// testdata/package-lock.json.
func typescript(t *testing.T, samples []sample) string {
	t.Helper()
	node := need(t, "node")
	compiler, err := filepath.Abs("testdata/node_modules/typescript/bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(compiler); err != nil {
		missing(t, "the TypeScript compiler is not installed; run npm ci --prefix internal/samples/testdata")
	}
	config, err := os.ReadFile("testdata/tsconfig.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tsconfig.json"), string(config))
	for _, s := range samples {
		write(t, filepath.Join(dir, s.Name+".ts"), s.Code)
	}
	cmd := exec.Command(node, compiler, "--project", dir, "--pretty", "false")
	cmd.Dir = dir
	return output(t, cmd)
}

// TestGo builds and vets all samples as the packages of one module that
// requires nothing, and holds them to gofmt.
func TestGo(t *testing.T) {
	t.Parallel()
	samples := in(t, "go")
	if out := golang(t, samples); out != "" {
		t.Errorf("%s\n%s", out, where(samples))
	}
}

func TestGoCheck(t *testing.T) {
	t.Parallel()
	out := golang(t, []sample{
		{Name: "unformatted", Code: "package a\n\nfunc F( ) {\n  return\n}\n"},
		{Name: "types", Code: "package a\n\nvar X int = \"x\"\n"},
		{Name: "vetted", Code: "package a\n\nimport \"fmt\"\n\nfunc F() {\n\tfmt.Printf(\"%d\", \"x\")\n}\n"},
		{Name: "right", Code: "package a\n\nfunc F() int {\n\tif true {\n\t\treturn 1\n\t}\n\treturn 2\n}\n"},
	})
	for _, want := range []string{"unformatted: not in gofmt's form", "types/sample.go:3:", "vetted/sample.go:6:"} {
		if !strings.Contains(out, want) {
			t.Errorf("got\n%s\nwant %q", out, want)
		}
	}
	if strings.Contains(out, "right") {
		t.Errorf("a right sample is refused:\n%s", out)
	}
	out = golang(t, []sample{{Name: "other", Code: "package a\n\nimport _ \"github.com/google/uuid\"\n"}})
	if !strings.Contains(out, "other/sample.go:3:") {
		t.Errorf("a sample that needs another module is accepted:\n%s", out)
	}
}

func golang(t *testing.T, samples []sample) string {
	t.Helper()
	program := need(t, "go")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/samples\n\ngo 1.24.0\n")
	var out strings.Builder
	for _, s := range samples {
		code := s.Code
		if formatted, err := format.Source([]byte(code)); err != nil || string(formatted) != code {
			out.WriteString(s.Name + ": not in gofmt's form\n")
		}
		write(t, filepath.Join(dir, s.Name, "sample.go"), code)
	}
	cmd := exec.Command(program, "vet", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	out.WriteString(output(t, cmd))
	return out.String()
}

// TestCurl lets the shell read the samples without running them.
func TestCurl(t *testing.T) {
	samples := in(t, "bash")
	for _, s := range samples {
		if out := shell(t, s); out != "" {
			t.Errorf("%s: %s", s.at, out)
		}
		if !strings.Contains(s.Code, "curl ") {
			t.Errorf("%s: the sample does not call curl", s.at)
		}
	}
}

func TestCurlCheck(t *testing.T) {
	for _, code := range []string{"curl 'https://example.com\n", "if true; then curl x\n", "curl x |\n"} {
		if out := shell(t, sample{Name: "wrong", Code: code}); out == "" {
			t.Errorf("the shell accepts %q", code)
		}
	}
}

func shell(t *testing.T, s sample) string {
	t.Helper()
	cmd := exec.Command(need(t, "sh"), "-n", "-s")
	cmd.Stdin = strings.NewReader(s.Code)
	return output(t, cmd)
}

// output runs a checker. It returns what it printed, which is not nothing
// where the checker failed.
func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil && len(out) == 0 {
		t.Fatalf("run %s: %v", cmd, err)
	}
	if err == nil {
		return "" // go vet talks about progress
	}
	return string(out)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
