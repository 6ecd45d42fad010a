// Package past finds earlier versions of a catalog: in the history of its git
// repository, in a release of its Go module, or in another file.
package past

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/diag"
	"github.com/asterwise/errcat/internal/gotool"
	"github.com/asterwise/errcat/internal/model"
)

// A Place is where an earlier catalog was found.
type Place struct {
	Catalog *model.Catalog // nil where the place has no catalog yet
	Name    string         // for people: "3f2a1c7, the merge base of HEAD and origin/main"
}

// Options say which earlier version to find. The zero value means the merge base
// of HEAD and the default branch.
type Options struct {
	// Against is a commit, a commit and a path (REF:PATH), a release of a Go
	// module (module@version, or module@version:PATH), or a file.
	Against string

	// Fetch fetches what is missing of the history from origin.
	Fetch bool
}

// Find returns an earlier version of the catalog file at path.
//
// The error says what to do; where the earlier catalog has problems, the error
// tells the first of them.
func Find(path string, o Options) (Place, error) {
	if file, err := os.Stat(o.Against); o.Against != "" && err == nil && file.Mode().IsRegular() {
		c, err := read(o.Against, nil)
		return Place{c, o.Against}, err
	}
	if m := release.FindStringSubmatch(o.Against); m != nil {
		return fromModule(path, m[1], m[2], m[3])
	}
	return fromGit(path, o)
}

// release is a version of a Go module, and perhaps a path in it. HEAD@{1} is
// none.
var release = regexp.MustCompile(`^([\w.~-]+\.[\w.~-]+(?:/[\w.~/-]+)?)@([^@{}:]+)(?::(.+))?$`)

func fromModule(path, module, version, file string) (Place, error) {
	dir, err := gotool.Download(filepath.Dir(path), module, version)
	if err != nil {
		return Place{}, fmt.Errorf("get %s@%s: %w", module, version, err)
	}
	if file == "" {
		file = "catalog.yaml"
	}
	c, err := read(filepath.Join(dir, filepath.FromSlash(file)), nil)
	return Place{c, module + "@" + version}, err
}

// read loads a catalog whose problems are not the present one's.
func read(path string, opts *catalogfile.Options) (*model.Catalog, error) {
	if opts == nil {
		opts = &catalogfile.Options{Resolve: gotool.Locate}
	}
	c, err := catalogfile.Load(path, opts)
	var problems diag.List
	if errors.As(err, &problems) {
		more := ""
		if len(problems) > 1 {
			more = fmt.Sprintf(" (and %d more)", len(problems)-1)
		}
		return nil, fmt.Errorf("read the earlier catalog: this version of errcat finds problems in it: %s%s; "+
			"name a later one to compare with", problems[0], more)
	}
	if err != nil {
		return nil, fmt.Errorf("read the earlier catalog: %w", err)
	}
	return c, nil
}

// fromGit reads the catalog of a commit.
func fromGit(path string, o Options) (Place, error) {
	r, err := open(filepath.Dir(path))
	if err != nil {
		return Place{}, err
	}
	name, err := r.inside(path)
	if err != nil {
		return Place{}, err
	}
	commit, label := "", ""
	if o.Against == "" {
		commit, label, err = r.base(o.Fetch)
	} else {
		ref, other, has := strings.Cut(o.Against, ":")
		if has {
			name = other
		}
		commit, err = r.commit(ref, o.Fetch)
		label = ref
	}
	if err != nil {
		return Place{}, err
	}
	c, err := r.read(commit, name)
	if errors.Is(err, errNoFile) && o.Against == "" {
		return Place{nil, label + ", which has no " + name}, nil // the catalog is new
	}
	if err != nil {
		return Place{}, err
	}
	return Place{c, label}, nil
}
