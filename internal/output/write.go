package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Write writes the files that differ and removes those that are no longer
// generated; the others are not touched. All new texts are complete, under
// temporary names in the same directories, before the first one takes its
// place. Where one cannot, those before it are put back, and everything is as
// it was.
//
// A non-nil check has the last word: it is called once the directories exist
// and before anything is in them.
func (p *Plan) Write(check func() error) (err error) {
	files := p.pending()
	if len(files) == 0 {
		return nil
	}
	made, err := makeDirs(files)
	defer func() {
		if err != nil {
			removeDirs(made)
		}
	}()
	if err != nil {
		return err
	}
	if check != nil {
		if err := check(); err != nil {
			return err
		}
	}
	if err := p.replace(files); err != nil {
		return err
	}
	p.removeEmpty(files)
	return nil
}

// replace changes all the files or none.
func (p *Plan) replace(files []*file) error {
	t := transaction{rename: p.rename}
	defer t.cleanUp()
	for _, f := range files {
		if err := t.add(f); err != nil {
			return err
		}
	}
	return t.commit()
}

// makeDirs makes the directories of files and returns those that were not
// there, the innermost last.
func makeDirs(files []*file) (made []string, err error) {
	for _, f := range files {
		var missing []string
		dir := filepath.Dir(f.path)
		for there := existing(dir); dir != there; dir = filepath.Dir(dir) {
			missing = append(missing, dir)
		}
		for i := len(missing) - 1; i >= 0; i-- {
			if err := os.Mkdir(missing[i], 0o777); err != nil {
				return made, err
			}
			made = append(made, missing[i])
		}
	}
	return made, nil
}

func removeDirs(dirs []string) {
	for i := len(dirs) - 1; i >= 0; i-- {
		os.Remove(dirs[i])
	}
}

// removeEmpty removes the directories that have become empty by the removal of
// files, up to one that the plan names.
func (p *Plan) removeEmpty(files []*file) {
	for _, f := range files {
		if f.remove {
			dir := filepath.Dir(f.path)
			for !p.has(dir) && os.Remove(dir) == nil {
				dir = filepath.Dir(dir)
			}
		}
	}
}

// A transaction replaces and removes several files.
type transaction struct {
	moves  []move
	rename func(from, to string) error
}

type move struct {
	target string
	next   string // temporary file with the new text, "" where the target goes
	last   string // temporary name of the old file, "" where there is none
}

// add writes the temporary files for one target.
func (t *transaction) add(f *file) (err error) {
	if f.remove {
		t.moves = append(t.moves, move{target: f.path, last: temporaryName(f.path)})
		return nil
	}
	t.moves = append(t.moves, move{target: f.path})
	m := &t.moves[len(t.moves)-1]
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

// commit makes the moves. Where one is not possible, those before it are
// undone.
func (t *transaction) commit() error {
	for i := range t.moves {
		err := t.do(&t.moves[i])
		if err == nil {
			continue
		}
		errs := []error{err}
		for j := range t.moves[:i] {
			errs = append(errs, t.undo(&t.moves[j]))
		}
		return errors.Join(errs...)
	}
	return nil
}

func (t *transaction) do(m *move) error {
	if m.next == "" {
		return t.rename(m.target, m.last)
	}
	return t.rename(m.next, m.target)
}

// undo puts the old file back, or none where none was. If not even that works,
// the old text is kept in a file that the error names.
func (t *transaction) undo(m *move) error {
	if m.last == "" {
		return os.Remove(m.target)
	}
	err := t.rename(m.last, m.target)
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

// temporaryName returns a new name beside path, one that Go tools ignore.
func temporaryName(path string) string {
	dir, base := filepath.Split(path)
	return filepath.Join(dir, fmt.Sprintf(".%s.%016x.tmp", base, rand.Uint64()))
}

// temporary writes text to a new file beside path. A zero mode is that of a
// new file.
func temporary(path string, text []byte, mode fs.FileMode) (name string, err error) {
	name = temporaryName(path)
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
	if _, err := f.Write(text); err != nil {
		return name, err
	}
	if mode != 0 {
		return name, f.Chmod(mode)
	}
	return name, nil
}
