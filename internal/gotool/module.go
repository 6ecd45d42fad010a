package gotool

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Locate returns the file or directory that path names: a Go module of the
// build list of the module that dir is in, and perhaps something below it, as
// in github.com/asterwise/errcat/examples/catalog.yaml. Nothing is downloaded.
func Locate(dir, path string) (string, error) {
	// Every prefix could be the module; the go command knows which are.
	args := []string{"list", "-m", "-mod=readonly", "-e", "-json=Path,Dir,Error"}
	for prefix := path; prefix != "."; {
		args = append(args, prefix)
		cut := strings.LastIndexByte(prefix, '/')
		if cut < 0 {
			break
		}
		prefix = prefix[:cut]
	}
	out, err := run(dir, args...)
	if err != nil {
		return "", err
	}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var module struct {
			Path, Dir string
			Error     *struct{ Err string }
		}
		err := decoder.Decode(&module)
		if err == io.EOF {
			return "", fmt.Errorf("no module in the build list of %s has it", filepath.ToSlash(filepath.Clean(dir)))
		}
		if err != nil {
			return "", fmt.Errorf("read the output of go list: %w", err)
		}
		rest, below := strings.CutPrefix(path+"/", module.Path+"/")
		switch {
		case module.Error != nil || !below:
			continue
		case module.Dir == "":
			return "", fmt.Errorf("module %s is not downloaded, run go mod download %s", module.Path, module.Path)
		}
		return filepath.Join(module.Dir, filepath.FromSlash(rest)), nil // the longest prefix comes first
	}
}

// isModulePath reports whether the go command takes path for a module path and
// nothing else: a pattern, a version to look up, a flag.
func isModulePath(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "" || strings.Trim(element, ".") == "" || strings.Contains(element, "...") {
			return false
		}
	}
	return !strings.HasPrefix(path, "-") && strings.Trim(path,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/") == ""
}
