package gotool

import (
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// OtherPackage returns a Go file in dir that belongs to a package other than
// pkg, and the name of that, where there is one: Go allows one package in a
// directory. Files of these names, tests and files that are not built here do
// not count, nor do those that cannot be read.
func OtherPackage(dir, pkg string, files map[string][]byte) (name, other string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", ""
	}
	for _, entry := range entries {
		name := entry.Name()
		if _, ours := files[name]; ours || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if built, err := build.Default.MatchFile(dir, name); err != nil || !built || filepath.Ext(name) != ".go" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly)
		if err == nil && file.Name.Name != pkg {
			return name, file.Name.Name
		}
	}
	return "", ""
}
