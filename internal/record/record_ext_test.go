package record_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/record"
)

// The tests of the command hold records against the real outputs. Here is what
// they cannot do: another program, and modules that move.

const program = "this program"

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

const (
	ours = `catalog: 2
domain: ours
package: ourerr
docs_base_url: https://docs.example.com/ours/
extends: [example.com/shared, example.com/shared/catalog.yaml]
errors: {}
`
	shared = `catalog: 2
domain: shared
package: sharederr
docs_base_url: https://docs.example.com/shared/
roles: {internal: internal_error}
categories: {here: Here}
errors:
  internal_error: {status: 500, category: here, title: Internal Error, message: It is our fault.}
`
)

// modules resolves what ours extends to a directory, as the go command does.
func modules(dir string) *catalogfile.Options {
	return &catalogfile.Options{Resolve: func(_, ref string) (string, error) {
		if ref == "example.com/shared" {
			return dir, nil
		}
		return filepath.Join(dir, "catalog.yaml"), nil
	}}
}

// read returns a record of what reading the catalog of a directory opens.
func read(t *testing.T, root string) *record.Record {
	t.Helper()
	opts := modules(filepath.Join(root, "v1"))
	var origins []catalogfile.Origin
	opts.Trace = func(o catalogfile.Origin) { origins = append(origins, o) }
	// The second entry of extends is a problem, and leads to a file all the same.
	if _, err := catalogfile.Load(filepath.Join(root, "catalog.yaml"), opts); err == nil {
		t.Fatal("one catalog is extended twice")
	}
	if len(origins) != 3 || origins[1].File != origins[2].File || origins[1].Text == nil || origins[2].Text != nil {
		t.Fatalf("the origins are %+v", origins)
	}
	r := record.New(program)
	for _, o := range origins {
		r.Read(o)
	}
	return r
}

func TestUpToDate(t *testing.T) {
	for _, test := range []struct {
		name    string
		program string
		change  func(t *testing.T, root string) *catalogfile.Options
		want    bool
	}{
		{"nothing", program, func(_ *testing.T, root string) *catalogfile.Options { return modules(filepath.Join(root, "v1")) }, true},
		{"another program", "another", func(_ *testing.T, root string) *catalogfile.Options { return modules(filepath.Join(root, "v1")) }, false},
		{"no hash of the program", "", func(_ *testing.T, root string) *catalogfile.Options { return modules(filepath.Join(root, "v1")) }, false},
		{"another version of the module, with the same catalog", program, func(_ *testing.T, root string) *catalogfile.Options {
			return modules(filepath.Join(root, "v2"))
		}, false},
		{"the module is reached by another name", program, func(t *testing.T, root string) *catalogfile.Options {
			// What its catalog extends would be looked for beside that name.
			if err := os.Symlink("v1", filepath.Join(root, "link")); err != nil {
				t.Fatal(err)
			}
			return modules(filepath.Join(root, "link"))
		}, false},
		{"the module is not found", program, func(*testing.T, string) *catalogfile.Options {
			return &catalogfile.Options{Resolve: func(string, string) (string, error) { return "", errors.New("not found") }}
		}, false},
		{"module paths are paths", program, func(*testing.T, string) *catalogfile.Options { return nil }, false},
		{"the second entry leads elsewhere", program, func(_ *testing.T, root string) *catalogfile.Options {
			return &catalogfile.Options{Resolve: func(dir, ref string) (string, error) {
				if ref != "example.com/shared" {
					return filepath.Join(root, "v2", "catalog.yaml"), nil
				}
				return filepath.Join(root, "v1"), nil
			}}
		}, false},
		{"the catalog of the module", program, func(t *testing.T, root string) *catalogfile.Options {
			write(t, filepath.Join(root, "v1", "catalog.yaml"), shared+"\n")
			return modules(filepath.Join(root, "v1"))
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			write(t, filepath.Join(root, "catalog.yaml"), ours)
			write(t, filepath.Join(root, "v1", "catalog.yaml"), shared)
			write(t, filepath.Join(root, "v2", "catalog.yaml"), shared)
			write(t, filepath.Join(root, "pages", "a.md"), "a")
			r := read(t, root)
			r.Pages = &record.Pages{Dir: "pages", Files: record.NewFiles(map[string][]byte{"a.md": []byte("a")})}
			if got := r.UpToDate(test.program, test.change(t, root)); got != test.want {
				t.Errorf("UpToDate is %t, want %t", got, test.want)
			}
		})
	}
}

func TestNoRecord(t *testing.T) {
	var none *record.Record
	if none.UpToDate(program, nil) || new(record.Record).UpToDate("", nil) {
		t.Error("nothing is up to date")
	}
	root := t.TempDir()
	write(t, filepath.Join(root, "catalog.yaml"), ours)
	write(t, filepath.Join(root, "v1", "catalog.yaml"), shared)
	if read(t, root).UpToDate(program, modules(filepath.Join(root, "v1"))) {
		t.Error("a record without outputs is up to date")
	}
}

func TestFiles(t *testing.T) {
	files := func(pairs ...string) string {
		all := map[string][]byte{}
		for i := 0; i < len(pairs); i += 2 {
			all[pairs[i]] = []byte(pairs[i+1])
		}
		return record.NewFiles(all).Sum
	}
	if files("a", "1", "b", "2") != files("b", "2", "a", "1") {
		t.Error("the order of files counts")
	}
	seen := map[string]bool{}
	for _, sum := range []string{files(), files("a", ""), files("a", "1"), files("b", "1"), files("a", "1", "b", ""), files("a", "", "b", "1"), files("ab", "1")} {
		if seen[sum] {
			t.Error("two sets of files have one hash")
		}
		seen[sum] = true
	}
}

func TestProgram(t *testing.T) {
	first := record.Program()
	if first == "" || first != record.Program() {
		t.Errorf("the hash of the program is %q and then %q", first, record.Program())
	}
	t.Setenv("GODEBUG", "http2client=0")
	if record.Program() == first {
		t.Error("GODEBUG makes no difference")
	}
}
