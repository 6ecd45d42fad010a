package catalogfile

import (
	"os"
	"path/filepath"
	"strings"
)

// An Origin is where a file of a catalog was found.
type Origin struct {
	Dir, Ref string // the entry of extends, and the directory of the file that has it; "" for the catalog itself
	Path     string // of the file
	File     string // which file that is: absolute, without links
	Text     []byte // what is in it, nil where it was read for an origin before
}

// Find returns what an entry of extends means, without the text, when the file
// that has it is in dir. Nobody has looked whether the file exists.
func Find(dir, ref string, opts *Options) (Origin, error) {
	path := filepath.Join(dir, filepath.FromSlash(ref))
	if opts != nil && opts.Resolve != nil && modulePath(ref) {
		var err error
		if path, err = opts.Resolve(dir, ref); err != nil {
			return Origin{}, err
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "catalog.yaml")
	}
	return Origin{Dir: dir, Ref: ref, Path: path, File: Identity(path)}, nil
}

// trace tells the caller what was found.
func (l *loader) trace(o Origin) {
	if l.opts.Trace != nil {
		l.opts.Trace(o)
	}
}

// portable reports whether ref means the same on every machine: it is neither
// absolute nor written with backslashes.
func portable(ref string) bool {
	return !filepath.IsAbs(ref) && !strings.HasPrefix(ref, "/") && !strings.ContainsAny(ref, `\:`)
}

// modulePath reports whether ref looks like a module path and not like the
// path of a file: the first of several elements has a dot, as host names do.
func modulePath(ref string) bool {
	first, rest, several := strings.Cut(ref, "/")
	return several && rest != "" && first != "." && first != ".." && strings.Contains(first, ".")
}
