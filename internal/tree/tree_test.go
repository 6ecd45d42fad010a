package tree_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/tree"
)

func apply(t *testing.T, dir string, files map[string][]byte) *tree.Plan {
	t.Helper()
	p, err := tree.New(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Apply(); err != nil {
		t.Fatal(err)
	}
	return p
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, path); err == nil && rel != "." {
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "site")
	p := apply(t, dir, map[string][]byte{"a/index.html": []byte("1"), "b/index.html": []byte("2"), "index.html": []byte("3")})
	if n := len(p.Written()); n != 4 { // the manifest too
		t.Errorf("wrote %d files, want 4", n)
	}
	os.WriteFile(filepath.Join(dir, "CNAME"), []byte("theirs"), 0o644)
	info, _ := os.Stat(filepath.Join(dir, "index.html"))

	p = apply(t, dir, map[string][]byte{"a/index.html": []byte("new"), "index.html": []byte("3")})
	want := []string{".errcat-manifest", "CNAME", "a", "a/index.html", "index.html"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("after the second run: %q, want %q", got, want)
	}
	if got := p.Removed(); len(got) != 1 || got[0] != filepath.Join(dir, "b", "index.html") {
		t.Errorf("removed %q", got)
	}
	if again, _ := os.Stat(filepath.Join(dir, "index.html")); !os.SameFile(info, again) {
		t.Error("an unchanged file was replaced")
	}
	if again, err := tree.New(dir, map[string][]byte{"a/index.html": []byte("new"), "index.html": []byte("3")}); err != nil || again.Len() != 0 {
		t.Errorf("a third run would change %d files (%v), want none", again.Len(), err)
	}
}

func TestTreeKeepsForeignFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "index.html")
	os.WriteFile(path, []byte("by hand"), 0o644)
	_, err := tree.New(dir, map[string][]byte{"index.html": []byte("generated")})
	var obstacle *tree.Obstacle
	if !errors.As(err, &obstacle) || obstacle.Path != path {
		t.Fatalf("got %v, want an obstacle at %s", err, path)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("a plan wrote %q", got)
	}
}

func TestTreeManifestCannotLeaveTheDirectory(t *testing.T) {
	parent := t.TempDir()
	victim := filepath.Join(parent, "victim")
	os.WriteFile(victim, nil, 0o644)
	dir := filepath.Join(parent, "site")
	apply(t, dir, map[string][]byte{"x": nil})
	path := filepath.Join(dir, tree.Manifest)
	text, _ := os.ReadFile(path)
	os.WriteFile(path, append(text, "../victim\n"...), 0o644)
	if _, err := tree.New(dir, nil); err == nil || !strings.Contains(err.Error(), `"../victim"`) {
		t.Errorf("got %v, want an error about ../victim", err)
	}
	if _, err := os.Stat(victim); err != nil {
		t.Error("a file outside of the directory is gone")
	}
}
