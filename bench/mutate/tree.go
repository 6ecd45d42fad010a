package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// copyTree copies the sources of the module, without version control.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		switch target := filepath.Join(to, name); {
		case d.IsDir() && strings.HasPrefix(d.Name(), ".git"):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		case !d.Type().IsRegular():
			return nil
		default:
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(target, data, 0o644)
		}
	})
}

// A change is the state of files before an edit.
type change map[string][]byte

// undo writes the files back.
func (c change) undo() error {
	for path, data := range c {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// apply makes the edits of a fault. Each text must be there exactly once: a
// fault that fits nowhere, or in two places, tests nothing that is known.
func (f fault) apply(root string) (change, error) {
	before := change{}
	for _, e := range f.edits {
		path := filepath.Join(root, filepath.FromSlash(e.file))
		data, err := os.ReadFile(path)
		if err != nil {
			return before, err
		}
		if n := strings.Count(string(data), e.old); n != 1 {
			return before, fmt.Errorf("fault %q does not apply: its text is %d times in %s, want once: %q", f.name, n, e.file, e.old)
		}
		if _, again := before[path]; !again {
			before[path] = data
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(data), e.old, e.new, 1)), 0o644); err != nil {
			return before, err
		}
	}
	return before, nil
}
