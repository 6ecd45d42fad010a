package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestObstacles(t *testing.T) {
	for _, test := range []struct {
		name, dir, want string
		setUp           func(t *testing.T, root string)
	}{
		{"a directory", "out", "out/x is in the way: it is a directory; move it, or name another directory",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out/x/y"), "") }},
		{"a link, even to one of ours", "out", "out/x is in the way: it is a symbolic link; move it, or name another directory",
			func(t *testing.T, root string) {
				write(t, filepath.Join(root, "out/y"), gen("y"))
				link(t, "y", filepath.Join(root, "out/x"))
			}},
		{"a file where the directory should be", "out/deep", "out is in the way: it is not a directory; move it, or name another one",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out"), "") }},
		{"a file where a directory inside should be", "out", "out/sub is in the way: it is a file; move it, or name another directory",
			func(t *testing.T, root string) { write(t, filepath.Join(root, "out/sub"), "") }},
		{"a link where a directory inside should be", "out", "out/sub is in the way: it is a symbolic link; move it, or name another directory",
			func(t *testing.T, root string) {
				write(t, filepath.Join(root, "out/y"), "")
				link(t, t.TempDir(), filepath.Join(root, "out/sub"))
			}},
		{"the directory above", "../out", "is not below the directory of the catalog; name a directory that is", nil},
		{"an absolute directory", "/out", "is not below the directory of the catalog; name a directory that is", nil},
		{"a link that leads out", "out/deep", "out/deep leaves the directory of the catalog through a symbolic link, to ",
			func(t *testing.T, root string) { link(t, t.TempDir(), filepath.Join(root, "out")) }},
		{"a link that leads nowhere", "out/deep", "out is in the way: it is a symbolic link that leads nowhere; remove it, or name another directory",
			func(t *testing.T, root string) { link(t, "nowhere", filepath.Join(root, "out")) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			if test.setUp != nil {
				test.setUp(t, root)
			}
			before := tree(t, root)
			_, err := New(root).Dir(test.dir, texts("x", gen("x"), "sub/x", gen("x")))
			obstacle(t, err, test.want)
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
	generate(t, outside, "out", texts("x", gen("x")))
	if text, err := os.ReadFile(filepath.Join(root, "real/x")); err != nil || string(text) != gen("x") {
		t.Errorf("real/x is %q, %v", text, err)
	}
}

// Without a root a directory may be anywhere.
func TestNoRoot(t *testing.T) {
	t.Chdir(t.TempDir())
	elsewhere := filepath.Join(t.TempDir(), "site")
	for _, dir := range []string{elsewhere, "../" + filepath.Base(t.TempDir()) + "/x", "here"} {
		if got, err := New("").Dir(dir, texts("x", "1")); err != nil || filepath.Clean(dir) != got {
			t.Errorf("%s is %s, %v", dir, got, err)
		}
	}
}
