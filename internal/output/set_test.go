package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mine(data []byte) bool { return bytes.HasPrefix(data, []byte("generated ")) }

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// tree returns the files below dir with their text, mode and time.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[name] = info.Mode().String()
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(path)
			files[name] += fmt.Sprintf(" %s %q", info.ModTime().UTC().Format(time.RFC3339Nano), data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func texts(pairs ...string) map[string][]byte {
	files := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = []byte(pairs[i+1])
	}
	return files
}

func TestWrite(t *testing.T) {
	root := t.TempDir()
	same, other := filepath.Join(root, "a/b/same"), filepath.Join(root, "a/b/other")
	write(t, same, "generated same")
	write(t, other, "generated old")
	if err := os.Chmod(other, 0o640); err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(same, past, past); err != nil {
		t.Fatal(err)
	}
	set, err := Plan(root, "a/b", texts("same", "generated same", "other", "generated other\n", "new", "generated new\n"), mine)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{filepath.Join(root, "a/b/new"), other}, set.Changed()); diff != "" {
		t.Errorf("Changed: -want +got:\n%s", diff)
	}
	if err := set.Write(nil); err != nil {
		t.Fatal(err)
	}
	got := tree(t, filepath.Join(root, "a/b"))
	if len(got) != 3 || !strings.Contains(got["new"], "generated new") || !strings.HasPrefix(got["other"], "-rw-r-----") ||
		!strings.Contains(got["other"], "generated other") {
		t.Errorf("the files are %v", got)
	}
	if info, _ := os.Stat(same); !info.ModTime().Equal(past) {
		t.Error("a file that does not change was touched")
	}
	if again, err := Plan(root, "a/b", texts("same", "generated same"), mine); err != nil || len(again.Changed()) != 0 || len(again.Diff()) != 0 {
		t.Errorf("a second plan would change %q, %v", again.Changed(), err)
	}
}

func TestDiffOfSet(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "x"), "generated x\n")
	set, err := Plan(root, ".", texts("x", "generated y\n", "z", "generated z\n"), mine)
	if err != nil {
		t.Fatal(err)
	}
	x, z := filepath.ToSlash(filepath.Join(root, "x")), filepath.ToSlash(filepath.Join(root, "z"))
	want := "--- " + x + "\n+++ " + x + "\n@@ -1 +1 @@\n-generated x\n+generated y\n--- " + os.DevNull + "\n+++ " + z + "\n@@ -0,0 +1 @@\n+generated z\n"
	if diff := cmp.Diff(want, string(set.Diff())); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(root, "z")); err == nil {
		t.Error("Plan or Diff wrote a file")
	}
}

// A rename that fails leaves everything as it was, whichever it is.
func TestWriteIsAllOrNothing(t *testing.T) {
	broken := errors.New("broken")
	for fail := range 3 {
		root := t.TempDir()
		write(t, filepath.Join(root, "out/a"), "generated old a")
		write(t, filepath.Join(root, "out/c"), "generated old c")
		before := tree(t, root)
		set, err := Plan(root, "out", texts("a", "generated a", "b", "generated b", "c", "generated c"), mine)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		set.rename = func(from, to string) error {
			if n++; n == fail+1 {
				return broken
			}
			return os.Rename(from, to)
		}
		if err := set.Write(nil); !errors.Is(err, broken) {
			t.Fatalf("rename %d fails, and Write returns %v", fail, err)
		}
		if diff := cmp.Diff(before, tree(t, root)); diff != "" {
			t.Errorf("rename %d fails: -before +after:\n%s", fail, diff)
		}
	}
}

// Where not even the way back works, the old text is somewhere, and the error
// says where.
func TestWriteKeepsWhatItCannotPutBack(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "a"), "generated old a")
	set, err := Plan(root, ".", texts("a", "generated a", "b", "generated b"), mine)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	set.rename = func(from, to string) error {
		if n++; n > 1 {
			return errors.New("broken")
		}
		return os.Rename(from, to)
	}
	err = set.Write(nil)
	_, rest, ok := strings.Cut(fmt.Sprint(err), "whose old text is now in ")
	if !ok {
		t.Fatalf("the error is %v", err)
	}
	name, _, _ := strings.Cut(rest, ": ")
	if data, err := os.ReadFile(name); err != nil || string(data) != "generated old a" {
		t.Errorf("there is %q, %v", data, err)
	}
}

func TestWriteAsksTheCheck(t *testing.T) {
	root := t.TempDir()
	set, err := Plan(root, "a/b/c", texts("x", "generated x"), mine)
	if err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	err = set.Write(func(dir string) error {
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
			t.Errorf("the check sees %v, %v", entries, err)
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("Write returns %v", err)
	}
	if got := tree(t, root); len(got) != 0 {
		t.Errorf("it leaves %v", got)
	}
}

func TestObstacles(t *testing.T) {
	for _, test := range []struct {
		name, dir, want string
		setUp           func(t *testing.T, root string)
	}{
		{"a file by hand", "out", "out/x is in the way: its first line does not say that errcat generated it; move it, or name another directory",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out/x"), "by hand") }},
		{"a directory", "out", "out/x is in the way: it is a directory; move it, or name another directory",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out/x/y"), "") }},
		{"a link", "out", "out/x is in the way: it is a symbolic link; move it, or name another directory",
			func(t *testing.T, root string) {
				write(t, filepath.Join(root, "out/y"), "generated y")
				link(t, "y", filepath.Join(root, "out/x"))
			}},
		{"a file where the directory should be", "out/deep", "out is in the way: it is not a directory; move it, or name another one",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out"), "") }},
		{"the directory above", "../out", "is not below the directory of the catalog; name a directory that is", nil},
		{"an absolute directory", "/out", "is not below the directory of the catalog; name a directory that is", nil},
		{"a link that leads out", "out/deep", "out/deep leaves the directory of the catalog through a symbolic link, to ",
			func(t *testing.T, root string) { link(t, t.TempDir(), filepath.Join(root, "out")) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			if test.setUp != nil {
				test.setUp(t, root)
			}
			before := tree(t, root)
			_, err := Plan(root, test.dir, texts("x", "generated x"), mine)
			var obstacle *Obstacle
			if !errors.As(err, &obstacle) || !strings.Contains(filepath.ToSlash(err.Error()), test.want) {
				t.Errorf("Plan returns %v, want %q", err, test.want)
			}
			if diff := cmp.Diff(before, tree(t, root)); diff != "" {
				t.Errorf("-before +after:\n%s", diff)
			}
		})
	}
}

// Links that stay inside are what a person made them for.
func TestLinksInside(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "real/keep"), "")
	link(t, "real", filepath.Join(root, "out"))
	outside := filepath.Join(t.TempDir(), "root")
	link(t, root, outside)
	set, err := Plan(outside, "out", texts("x", "generated x"), mine)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Write(nil); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(root, "real/x")); err != nil || string(data) != "generated x" {
		t.Errorf("real/x is %q, %v", data, err)
	}
}

func TestPlanLinkToNowhere(t *testing.T) {
	root := t.TempDir()
	link(t, "nowhere", filepath.Join(root, "out"))
	if _, err := Plan(root, "out", texts("x", "generated x"), mine); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Plan returns %v", err)
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}
