package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected output of scripts that compare it with cmp")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"errcat": main})
}

// TestScript runs the scripts under testdata/script. Besides the commands of
// testscript they have:
//
//	status N COMMAND…     runs a command, which must exit with status N
//	untouched N COMMAND…  does, and no file may have changed
//	bad                   runs errcat generate over a catalog with problems: its
//	                      exit status is 1, and old files are as they were
//	module PATH           writes a go.mod that requires this module, and a go.sum
//
// The condition [missing:PROGRAM] is for skipping where a program is not
// installed. It never holds in CI, so that the script fails there.
func TestScript(t *testing.T) {
	scripts(t, "testdata/script")
}

func scripts(t *testing.T, dir string) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	repo := repository(t)
	download(t, repo)
	errcat, err := exec.LookPath("errcat") // TestMain's
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPO", repo)
			e.Setenv("ERRCAT", errcat) // for scripts that change PATH
			e.Setenv("GOPROXY", "off") // what a script needs is here
			e.Setenv("GOFLAGS", "")
			e.Setenv("GOWORK", "")
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOTOOLCHAIN"} {
				value, err := exec.Command("go", "env", name).Output()
				if err != nil {
					return err
				}
				e.Setenv(name, strings.TrimSpace(string(value)))
			}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			if program, ok := strings.CutPrefix(name, "missing:"); ok { // in CI nothing may be
				_, err := exec.LookPath(program)
				return err != nil && os.Getenv("CI") != "true", nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":    status,
			"untouched": untouched,
			"bad":       bad,
			"module":    module,
		},
	})
}

// repository returns the root directory of this module.
func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// download fetches the modules of go.sum, of which the modules that scripts make
// need more than this package does. A test that cannot have them is skipped,
// unless CI runs it.
func download(t *testing.T, repo string) {
	t.Helper()
	cmd := exec.Command("go", "mod", "download")
	cmd.Dir = repo
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		text := fmt.Sprintf("the modules of go.sum are needed; run go mod download with a module proxy: %v\n%s", err, out)
		if os.Getenv("CI") != "" {
			t.Fatal(text)
		}
		t.Skip(text)
	}
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status is %d, want %d", got, want)
	}
}

func untouched(ts *testscript.TestScript, neg bool, args []string) {
	before := snapshot(ts)
	status(ts, neg, args)
	after := snapshot(ts)
	if maps.Equal(before, after) {
		return
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			ts.Logf("new: %s", name)
		}
	}
	for name, text := range before {
		if after[name] != text {
			ts.Logf("changed or gone: %s", name)
		}
	}
	ts.Fatalf("files have changed")
}

// snapshot returns everything in the work directory: text, mode and time.
func snapshot(ts *testscript.TestScript) map[string]string {
	files := map[string]string{}
	root := ts.Getenv("WORK")
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path == filepath.Join(root, ".tmp") { // TMPDIR of scripts
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files[path] = info.Mode().String()
		if !d.IsDir() {
			files[path] += info.ModTime().String()
		}
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(path)
			files[path] += string(data)
			return err
		}
		return nil
	}))
	return files
}

func bad(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: bad")
	}
	// Something is there that must survive.
	for _, name := range []string{"catalog_gen.go", "codes_gen.go", "errors_gen.go"} {
		path := ts.MkAbs(filepath.Join("apierr", name))
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o777))
		ts.Check(os.WriteFile(path, []byte("// Code generated by errcat from catalog.yaml. DO NOT EDIT.\n\npackage apierr\n"), 0o666))
	}
	untouched(ts, false, []string{"1", "errcat", "generate"})
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("standard output has %q", out)
	}
}

func module(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: module PATH")
	}
	ts.Check(os.WriteFile(ts.MkAbs("go.mod"), fmt.Appendf(nil,
		"module %s\n\ngo 1.24.0\n\nrequire github.com/asterwise/errcat v0.0.0\n\nreplace github.com/asterwise/errcat => %q\n",
		args[0], ts.Getenv("REPO")), 0o666))
	sums, err := os.ReadFile(filepath.Join(ts.Getenv("REPO"), "go.sum"))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("go.sum"), sums, 0o666))
}
