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
	if !isModulePath(path) {
		return "", fmt.Errorf("%q is not a module path; use letters, digits, dots, dashes and slashes, and no version", path)
	}
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
	missing := fmt.Errorf("no module in the build list of %s has it", filepath.ToSlash(filepath.Clean(dir)))
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var module struct {
			Path, Dir string
			Error     *struct{ Err string }
		}
		err := decoder.Decode(&module)
		if err == io.EOF {
			return "", missing
		}
		if err != nil {
			return "", fmt.Errorf("read the output of go list: %w", err)
		}
		rest, _ := strings.CutPrefix(path, module.Path)
		switch {
		case module.Error == nil && module.Dir != "": // the longest prefix comes first
			return filepath.Join(module.Dir, filepath.FromSlash(rest)), nil
		case module.Error == nil:
			return "", fmt.Errorf("module %s is not downloaded, run go mod download %s", module.Path, module.Path)
		case !strings.HasSuffix(module.Error.Err, "not a known dependency"):
			missing = fmt.Errorf("module %s: %s", module.Path, module.Error.Err)
		}
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

// Download returns the directory of a version of a module, which the go command
// downloads if need be, as it would for the module that dir is in.
func Download(dir, module, version string) (string, error) {
	if !isModulePath(module) {
		return "", fmt.Errorf("%q is not a module path", module)
	}
	out, err := run(dir, "mod", "download", "-json", module+"@"+version)
	var found struct{ Dir, Error string }
	if decodeErr := json.Unmarshal(out, &found); decodeErr == nil && found.Error != "" {
		return "", fmt.Errorf("%s", found.Error)
	}
	if err != nil {
		return "", err
	}
	return found.Dir, nil
}
