package catalogfile

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// readPart reads at most n bytes of a file: of files, or of the disk where that
// is nil.
func readPart(files fs.FS, path string, n int64) ([]byte, error) {
	f, err := open(files, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, n))
}

func open(files fs.FS, path string) (fs.File, error) {
	if files == nil {
		return os.Open(path)
	}
	return files.Open(filepath.ToSlash(path))
}

// readDir lists a directory of files, or of the disk where that is nil.
func readDir(files fs.FS, dir string) ([]fs.DirEntry, error) {
	if files == nil {
		return os.ReadDir(dir)
	}
	return fs.ReadDir(files, filepath.ToSlash(dir))
}
