// Package output puts generated files in their place: all of them or none,
// only where they differ from what is there, and never over a file that
// somebody wrote by hand.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// A Set is the files that belong into one directory.
type Set struct {
	dir    string
	files  []file // sorted by name
	rename func(from, to string) error
}

type file struct {
	path     string
	old, new []byte
	mode     fs.FileMode // of the old one
	exists   bool
}

func (f *file) changed() bool { return !f.exists || !bytes.Equal(f.old, f.new) }

// An Obstacle is the reason why files cannot go where they should: the person
// who runs the command has to move something.
type Obstacle struct {
	Path string
	Why  string // what is wrong and what to do
}

// Error returns path and reason.
func (o *Obstacle) Error() string { return o.Path + " " + o.Why }

// Plan compares files, given by name, with what is in dir, a directory that
// lies in root and need not exist. It writes nothing. The error is an
// [Obstacle] where dir leaves root, by its name or through a symbolic link,
// or where a file is in the way that mine does not recognize.
func Plan(root, dir string, files map[string][]byte, mine func(data []byte) bool) (*Set, error) {
	dir, err := Place(root, dir)
	if err != nil {
		return nil, err
	}
	set := &Set{dir: dir, rename: os.Rename}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := file{path: filepath.Join(dir, name), new: files[name]}
		if err := f.read(mine); err != nil {
			return nil, err
		}
		set.files = append(set.files, f)
	}
	return set, nil
}

// read fills in what is there now.
func (f *file) read(mine func([]byte) bool) error {
	info, err := os.Lstat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &Obstacle{f.path, fmt.Sprintf("is in the way: it is %s; move it, or name another directory", what(info))}
	}
	if f.old, err = os.ReadFile(f.path); err != nil {
		return err
	}
	if !mine(f.old) {
		return &Obstacle{f.path, "is in the way: its first line does not say that errcat generated it; move it, or name another directory"}
	}
	f.exists, f.mode = true, info.Mode().Perm()
	return nil
}

func what(info fs.FileInfo) string {
	switch {
	case info.IsDir():
		return "a directory"
	case info.Mode()&fs.ModeSymlink != 0:
		return "a symbolic link"
	default:
		return "not a regular file"
	}
}

// Place returns root/dir, after a look at where that really is. The error is an
// [Obstacle] where dir leaves root, by its name or through a symbolic link, or
// is no directory; it need not exist.
func Place(root, dir string) (string, error) {
	path := filepath.Join(root, dir)
	if !filepath.IsLocal(dir) {
		return "", &Obstacle{path, "is not below the directory of the catalog; name a directory that is"}
	}
	realRoot, err := filepath.EvalSymlinks(root)
	if err != nil {
		return "", err
	}
	realDir, err := filepath.EvalSymlinks(Existing(path))
	if err != nil {
		return "", err
	}
	if realRoot, err = filepath.Abs(realRoot); err != nil {
		return "", err
	}
	if realDir, err = filepath.Abs(realDir); err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(realRoot, realDir); err != nil || !filepath.IsLocal(rel) {
		return "", &Obstacle{path, fmt.Sprintf("leaves the directory of the catalog through a symbolic link, to %s; name another directory", realDir)}
	}
	if info, err := os.Stat(Existing(path)); err == nil && !info.IsDir() {
		return "", &Obstacle{Existing(path), "is in the way: it is not a directory; move it, or name another one"}
	}
	return path, nil
}

// Existing returns path, or the nearest of the directories above it that
// exists. A symbolic link that leads nowhere exists.
func Existing(path string) string {
	for {
		if _, err := os.Lstat(path); err == nil {
			return path
		}
		parent := filepath.Dir(path)
		if parent == path {
			return path
		}
		path = parent
	}
}

// Dir returns the directory.
func (s *Set) Dir() string { return s.dir }

// Changed returns the paths of the files that [Set.Write] would write.
func (s *Set) Changed() []string {
	var paths []string
	for _, f := range s.files {
		if f.changed() {
			paths = append(paths, f.path)
		}
	}
	return paths
}

// Diff returns what [Set.Write] would change, as a unified diff.
func (s *Set) Diff() []byte {
	var out []byte
	for _, f := range s.files {
		name := f.path
		if !f.exists {
			name = os.DevNull
		}
		if f.changed() {
			out = append(out, Diff(filepath.ToSlash(name), f.old, filepath.ToSlash(f.path), f.new)...)
		}
	}
	return out
}
