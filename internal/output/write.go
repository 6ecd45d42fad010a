package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Write writes the files that differ; the others are not touched. All of them
// are complete on disk, under temporary names in the same directory, before
// the first one takes its place. Where one cannot, those before it are put
// back, and everything is as it was.
//
// A non-nil check has the last word: it is called once the directory exists
// and before anything is in it.
func (s *Set) Write(check func(dir string) error) (err error) {
	made := missing(s.dir)
	defer func() {
		if err != nil {
			for _, dir := range made {
				os.Remove(dir)
			}
		}
	}()
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	if check != nil {
		if err := check(s.dir); err != nil {
			return err
		}
	}
	var t transaction
	defer t.cleanUp()
	for i := range s.files {
		if f := &s.files[i]; f.changed() {
			if err := t.add(f); err != nil {
				return err
			}
		}
	}
	return t.commit(s.rename)
}

// A transaction replaces several files.
type transaction struct{ moves []move }

type move struct {
	target string
	next   string // temporary file with the new text
	last   string // temporary file with the old text, "" for none
}

// add writes the temporary files for one target.
func (t *transaction) add(f *file) error {
	t.moves = append(t.moves, move{target: f.path})
	m := &t.moves[len(t.moves)-1]
	var err error
	if f.exists {
		if m.last, err = temporary(f.path, f.old, f.mode); err != nil {
			return err
		}
		info, err := os.Stat(f.path)
		if err != nil {
			return err
		}
		if err := os.Chtimes(m.last, info.ModTime(), info.ModTime()); err != nil {
			return err
		}
	}
	m.next, err = temporary(f.path, f.new, f.mode)
	return err
}

// commit gives the new files their names. Where one cannot have it, the files
// before it get their old text back.
func (t *transaction) commit(rename func(from, to string) error) error {
	for i, m := range t.moves {
		err := rename(m.next, m.target)
		if err == nil {
			continue
		}
		errs := []error{err}
		for j := range t.moves[:i] {
			errs = append(errs, t.moves[j].undo(rename))
		}
		return errors.Join(errs...)
	}
	return nil
}

// undo puts the old file back, or none where none was. If not even that works,
// the old text is kept in a file that the error names.
func (m *move) undo(rename func(from, to string) error) error {
	if m.last == "" {
		return os.Remove(m.target)
	}
	err := rename(m.last, m.target)
	if err != nil {
		err = fmt.Errorf("put back %s, whose old text is now in %s: %w", m.target, m.last, err)
		m.last = ""
	}
	return err
}

// cleanUp removes the temporary files that are left.
func (t *transaction) cleanUp() {
	for _, m := range t.moves {
		for _, name := range []string{m.next, m.last} {
			if name != "" {
				os.Remove(name)
			}
		}
	}
}

// temporary writes data to a new file beside path, whose name Go tools ignore,
// and makes sure that it is on disk. A zero mode is that of a new file.
func temporary(path string, data []byte, mode fs.FileMode) (name string, err error) {
	dir, base := filepath.Split(path)
	name = filepath.Join(dir, fmt.Sprintf(".%s.%016x.tmp", base, rand.Uint64()))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(name)
			name = ""
		}
	}()
	if _, err := f.Write(data); err != nil {
		return name, err
	}
	if mode != 0 {
		if err := f.Chmod(mode); err != nil {
			return name, err
		}
	}
	return name, f.Sync()
}

// missing returns dir and those above it that do not exist, the innermost
// first.
func missing(dir string) []string {
	var dirs []string
	for existing := Existing(dir); dir != existing; dir = filepath.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}
