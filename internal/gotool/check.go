package gotool

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Check type-checks Go files, given by name, as the package in dir, without
// writing them there. The directory must exist. A [Failure] holds the type
// errors, or why the go command could not look for any.
//
// The toolchain's own vet does it, and so reads the export data of the
// packages that the files import, whatever its version: this program need not
// be built by the same one. An overlay puts the files into dir and hides what
// is there, so that nothing old or broken is in the way.
func Check(dir string, files map[string][]byte) error {
	// The go command knows directories by their real names.
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "errcat-check-")
	if err != nil {
		return fmt.Errorf("make a directory for temporary files: %w; name one that exists in TMPDIR", err)
	}
	defer os.RemoveAll(temp)
	overlay, err := writeOverlay(temp, dir, files)
	if err != nil {
		return err
	}
	// One cheap analyzer, since findings are not what we ask for.
	_, err = run(dir, "vet", "-assign", "-overlay", overlay, ".")
	return err
}

// writeOverlay writes the files, and the description of the overlay that makes
// them the only ones in dir, to temp.
func writeOverlay(temp, dir string, files map[string][]byte) (path string, err error) {
	var overlay struct{ Replace map[string]string }
	overlay.Replace = map[string]string{}
	present, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	for _, entry := range present {
		switch name := entry.Name(); {
		case entry.IsDir(), name == "go.mod", name == "go.sum", name == "go.work", name == "go.work.sum":
		default:
			overlay.Replace[filepath.Join(dir, name)] = "" // as if it were not there
		}
	}
	for name, data := range files {
		real := filepath.Join(temp, name)
		if err := os.WriteFile(real, data, 0o666); err != nil {
			return "", err
		}
		overlay.Replace[filepath.Join(dir, name)] = real
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		return "", err
	}
	path = filepath.Join(temp, "overlay.json")
	return path, os.WriteFile(path, data, 0o666)
}
