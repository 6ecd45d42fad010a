package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// hook makes New call a function that only test binaries set.
const hook = `package echo

// Installed is called with every instance that New returns.
var Installed func(*Echo)

func New() *Echo {
	e := newPlain()
	if Installed != nil {
		Installed(e)
	}
	return e
}
`

// setter sets it, in an external test package: that may import the adapter,
// which imports Echo; the tests inside of package echo may not.
const setter = `package %s_test

import (
	"context"

	"github.com/asterwise/errcat/catalog/apierr"
	adapter %q
	"github.com/asterwise/errcat/render"
	echo %q
)

func init() {
	r := render.New(apierr.Catalog(), &render.Options{Observer: func(context.Context, render.Event) {}})
	echo.Installed = func(e *echo.Echo) { adapter.Install(e, r) }
}
`

// install changes a copy of Echo so that its tests run with errcat.
func (s suite) install(w workspace) error {
	file := filepath.Join(w.dir, "echo.go")
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if n := bytes.Count(source, []byte(s.signature)); n != 1 {
		return fmt.Errorf("patch echo.go of %s %s: %q stands there %d times; adapt the command to the new source", w.module, w.version, s.signature, n)
	}
	source = bytes.Replace(source, []byte(s.signature), []byte(strings.Replace(s.signature, "New", "newPlain", 1)), 1)
	if err := os.WriteFile(file, source, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(w.dir, "errcat.go"), []byte(hook), 0o644); err != nil {
		return err
	}
	if err := s.set(w.dir); err != nil {
		return err
	}
	return s.require(w)
}

// set adds the setter to every directory with tests.
func (s suite) set(dir string) error {
	tests := map[string]string{} // directory → package
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly)
		if err == nil {
			tests[filepath.Dir(name)] = strings.TrimSuffix(f.Name.Name, "_test")
		}
		return err
	})
	if err != nil {
		return err
	}
	for dir, name := range tests {
		text := fmt.Sprintf(setter, name, s.adapter, s.module)
		if err := os.WriteFile(filepath.Join(dir, "errcat_external_test.go"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// require adds this repository's modules to the copy's go.mod, and the sums of
// what they need.
func (s suite) require(w workspace) error {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", root).Output()
	if err != nil {
		return commandError("find "+root+" from within the module bench", err)
	}
	dir := strings.TrimSpace(string(out))
	args := []string{"mod", "edit"}
	sum, err := os.OpenFile(filepath.Join(w.dir, "go.sum"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer sum.Close()
	for _, m := range s.local {
		local := filepath.Join(dir, filepath.FromSlash(m.dir))
		args = append(args, "-require="+m.path+"@v0.0.0", "-replace="+m.path+"="+local)
		sums, err := os.ReadFile(filepath.Join(local, "go.sum"))
		if err != nil {
			return err
		}
		if _, err := sum.Write(sums); err != nil {
			return err
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = w.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("edit the copy's go.mod: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}
