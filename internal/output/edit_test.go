package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What people write is edited and moved in place: all of it or nothing, and
// without a manifest.
func TestEdit(t *testing.T) {
	plan := func(t *testing.T) (*Plan, string) {
		dir := t.TempDir()
		for name, text := range map[string]string{"a.yaml": "one\r\n", "docs/b.md": "two\n"} {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
				t.Fatal(err)
			}
		}
		p := New(dir)
		if err := errors.Join(p.Edit("a.yaml", []byte("1\r\n")), p.Move("docs/b.md", "docs/c.md", []byte("2\n"))); err != nil {
			t.Fatal(err)
		}
		return p, dir
	}
	files := func(dir string) string {
		var all strings.Builder
		for _, name := range []string{"a.yaml", "docs/b.md", "docs/c.md", "docs/.errcat-manifest"} {
			text, _ := os.ReadFile(filepath.Join(dir, name))
			fmt.Fprintf(&all, "%s %q\n", name, text)
		}
		return all.String()
	}
	p, dir := plan(t)
	before := files(dir)
	diff := strings.ReplaceAll(string(p.Diff()), filepath.ToSlash(dir)+"/", "")
	if !strings.Contains(diff, "--- docs/b.md\n+++ docs/c.md\n@@ -1,1 +1,1 @@\n-two\n+2\n") || strings.Contains(diff, "/dev/null") {
		t.Errorf("the diff does not show a move:\n%s", diff)
	}
	p.rename = func(from, to string) error {
		if filepath.Base(to) == "c.md" {
			return errors.New("no")
		}
		return os.Rename(from, to)
	}
	if err := p.Write(nil); err == nil || files(dir) != before {
		t.Errorf("error %v, and the files are\n%s", err, files(dir))
	}
	p, dir = plan(t)
	want := "a.yaml \"1\\r\\n\"\ndocs/b.md \"\"\ndocs/c.md \"2\\n\"\ndocs/.errcat-manifest \"\"\n"
	if err := p.Write(nil); err != nil || files(dir) != want {
		t.Errorf("error %v, and the files are\n%s", err, files(dir))
	}
	if err := New(dir).Edit("docs/none.md", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there goes: %v", err)
	}
	var obstacle *Obstacle
	if err := New(dir).Edit("../a.yaml", nil); !errors.As(err, &obstacle) {
		t.Errorf("a file outside: %v", err)
	}
}
