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
// the loader asks for into a temporary directory, and no others.
func (r *repository) read(commit, name string) (*model.Catalog, error) {
	if _, err := r.git("cat-file", "-e", commit+":"+name); err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, commit, errNoFile)
	}
	temp, err := os.MkdirTemp("", "errcat-past-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	var broken error
	c, err := read(filepath.Join(temp, filepath.FromSlash(name)), &catalogfile.Options{
		// A module path means the module that is required now.
		Resolve: func(dir, ref string) (string, error) {
			below, err := filepath.Rel(temp, dir)
			if err != nil {
				return "", err
			}
			return gotool.Locate(existing(filepath.Join(r.top, below)), ref)
		},
		Trace: func(asked string) {
			below, err := filepath.Rel(temp, asked)
			if err == nil && filepath.IsLocal(below) {
				err = r.export(commit, filepath.ToSlash(below), temp)
			}
			broken = errors.Join(broken, err)
		},
	})
	if broken != nil {
		return nil, fmt.Errorf("read the files of %s: %w", commit, broken)
	}
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), temp+string(filepath.Separator), commit[:min(len(commit), 9)]+":"))
	}
	return c, nil
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
// directory. One that the commit does not have is left out.
func (r *repository) export(commit, name, into string) error {
	list, err := r.raw(nil, "ls-tree", "-r", "-z", commit, "--", path.Clean(name))
	if err != nil {
		return err
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
		return nil
	}
	contents, err := r.raw(objects.Bytes(), "cat-file", "--batch")
	if err != nil {
		return err
	}
	return unpack(bufio.NewReader(bytes.NewReader(contents)), names, into)
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
		at := filepath.Join(into, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		content := make([]byte, size+1) // and a line's end
		if _, err := io.ReadFull(from, content); err != nil {
			return err
		}
		if err := os.WriteFile(at, content[:size], 0o644); err != nil {
			return err
		}
	}
	return nil
}
