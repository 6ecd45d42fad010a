package witness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/asterwise/errcat/client" // of the program in Go, so that no cached result outlives a change of it
	"github.com/asterwise/errcat/internal/emit/golang"
	"github.com/asterwise/errcat/internal/emit/python"
	"github.com/asterwise/errcat/internal/emit/typescript"
	"github.com/asterwise/errcat/internal/model"
)

// A task is what a program gets to know of a pair.
type task struct {
	Name    string   `json:"name"`
	Package string   `json:"package"` // the directory of the client: "p12"
	Module  string   `json:"module"`  // of Python
	Calls   []*call  `json:"calls"`
	Others  []answer `json:"others"`  // to everything that the new catalog knows
	Retired []string `json:"retired"` // by the old catalog

	before *model.Catalog
}

// tasks lets the services with the new catalogs answer.
func tasks(pairs []pair) []task {
	var all []task
	for i, p := range pairs {
		x := task{Name: p.name, Package: fmt.Sprintf("p%d", i), Module: p.before.PythonModule(), Retired: []string{}, before: p.before}
		old, now := newService(p.before), newService(p.after)
		for _, c := range calls(p.before) {
			c.settle(p.after)
			c.OAuth = oauthOf(old.serve(c, "one cause", true))
			c.Answer, c.Again = now.serve(c, "one cause", false), now.serve(c, "other one", false)
			c.ByOAuth = now.serve(c, "one cause", true)
			e := p.after.Lookup(c.Code)
			if e == nil {
				e = p.after.Lookup("internal_error")
			}
			c.Meant = meaning(e)
			x.Calls = append(x.Calls, c)
		}
		for _, c := range calls(p.after) {
			x.Others = append(x.Others, now.serve(c, "one cause", false))
		}
		for _, r := range p.before.Retired {
			x.Retired = append(x.Retired, r.Code)
		}
		all = append(all, x)
	}
	return all
}

func oauthOf(a answer) string {
	var body struct{ Error string }
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil {
		panic(err) // the renderer's JSON is JSON
	}
	return body.Error
}

// A found is what a program found not to hold: by pair, the name of the witness
// and its words.
type found map[string][][2]string

// names are those of the witnesses that failed.
func (f found) names(pair string) []string {
	var names []string
	for _, line := range f[pair] {
		names = append(names, line[0])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A language has clients and a program that uses them.
type language struct {
	name    string
	program string // in testdata

	// run writes the clients and runs the text of the program.
	run func(t *testing.T, program []byte, tasks []task) found
}

func languages() []language {
	return []language{{"Go", "witness.go.txt", runGo}, {"TypeScript", "witness.mjs", runNode}, {"Python", "witness.py", runPython}}
}

func (l language) text(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", l.program))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// runGo builds one program of all packages. They have a place in this module by
// an overlay, so that nothing is written into it.
func runGo(t *testing.T, program []byte, tasks []task) found {
	const home = "github.com/asterwise/errcat/internal/diff/witness/old"
	dir := t.TempDir()
	root, err := filepath.Abs("old")
	if err != nil {
		t.Fatal(err)
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	put := func(name string, text []byte) {
		overlay.Replace[filepath.Join(root, name)] = filepath.Join(dir, name)
		write(t, filepath.Join(dir, name), text)
	}
	var imports, olds strings.Builder
	for _, x := range tasks {
		for name, text := range emit(t, golang.Emit, x.before) {
			put(filepath.Join(x.Package, name), text)
		}
		fmt.Fprintf(&imports, "\t%s %q\n", x.Package, home+"/"+x.Package)
		fmt.Fprintf(&olds, "\t%q: {%s.Catalog, map[string]func(error) (bool, any, error){\n", x.Package, x.Package)
		for _, c := range x.Calls {
			if c.Code != c.What { // one of many
				continue
			}
			read := fmt.Sprintf("func(err error) (bool, any, error) { return as[*%s.%s](err), nil, nil }", x.Package, c.Class)
			if c.Detail != "" {
				read = fmt.Sprintf("items[*%s.%s]", x.Package, c.Class)
			}
			fmt.Fprintf(&olds, "\t\t%q: %s,\n", c.Code, read)
		}
		olds.WriteString("\t}},\n")
	}
	put("main.go", program)
	put("olds.go", []byte("package main\n\nimport (\n"+imports.String()+")\n\nvar olds = map[string]old{\n"+olds.String()+"}\n"))
	text, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), text)
	return run(t, tasks, nil, "go", "run", "-overlay", filepath.Join(dir, "overlay.json"), home)
}

func runNode(t *testing.T, program []byte, tasks []task) found {
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node is not installed")
	}
	dir := t.TempDir()
	for _, x := range tasks {
		for name, text := range emit(t, typescript.Emit, x.before) {
			write(t, filepath.Join(dir, x.Package, name), text)
		}
	}
	script := filepath.Join(dir, "witness.mjs")
	write(t, script, program)
	return run(t, tasks, []string{"CLIENTS=" + dir}, node, script)
}

func runPython(t *testing.T, program []byte, tasks []task) found {
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		missing(t, "python3 is not installed")
	}
	dir := t.TempDir()
	for _, x := range tasks {
		for name, text := range emit(t, python.Emit, x.before) {
			write(t, filepath.Join(dir, x.Package, name), text)
		}
	}
	script := filepath.Join(dir, "witness.py")
	write(t, script, program)
	return run(t, tasks, []string{"PYTHONDONTWRITEBYTECODE=1"}, interpreter, script)
}

func emit(t *testing.T, emitter func(*model.Catalog) (map[string][]byte, error), c *model.Catalog) map[string][]byte {
	t.Helper()
	files, err := emitter(c)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func run(t *testing.T, tasks []task, env []string, name string, args ...string) found {
	t.Helper()
	input, err := json.Marshal(tasks)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, &stderr)
	}
	var f found
	if err := json.Unmarshal(out, &f); err != nil || len(f) != len(tasks) {
		t.Fatalf("%v tells of %d pairs out of %d: %v", cmd, len(f), len(tasks), err)
	}
	return f
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + "; CI needs it")
	}
	t.Skip(what)
}
