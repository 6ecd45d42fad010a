package past

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
)

// errNoFile says that a commit does not have the catalog.
var errNoFile = errors.New("the commit has no such file")

// read loads the catalog of a commit. Of the commit's files it writes those that
// the loader asks for into a temporary directory, and no others. What the commit
// does not hold is taken as it is now: files of a submodule, files outside of the
// repository, and modules.
func (r *repository) read(commit, name string) (*model.Catalog, error) {
	if _, err := r.git("cat-file", "-e", commit+":"+name); err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, commit, errNoFile)
	}
	temp, err := os.MkdirTemp("", "errcat-past-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	top := filepath.Join(temp, strings.TrimPrefix(r.top, filepath.VolumeName(r.top))) // as deep as it is, for ../..
	var broken error
	c, err := read(filepath.Join(top, filepath.FromSlash(name)), &catalogfile.Options{
		Resolve: func(dir, ref string) (string, error) {
			below, err := filepath.Rel(top, dir)
			if err != nil {
				return "", err
			}
			return gotool.Locate(existing(filepath.Join(r.top, below)), ref)
		},
		Trace: func(asked string) {
			if local, err := filepath.Rel(temp, asked); err == nil && filepath.IsLocal(local) {
				broken = errors.Join(broken, r.provide(commit, top, asked))
			}
		},
	})
	if broken != nil {
		return nil, fmt.Errorf("read the files of %s: %w", commit, broken)
	}
	if err != nil {
		text := strings.ReplaceAll(err.Error(), top+string(filepath.Separator), commit[:min(len(commit), 9)]+":")
		return nil, errors.New(strings.ReplaceAll(text, temp, ""))
	}
	return c, nil
}

// provide writes a file that is asked for, or the files of a directory, where top
// stands for that of the repository.
func (r *repository) provide(commit, top, asked string) error {
	below, err := filepath.Rel(top, asked)
	if err != nil {
		return err
	}
	if filepath.IsLocal(below) {
		found, err := r.export(commit, filepath.ToSlash(below), top)
		if found || err != nil || !r.submodule(commit, filepath.ToSlash(below)) {
			return err
		}
	}
	return adopt(filepath.Join(r.top, below), asked)
}

// submodule reports whether a path is in a submodule of a commit.
func (r *repository) submodule(commit, name string) bool {
	args := []string{"ls-tree", commit, "--"}
	for dir := path.Dir(path.Clean(name)); dir != "."; dir = path.Dir(dir) {
		args = append(args, dir)
	}
	list, err := r.git(args...)
	return err == nil && len(args) > 3 && (strings.HasPrefix(list, "160000 ") || strings.Contains(list, "\n160000 "))
}

// adopt copies a file, or the files of a directory, if it is there.
func adopt(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return nil // the loader says that it is not there
	}
	names := map[string]string{from: to}
	if info.IsDir() {
		delete(names, from)
		entries, err := os.ReadDir(from)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Type().IsRegular() {
				names[filepath.Join(from, e.Name())] = filepath.Join(to, e.Name())
			}
		}
	}
	for from, to := range names {
		text, err := os.ReadFile(from)
		if err == nil {
			err = write(to, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func write(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}

// existing returns a directory, or the nearest one above it that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// export writes a file of a commit, or the files of a directory, into another
// directory. It reports whether the commit has any.
func (r *repository) export(commit, name, into string) (found bool, err error) {
	list, err := r.raw(nil, "ls-tree", "-r", "-z", commit, "--", path.Clean(name))
	if err != nil {
		return false, err
	}
	var names []string
	var objects bytes.Buffer
	for entry := range strings.SplitSeq(string(list), "\x00") {
		facts, name, ok := strings.Cut(entry, "\t")
		mode, rest, _ := strings.Cut(facts, " ")
		kind, object, _ := strings.Cut(rest, " ")
		if ok && kind == "blob" && mode != "120000" && filepath.IsLocal(filepath.FromSlash(name)) {
			names = append(names, name)
			objects.WriteString(object + "\n")
		}
	}
	if len(names) == 0 {
		return false, nil
	}
	contents, err := r.raw(objects.Bytes(), "cat-file", "--batch")
	if err != nil {
		return true, err
	}
	return true, unpack(bufio.NewReader(bytes.NewReader(contents)), names, into)
}

// unpack writes what cat-file --batch says of the objects of some files.
func unpack(from *bufio.Reader, names []string, into string) error {
	for _, name := range names {
		header, err := from.ReadString('\n')
		if err != nil {
			return err
		}
		var object, kind string
		var size int64
		if _, err := fmt.Sscanf(header, "%s %s %d\n", &object, &kind, &size); err != nil {
			return fmt.Errorf("read what git says of %q: %w", name, err)
		}
		content := make([]byte, size+1) // and a line's end
		if _, err := io.ReadFull(from, content); err != nil {
			return err
		}
		if err := write(filepath.Join(into, filepath.FromSlash(name)), content[:size]); err != nil {
			return err
		}
	}
	return nil
}
