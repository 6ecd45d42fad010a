package client_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
	"github.com/asterwise/errcat/internal/catalogfile"
)

// askGo asks by the Transport.
func askGo(t *testing.T, base string, all []question) []answer {
	t.Helper()
	classes := goClasses(t)
	var answers []answer
	for _, q := range all {
		req, err := http.NewRequest(q.Method, fmt.Sprintf("%s/%s?case=%d&token=secret", base, q.Path, q.Index), nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range q.Headers {
			req.Header.Set(name, value)
		}
		pauses := []float64{}
		transport := &client.Transport{Catalog: apierr.Catalog()}
		transport.Record(func(pause time.Duration) { pauses = append(pauses, pause.Seconds()) })
		resp, err := (&http.Client{Transport: transport}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		var e *client.Error
		if !errors.As(client.Check(resp, apierr.Catalog()), &e) {
			t.Fatalf("%v is no error", q)
		}
		a := answerOf(t, e)
		a.Pauses, a.Repeatable, a.Name = pauses, e.Repeatable(q.Method, req.Header), "UnknownError"
		a.URL, _, _ = strings.Cut(e.URL, "?")
		if e.Entry() != nil {
			a.Name = classes[a.Code]
		}
		answers = append(answers, a)
	}
	return answers
}

// goClasses returns by code the type that errors.As finds in a client's error:
// what a program says that asks for each type in turn.
func goClasses(t *testing.T) map[string]string {
	t.Helper()
	c, err := catalogfile.Load("../catalog.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	var program bytes.Buffer
	program.WriteString(`package main

import (
	"errors"
	"fmt"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/client"
)

func as[T error]() {
	for entry := range apierr.Catalog().All() {
		e := client.Decode(entry.Status(), nil, fmt.Appendf(nil, ` + "`" + `{"success":false,"error":%q}` + "`" + `, entry.Code()), apierr.Catalog())
		var typed T
		if errors.As(fmt.Errorf("wrapped: %w", e), &typed) {
			fmt.Printf("%s %T\n", entry.Code(), typed)
		}
	}
}

func main() {
`)
	for _, e := range c.Errors {
		fmt.Fprintf(&program, "\tas[*apierr.%s]()\n", e.TypeName())
	}
	program.WriteString("}\n")
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, program.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	classes := map[string]string{}
	for line := range strings.Lines(output(t, nil, "go", "run", file)) {
		code, class, _ := strings.Cut(strings.TrimSpace(line), " *apierr.")
		if other := classes[code]; other != "" {
			t.Errorf("errors.As finds %s and %s in an error of code %s", other, class, code)
		}
		classes[code] = class
	}
	return classes
}

func askNode(t *testing.T, base string, all []question) []answer {
	t.Helper()
	return answers(t, output(t, environment(t, base, all), program(t, "node"), "testdata/languages/node.mjs"))
}

// askChromium asks from a page of another origin.
func askChromium(t *testing.T, base string, all []question) []answer {
	t.Helper()
	modules, err := filepath.Abs("../internal/emit/typescript/testdata/package.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(modules), "node_modules/playwright-core")); err != nil {
		missing(t, "playwright-core is not installed; run npm ci --prefix internal/emit/typescript/testdata")
	}
	mux := http.NewServeMux()
	mux.Handle("/lib/", http.FileServer(http.Dir("../gen/typescript")))
	mux.Handle("/", http.FileServer(http.Dir("testdata/languages")))
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html><title>Languages</title>")
	})
	page := httptest.NewServer(mux)
	t.Cleanup(page.Close)
	env := append(environment(t, base, all), "PAGE="+page.URL+"/page", "CHROMIUM="+program(t, "chromium"), "MODULES="+modules)
	return answers(t, output(t, env, program(t, "node"), "testdata/languages/browser.mjs"))
}

func askPython(t *testing.T, base string, all []question) []answer {
	t.Helper()
	env := append(environment(t, base, all), "PYTHONPATH=../gen/python", "PYTHONDONTWRITEBYTECODE=1")
	return answers(t, output(t, env, python(t), "testdata/languages/ask.py"))
}

// environment tells a script what to ask.
func environment(t *testing.T, base string, all []question) []string {
	t.Helper()
	cases, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return []string{"BASE=" + base, "CASES=" + string(cases)}
}

func answers(t *testing.T, out string) (all []answer) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// output runs a program and returns what it prints.
func output(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s%s", name, args, err, out, &stderr)
	}
	return string(out)
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

// python returns a Python that the package runs on, with certain modules.
func python(t *testing.T, modules ...string) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+strings.Join(append(modules, "sys"), ",")+"; sys.exit(sys.version_info < (3, 10))").Run() == nil {
			return name
		}
	}
	missing(t, fmt.Sprintf("no Python 3.10 has the modules %q", modules))
	return ""
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + "; CI needs it")
	}
	t.Skip(what)
}
