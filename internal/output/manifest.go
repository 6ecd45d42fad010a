package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Manifest is the name of the file that lists the generated ones of a
// directory.
const Manifest = ".errcat-manifest"

const manifestHeader = "# The files of this directory that errcat wrote, and may change and remove.\n"

// readManifest returns the names of the files that an earlier run wrote into a
// directory, with slashes; none where there is no manifest.
func readManifest(dir string) (map[string]bool, error) {
	path := filepath.Join(dir, Manifest)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	names, ours := strings.CutPrefix(string(unixLines(text)), manifestHeader)
	if !ours {
		return nil, &Obstacle{path, "is in the way: errcat did not write it; move it, or name another directory"}
	}
	listed := map[string]bool{}
	for name := range strings.Lines(names) {
		name = strings.TrimRight(name, "\n")
		if !filepath.IsLocal(filepath.FromSlash(name)) || name == Manifest {
			return nil, fmt.Errorf("read %s: it names %q, which is not in the directory; remove that line", path, name)
		}
		listed[name] = true
	}
	return listed, nil
}

func newManifest(names []string) []byte {
	return []byte(manifestHeader + strings.Join(names, "\n") + "\n")
}
