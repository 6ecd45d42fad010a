package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An Obstacle is the reason why files cannot go where they should: the person
// who runs the command has to move something.
type Obstacle struct {
	Path string
	Why  string // what is wrong and what to do
}

// Error returns path and reason.
func (o *Obstacle) Error() string { return o.Path + " " + o.Why }

// place returns the path of a directory of the plan, after a look at where
// that really is.
func (p *Plan) place(dir string) (string, error) {
	path := filepath.Join(p.root, dir)
	there := existing(path)
	info, err := os.Stat(there)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", &Obstacle{there, "is in the way: it is a symbolic link that leads nowhere; remove it, or name another directory"}
	case err != nil:
		return "", err
	}
	if p.root != "" {
		if err := inside(p.root, dir, path); err != nil {
			return "", err
		}
	}
	if !info.IsDir() {
		return "", &Obstacle{there, "is in the way: it is not a directory; move it, or name another one"}
	}
	return path, nil
}

// inside holds path, which is root/dir, to be below root, by its name and
// through symbolic links.
func inside(root, dir, path string) error {
	if !filepath.IsLocal(dir) {
		return &Obstacle{path, "is not below the directory of the catalog; name a directory that is"}
	}
	realRoot, err := real(root)
	if err != nil {
		return err
	}
	realDir, err := real(existing(path))
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(realRoot, realDir); err != nil || !filepath.IsLocal(rel) {
		return &Obstacle{path, fmt.Sprintf("leaves the directory of the catalog through a symbolic link, to %s; name another directory", realDir)}
	}
	return nil
}

// real returns the absolute path without symbolic links.
func real(path string) (string, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// existing returns path, or the nearest of the directories above it that
// exists. A symbolic link that leads nowhere exists.
func existing(path string) string {
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

// stat returns what is at root/name, nil for nothing. The error is an
// [Obstacle] where that is not a regular file, or where one of the directories
// between is not a directory itself: a link could lead anywhere.
func stat(root, name string) (fs.FileInfo, error) {
	path := root
	for _, element := range strings.Split(filepath.Clean(name), string(filepath.Separator)) {
		path = filepath.Join(path, element)
		info, err := os.Lstat(path)
		switch last := path == filepath.Join(root, name); {
		case errors.Is(err, fs.ErrNotExist):
			return nil, nil
		case err != nil:
			return nil, err
		case last && info.Mode().IsRegular():
			return info, nil
		case last || !info.IsDir():
			return nil, &Obstacle{path, fmt.Sprintf("is in the way: it is %s; move it, or name another directory", what(info))}
		}
	}
	return nil, nil
}

func what(info fs.FileInfo) string {
	switch {
	case info.IsDir():
		return "a directory"
	case info.Mode()&fs.ModeSymlink != 0:
		return "a symbolic link"
	case info.Mode().IsRegular():
		return "a file"
	default:
		return "not a regular file"
	}
}
