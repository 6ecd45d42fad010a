package samples

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func runGo(t *testing.T, base string, runs []*run) map[string]*result {
	program := need(t, "go")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/samples\n\ngo 1.24.0\n")
	copyFile(t, "testdata/run/main.go.txt", filepath.Join(dir, "main.go"))
	copyFile(t, "testdata/run/clock.go.txt", filepath.Join(dir, "clock", "clock.go"))

	j := newJob(base, runs)
	results := map[string]*result{}
	var imports, rows strings.Builder
	refused := map[string]string{} // by sample
	for i, s := range j.Samples {
		code, call, err := prepareGo(s.Code)
		if err != nil {
			refused[s.Name] = err.Error()
			continue
		}
		write(t, filepath.Join(dir, s.Name, "sample.go"), code)
		fmt.Fprintf(&imports, "s%d %q\n", i, "example.com/samples/"+s.Name)
		fmt.Fprintf(&rows, "%q: {s%d.%s, %#v, s%d.ClockOfRunner},\n", s.Name, i, call.name, call.parameters, i)
	}
	for _, r := range runs {
		if why, ok := refused[r.subject.Name]; ok {
			results[r.id] = &result{End: "cannot be run", Text: why}
		}
	}
	write(t, filepath.Join(dir, "subjects.go"),
		"package main\n\nimport (\n"+imports.String()+")\n\nvar subjects = map[string]subject{\n"+rows.String()+"}\n")
	j.Runs = slices.DeleteFunc(j.Runs, func(pair [4]any) bool { return refused[j.Samples[pair[0].(int)].Name] != "" })
	build := exec.Command(program, "build", "-o", "run", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly", "GOPROXY=off")
	if out := output(t, build); out != "" {
		t.Fatalf("build the samples: %s", out)
	}
	for id, r := range drive(t, base, j, filepath.Join(dir, "run")) {
		results[id] = r
	}
	return results
}

type goCall struct {
	name       string
	parameters []string
}

// prepareGo gives a sample a clock that records, and returns its entry point:
// the last exported function.
func prepareGo(code string) (string, goCall, error) {
	var call goCall
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sample.go", code, parser.SkipObjectResolution)
	if err != nil {
		return "", call, err
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !f.Name.IsExported() {
			continue
		}
		call = goCall{name: f.Name.Name}
		if f.Type.TypeParams != nil {
			call.name += "[string]"
		}
		for _, field := range f.Type.Params.List {
			for _, name := range field.Names {
				call.parameters = append(call.parameters, name.Name)
			}
		}
	}
	if call.name == "" {
		return "", call, fmt.Errorf("no exported function")
	}
	var unknown error
	usesTime := false
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := sel.X.(*ast.Ident)
		if !ok || pkg.Name != "time" {
			return true
		}
		usesTime = true
		switch sel.Sel.Name {
		case "Sleep", "After", "NewTimer", "Now", "Since", "Until":
			pkg.Name = "ClockOfRunner"
		case "Tick", "NewTicker", "AfterFunc":
			unknown = fmt.Errorf("%s: the runner cannot follow time.%s", fset.Position(sel.Pos()), sel.Sel.Name)
		}
		return true
	})
	var b bytes.Buffer
	if err := format.Node(&b, fset, file); err != nil {
		return "", call, err
	}
	clause := "package " + file.Name.Name + "\n"
	out := strings.Replace(b.String(), clause, clause+"\nimport \"example.com/samples/clock\"\n", 1)
	out += "\nvar ClockOfRunner = new(clock.Clock)\n"
	if usesTime {
		out += "\nvar _ time.Duration\n"
	}
	return out, call, unknown
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(text))
}
