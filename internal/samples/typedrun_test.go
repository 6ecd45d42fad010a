package samples

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What a sample for the typed client needs around itself is written here: a
// function, its parameters, and the imports of Go, which editors add. What logs
// is a parameter, too, so that what one sample logs is known.

// typedSubjects returns the samples of runs, by code.
func typedSubjects(runs []typedRun, wrap func(r typedRun) string) []sample {
	var out []sample
	for _, r := range runs {
		if r.situation.name == "code" {
			out = append(out, sample{Name: r.Code, Code: wrap(r)})
		}
	}
	return out
}

// driveTyped gives runs to a driver and reads the results.
func driveTyped(t *testing.T, job any, cmd *exec.Cmd) map[string]typedResult {
	t.Helper()
	input, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%v: %v\n%s", cmd, err, &stderr)
	}
	results := map[string]typedResult{}
	for line := range strings.Lines(string(out)) {
		var r typedResult
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Errorf("the driver prints %q", line)
			continue
		}
		results[r.ID] = r
	}
	return results
}

func indent(text, with string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString(with)
		}
		b.WriteString(line)
	}
	return b.String()
}

func runTypedPython(t *testing.T, runs []typedRun) map[string]typedResult {
	program := pythonWithHTTPX(t)
	subjects := typedSubjects(runs, func(r typedRun) string {
		variables := "response"
		if r.Sends {
			variables = "client, request"
		}
		return fmt.Sprintf("def handle(%s):\n%s", variables, indent(r.text, "    "))
	})
	if out := python(t, subjects); out != "" {
		t.Error(out)
	}
	gen, err := filepath.Abs("../../gen/python")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, driver(t, "typed.py"))
	cmd.Env = append(os.Environ(), "PYTHONPATH="+gen, "PYTHONDONTWRITEBYTECODE=1")
	return driveTyped(t, map[string]any{"samples": subjects, "runs": runs}, cmd)
}

func runTypedTypeScript(t *testing.T, runs []typedRun) map[string]typedResult {
	node := need(t, "node")
	compiler, err := filepath.Abs("testdata/node_modules/typescript/bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(compiler); err != nil {
		missing(t, "the TypeScript compiler is not installed; run npm ci --prefix internal/samples/testdata")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "node_modules", "asterwise-errors"), os.DirFS("../../gen/typescript")); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile("testdata/tsconfig.json")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "tsconfig.json"), strings.Replace(string(config), `"noEmit": true`, `"outDir": "out"`, 1))
	write(t, filepath.Join(dir, "package.json"), `{"type": "module"}`)
	for _, s := range typedSubjects(runs, func(r typedRun) string {
		variable := "response: Response"
		if r.Sends {
			variable = "request: Request"
		}
		imports, body, _ := strings.Cut(r.text, "\n\n")
		return fmt.Sprintf("%s\n\nexport async function handle(%s, console: { log(text: string): void; error(text: string): void }): Promise<void> {\n%s}\n",
			imports, variable, indent(body, "  "))
	}) {
		write(t, filepath.Join(dir, s.Name+".ts"), s.Code)
	}
	compile := exec.Command(node, compiler, "--project", dir, "--pretty", "false")
	compile.Dir = dir
	if out := output(t, compile); out != "" {
		t.Fatal(out)
	}
	copyFile(t, "testdata/run/typed.mjs", filepath.Join(dir, "out", "run.mjs"))
	return driveTyped(t, runs, exec.Command(node, filepath.Join(dir, "out", "run.mjs")))
}

func runTypedGo(t *testing.T, runs []typedRun) map[string]typedResult {
	program := need(t, "go")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/asterwise/errcat"
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), fmt.Sprintf("module example.com/samples\n\ngo 1.24.0\n\nrequire %s v0.0.0\n\nreplace %s => %q\n", module, module, root))
	copyFile(t, "../../go.sum", filepath.Join(dir, "go.sum"))
	copyFile(t, "testdata/run/typed.go.txt", filepath.Join(dir, "main.go"))
	var rows strings.Builder
	for _, s := range typedSubjects(runs, func(r typedRun) string {
		variable := "response *http.Response"
		imports := []string{"errors", "net/http", "", module + "/catalog/apierr", module + "/client"}
		if r.Sends {
			variable = "request *http.Request"
			imports = []string{"errors", "net/http", "time", "", module + "/catalog/apierr", module + "/client"}
		}
		var block strings.Builder
		for _, path := range imports {
			if path == "" {
				block.WriteString("\n")
				continue
			}
			fmt.Fprintf(&block, "\t%q\n", path)
		}
		return fmt.Sprintf("package main\n\nimport (\n%s)\n\nfunc handle_%s(log *logger, %s) error {\n%s}\n", &block, r.Code, variable, indent(r.text, "\t"))
	}) {
		if formatted, err := format.Source([]byte(s.Code)); err != nil || string(formatted) != s.Code {
			t.Errorf("%s: not in gofmt's form (%v)\n%s", s.Name, err, s.Code)
		}
		write(t, filepath.Join(dir, s.Name+"_sample.go"), s.Code)
		fmt.Fprintf(&rows, "\t%q: handle_%s,\n", s.Name, s.Name)
	}
	write(t, filepath.Join(dir, "subjects.go"), "package main\n\nvar subjects = map[string]any{\n"+rows.String()+"}\n")
	for _, verb := range []string{"vet", "build"} {
		cmd := exec.Command(program, verb, ".")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
		if out := output(t, cmd); out != "" {
			t.Fatal(out)
		}
	}
	return driveTyped(t, runs, exec.Command(filepath.Join(dir, "samples")))
}
