package record

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Files are generated files of one directory: their names, with slashes, and
// one hash over all of them.
type Files struct {
	Names []string // sorted
	Sum   string
}

// NewFiles returns the hash of files by name.
func NewFiles(files map[string][]byte) Files {
	f := Files{Names: slices.Sorted(maps.Keys(files))}
	f.Sum, _ = f.sum(func(name string) ([sha256.Size]byte, error) { return sha256.Sum256(files[name]), nil })
	return f
}

// same reports whether a directory has the files.
func (f Files) same(dir string) bool {
	got, err := f.sum(func(name string) ([sha256.Size]byte, error) {
		return hashFile(filepath.Join(dir, filepath.FromSlash(name)))
	})
	return err == nil && got == f.Sum
}

// regular reports whether none of the files is a link or a directory.
func (f Files) regular(dir string) bool {
	for _, name := range f.Names {
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// sum returns the hash over names and contents.
func (f Files) sum(hash func(name string) ([sha256.Size]byte, error)) (string, error) {
	all := sha256.New()
	for _, name := range f.Names {
		one, err := hash(name)
		if err != nil {
			return "", err
		}
		all.Write(binary.AppendUvarint(nil, uint64(len(name))))
		all.Write([]byte(name))
		all.Write(one[:])
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

// sum returns the hash of a text.
func sum(text []byte) string {
	hash := sha256.Sum256(text)
	return hex.EncodeToString(hash[:])
}

func sumFile(path string) (string, error) {
	hash, err := hashFile(path)
	return hex.EncodeToString(hash[:]), err
}

// hashFile reads a file piece by piece: large ones need no memory.
func hashFile(path string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
