package catalogfile

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// read reads at most n bytes of a file: of files, or of the disk where that is
// nil. Callers ask for one byte more than it may have: enough to see that it is
// too large.
func (o *Options) read(files fs.FS, path string, n int64) ([]byte, error) {
	if text, found := o.Overlay[path]; found && text != nil {
		return text, nil
	} else if found {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return readPart(files, path, n)
}

// names returns what is in a directory of files, or of the disk where that is
// nil, sorted.
func (o *Options) names(files fs.FS, dir string) ([]fs.DirEntry, error) {
	entries, err := readDir(files, dir)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		_, replaced := o.Overlay[filepath.Join(dir, e.Name())]
		return replaced
	})
	for path, text := range o.Overlay {
		if filepath.Dir(path) == filepath.Clean(dir) && text != nil {
			entries = append(entries, overlaid(filepath.Base(path)))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// overlaid is the name of a file that only an overlay has.
type overlaid string

func (o overlaid) Name() string             { return string(o) }
func (overlaid) IsDir() bool                { return false }
func (overlaid) Type() fs.FileMode          { return 0 }
func (overlaid) Info() (fs.FileInfo, error) { return nil, fs.ErrInvalid }
