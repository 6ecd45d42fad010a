package samples

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// mostTime is how long all runs of a language may take together. It is for
// runs that do not end: a run in a situation takes milliseconds.
const mostTime = 2 * time.Minute

// A job is what a driver, a program of testdata/run, is told.
type job struct {
	Base      string    `json:"base"`
	Scale     int       `json:"scale"`
	Compiler  string    `json:"compiler"` // of TypeScript
	Samples   []sample  `json:"samples"`
	Runs      [][4]any  `json:"runs"` // index into samples, ID, whether there are no answers, arguments of its own
	Arguments arguments `json:"arguments"`
}

func newJob(base string, runs []*run) job {
	j := job{Base: base, Scale: scale, Arguments: newArguments(base)}
	index := map[*subject]int{}
	for _, r := range runs {
		i, ok := index[r.subject]
		if !ok {
			i = len(j.Samples)
			index[r.subject] = i
			j.Samples = append(j.Samples, sample{
				Name: r.subject.Name,
				Code: strings.ReplaceAll(r.subject.Code, api, base),
			})
		}
		j.Runs = append(j.Runs, [4]any{i, r.id, r.situation.silent, r.args})
	}
	return j
}

// drive gives a job to a driver and reads the results, of which a run that
// does not end has none.
func drive(t *testing.T, stub string, j job, program string, args ...string) map[string]*result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), mostTime)
	defer cancel()
	input, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Env = environment(stub)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.WaitDelay = time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	results := map[string]*result{}
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break // the end, or a line that was cut with the program
		}
		var r result
		if err := json.Unmarshal(line, &r); err != nil {
			t.Errorf("%s prints %q", program, line) // a sample must not print
			continue
		}
		results[r.ID] = &r
	}
	if err := cmd.Wait(); err != nil && ctx.Err() == nil {
		t.Errorf("%s: %v\n%s", program, err, &stderr)
	}
	return results
}

// driver returns the path of a copy of a file of testdata/run. The copy is made
// here so that go test knows that its result depends on the file.
func driver(t *testing.T, name string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), name)
	copyFile(t, "testdata/run/"+name, to)
	return to
}

// environment is the one of samples: whatever would leave this machine comes
// to the stub, which reports it.
func environment(stub string) []string {
	return append(os.Environ(), "http_proxy="+stub, "https_proxy="+stub, "HTTP_PROXY="+stub, "HTTPS_PROXY="+stub,
		"all_proxy=", "ALL_PROXY=", "no_proxy=127.0.0.1", "NO_PROXY=127.0.0.1")
}

func runPython(t *testing.T, base string, runs []*run) map[string]*result {
	return drive(t, base, newJob(base, runs), pythonWithHTTPX(t), driver(t, "run.py"))
}

// pythonWithHTTPX returns a Python that has the one package of the samples. The
// first in the path may be another than the one that Debian's package is for.
func pythonWithHTTPX(t *testing.T) string {
	t.Helper()
	need(t, "python3")
	for _, program := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(program, "-c", "import httpx").Run() == nil {
			return program
		}
	}
	missing(t, "no python3 here has httpx; on Debian install python3-httpx")
	return ""
}

func runTypeScript(t *testing.T, base string, runs []*run) map[string]*result {
	compiler, err := filepath.Abs("testdata/node_modules/typescript")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(compiler); err != nil {
		missing(t, "the TypeScript compiler is not installed; run npm ci --prefix internal/samples/testdata")
	}
	j := newJob(base, runs)
	j.Compiler = compiler
	return drive(t, base, j, need(t, "node"), driver(t, "run.mjs"))
}

func runBash(t *testing.T, base string, runs []*run) map[string]*result {
	bash := need(t, "bash")
	need(t, "curl")
	need(t, "jq")
	prelude := driver(t, "prelude.sh")
	var mu sync.Mutex
	results := map[string]*result{}
	waiting := make(chan *run)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := range waiting {
				got := runShell(t, bash, prelude, base, r)
				mu.Lock()
				results[r.id] = got
				mu.Unlock()
			}
		}()
	}
	for _, r := range runs {
		waiting <- r
	}
	close(waiting)
	wg.Wait()
	return results
}

var (
	maxTime     = regexp.MustCompile(`--max-time 10\b`)
	shellSays   = regexp.MustCompile(`(?m)(^|/)sample\.sh: line \d+: `)
	programSays = regexp.MustCompile(`(?m)^jq: |parse error|^(sed|awk|grep|date|od|tr|cut|head|tail|seq): `)
)

// runShell returns how a script ended, nil where it did not.
func runShell(t *testing.T, bash, prelude, base string, r *run) *result {
	dir := t.TempDir()
	code := strings.ReplaceAll(r.subject.Code, api, base)
	if r.situation.silent {
		code = maxTime.ReplaceAllString(code, fmt.Sprintf("--max-time %g", 10.0/scale))
	}
	write(t, filepath.Join(dir, "sample.sh"), code)
	write(t, filepath.Join(dir, ".curlrc"), "header = \"X-Run: "+r.id+"\"\n")
	ctx, cancel := context.WithTimeout(t.Context(), mostTime/2)
	defer cancel()
	r.mu.Lock()
	r.end = cancel
	r.mu.Unlock()
	cmd := exec.CommandContext(ctx, bash, "-eu", "sample.sh")
	cmd.Dir = dir
	cmd.Env = append(environment(base), "BASH_ENV="+prelude, "CURL_HOME="+dir, "TMPDIR="+dir, "LC_ALL=C")
	cmd.Env = append(cmd.Env, newArguments(base).with(r.args).env()...)
	cmd.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil
	}
	got := &result{ID: r.id, End: "value"}
	if slept, err := os.ReadFile(filepath.Join(dir, ".slept")); err == nil {
		got.Slept = seconds(strings.Fields(string(slept)))
	}
	said := stderr.String() + stdout.String()
	exit := (*exec.ExitError)(nil)
	switch {
	case shellSays.MatchString(said):
		got.End, got.Text = "the shell complains", said
	case programSays.MatchString(said):
		got.End, got.Text = "a program that the script uses complains", said
	case errors.As(err, &exit) && !exit.Exited():
		got.End, got.Text = "does not end", exit.String()
	case err != nil:
		got.End, got.Text = "error", strings.TrimSpace(said)
	}
	return got
}
