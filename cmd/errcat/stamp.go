package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// interval is how often stamped files are looked at.
const interval = 250 * time.Millisecond

// stamps are files and directories by path, each with what tells whether it
// may have changed: "" where there is nothing.
type stamps map[string]string

// add notes a file, or a directory with the files in it.
func (s stamps) add(path string) {
	if _, known := s[path]; !known {
		s[path] = stampOf(path)
	}
}

// changed reports whether something has changed, come or gone since.
func (s stamps) changed() bool {
	for path, old := range s {
		if stampOf(path) != old {
			return true
		}
	}
	return false
}

func stampOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	if !info.IsDir() {
		return stampOfInfo(info)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return ""
	}
	var all strings.Builder
	all.WriteString("directory")
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && !info.IsDir() {
			all.WriteString(stampOfInfo(info))
		}
	}
	return all.String()
}

func stampOfInfo(info os.FileInfo) string {
	return fmt.Sprintf("%s %d %d\n", info.Name(), info.Size(), info.ModTime().UnixNano())
}

// moduleStamps returns stamps of the files that say where the modules are that
// a catalog extends: of the directory of the catalog and those above it.
func moduleStamps(catalog string) stamps {
	s := stamps{}
	dir, err := filepath.Abs(filepath.Dir(catalog))
	if err != nil {
		return s
	}
	for ; ; dir = filepath.Dir(dir) {
		s.add(filepath.Join(dir, "go.mod"))
		s.add(filepath.Join(dir, "go.work"))
		if dir == filepath.Dir(dir) {
			return s
		}
	}
}
