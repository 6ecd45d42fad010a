package catalogfile

import (
	"os"
	"path/filepath"
	"strings"
)

// find returns the file that an entry of extends means when the file that has
// it is in dir. Nobody has looked whether it exists.
func (l *loader) find(dir, ref string) (string, error) {
	path := filepath.Join(dir, filepath.FromSlash(ref))
	if l.opts.Resolve != nil && modulePath(ref) {
		var err error
		if path, err = l.opts.Resolve(dir, ref); err != nil {
			return "", err
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "catalog.yaml")
	}
	return path, nil
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
