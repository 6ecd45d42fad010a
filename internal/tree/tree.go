// Package tree writes a directory of generated files: the new and changed
// ones, and away with those that are no longer generated. A manifest in the
// directory says which files are ours; all others are left alone.
package tree

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/output"
)

// Manifest is the name of the file that lists the generated ones.
const Manifest = ".errcat-manifest"

const header = "# The files of this directory that errcat wrote, and may change and remove.\n"

// A Plan is what is to be done in a directory.
type Plan struct {
	dir    string
	files  map[string][]byte
	write  []string // sorted; new or changed
	remove []string // sorted
}

// An Obstacle is a file that errcat did not write where one of its own should
// go.
type Obstacle struct{ Path string }

// Error says what to do.
func (o *Obstacle) Error() string {
	return o.Path + " is in the way: errcat did not write it; move it, or name another directory"
}

// New compares files, by slash-separated path, with what is in a directory,
// which need not exist. It writes nothing. The error is an [Obstacle] where a
// file is in the way.
func New(dir string, files map[string][]byte) (*Plan, error) {
	p := &Plan{dir: dir, files: maps.Clone(files)}
	ours, err := p.manifest()
	if err != nil {
		return nil, err
	}
	p.files[Manifest] = list(slices.Sorted(maps.Keys(files)))
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		old, err := os.ReadFile(p.path(name))
		switch {
		case err == nil && bytes.Equal(old, p.files[name]):
			continue // also one of somebody else: there is nothing to lose
		case err == nil && name != Manifest && !ours[name]:
			return nil, &Obstacle{p.path(name)}
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
		p.write = append(p.write, name)
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		if _, wanted := p.files[name]; !wanted {
			if _, err := os.Lstat(p.path(name)); err == nil {
				p.remove = append(p.remove, name)
			}
		}
	}
	return p, nil
}

// manifest returns the files that an earlier run wrote.
func (p *Plan) manifest() (map[string]bool, error) {
	text, err := os.ReadFile(p.path(Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rest, ok := strings.CutPrefix(string(text), header)
	if !ok {
		return nil, &Obstacle{p.path(Manifest)}
	}
	ours := map[string]bool{}
	for name := range strings.Lines(rest) {
		name = strings.TrimRight(name, "\r\n")
		if !filepath.IsLocal(filepath.FromSlash(name)) || name == Manifest {
			return nil, fmt.Errorf("read %s: it names %q, which is not in the directory; remove that line", p.path(Manifest), name)
		}
		ours[name] = true
	}
	return ours, nil
}

func list(names []string) []byte { return []byte(header + strings.Join(names, "\n") + "\n") }

func (p *Plan) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

// Dir returns the directory.
func (p *Plan) Dir() string { return p.dir }

// Files returns what belongs into the directory, by path, the manifest too.
func (p *Plan) Files() map[string][]byte { return p.files }

// Len returns how many files would be written or removed.
func (p *Plan) Len() int { return len(p.write) + len(p.remove) }

// Written returns the paths of the files that are new or different.
func (p *Plan) Written() []string { return p.paths(p.write) }

// Removed returns the paths of the files that are no longer generated.
func (p *Plan) Removed() []string { return p.paths(p.remove) }

func (p *Plan) paths(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, p.path(name))
	}
	return list
}

// Diff returns what [Plan.Apply] would change, as a unified diff.
func (p *Plan) Diff() []byte {
	var out []byte
	for _, name := range append(slices.Clone(p.write), p.remove...) {
		path := p.path(name)
		old, err := os.ReadFile(path)
		from, to := filepath.ToSlash(path), filepath.ToSlash(path)
		if err != nil {
			from = os.DevNull
		}
		if _, stays := p.files[name]; !stays {
			to = os.DevNull
		}
		out = append(out, output.Diff(from, old, to, p.files[name])...)
	}
	return out
}

// Apply writes and removes. Each file is replaced as a whole; the manifest
// comes first, with the old files still in it, so that a run that is cut short
// can be repeated.
func (p *Plan) Apply() error {
	if p.Len() == 0 {
		return nil
	}
	all := slices.Clone(p.remove)
	for name := range p.files {
		if name != Manifest {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	if err := p.put(Manifest, list(all)); err != nil {
		return err
	}
	for _, name := range p.write {
		if name == Manifest {
			continue
		}
		if err := p.put(name, p.files[name]); err != nil {
			return err
		}
	}
	for _, name := range p.remove {
		if err := os.Remove(p.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		p.prune(filepath.Dir(p.path(name)))
	}
	return p.put(Manifest, p.files[Manifest])
}

// prune removes a directory that has become empty, and those above it.
func (p *Plan) prune(dir string) {
	for dir != filepath.Clean(p.dir) && os.Remove(dir) == nil {
		dir = filepath.Dir(dir)
	}
}

// put writes a file beside its place and moves it there.
func (p *Plan) put(name string, data []byte) error {
	path := p.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".errcat-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
