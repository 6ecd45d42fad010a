package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteKeepsModes(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "x")
	write(t, path, gen("old"))
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	generate(t, root, ".", texts("x", gen("new")))
	if got := tree(t, root)["x"]; !strings.HasPrefix(got, "-rw-r-----") || !strings.Contains(got, "new") {
		t.Errorf("x is %s", got)
	}
}

// A move that fails leaves everything as it was, whichever it is: those of two
// changed files, a new one, one that goes, the manifest, and a single file.
func TestWriteIsAllOrNothing(t *testing.T) {
	broken := errors.New("broken")
	const moves = 6
	for fail := range moves + 1 {
		root := t.TempDir()
		generate(t, root, "out", texts("a", "old a", "c", "old c", "sub/gone", "old"))
		before := tree(t, root)
		p := planned(t, root, "out", texts("a", "new a", "b", "new b", "c", "new c"))
		if err := p.File("new/dir/one.json", []byte("{}")); err != nil {
			t.Fatal(err)
		}
		n := 0
		p.rename = func(from, to string) error {
			if n++; n == fail+1 {
				return broken
			}
			return os.Rename(from, to)
		}
		err := p.Write(nil)
		if fail == moves {
			if _, there := tree(t, root)["out/sub"]; err != nil || n != moves || there {
				t.Fatalf("nothing fails, and Write returns %v after %d moves", err, n)
			}
			continue
		}
		if !errors.Is(err, broken) {
			t.Fatalf("move %d fails, and Write returns %v", fail, err)
		}
		if diff := cmp.Diff(before, tree(t, root)); diff != "" {
			t.Errorf("move %d fails: -before +after:\n%s", fail, diff)
		}
	}
}

// Where not even the way back works, the old text is somewhere, and the error
// says where.
func TestWriteKeepsWhatItCannotPutBack(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "a"), gen("old a"))
	p := planned(t, root, ".", texts("a", gen("a"), "b", gen("b")))
	n := 0
	p.rename = func(from, to string) error {
		if n++; n > 1 {
			return errors.New("broken")
		}
		return os.Rename(from, to)
	}
	_, rest, ok := strings.Cut(fmt.Sprint(p.Write(nil)), "whose old text is now in ")
	if !ok {
		t.Fatal("no error says where the old text is")
	}
	name, _, _ := strings.Cut(rest, ": ")
	if text, err := os.ReadFile(name); err != nil || string(text) != gen("old a") {
		t.Errorf("there is %q, %v", text, err)
	}
}

func TestWriteAsksTheCheck(t *testing.T) {
	root := t.TempDir()
	p := planned(t, root, "a/b/c", texts("x", gen("x"), "sub/y", gen("y")))
	refused := errors.New("refused")
	err := p.Write(func() error {
		if entries, err := os.ReadDir(filepath.Join(root, "a/b/c/sub")); err != nil || len(entries) != 0 {
			t.Errorf("the check sees %v, %v", entries, err)
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("Write returns %v", err)
	}
	if got := tree(t, root); len(got) != 0 {
		t.Errorf("a refused Write leaves %v", got)
	}
}
