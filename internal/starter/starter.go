// Package starter holds what a service's first catalog looks like.
package starter

import (
	_ "embed"
	"fmt"
	"path"
	"strings"

	"github.com/asterwise/errcat/internal/format"
)

// Code is the code that the catalog begins with.
const Code = "order_not_found"

// Generate is the line that makes go generate run errcat.
const Generate = "//go:generate go tool errcat generate"

//go:embed catalog.yaml
var catalog string

//go:embed page.md
var page string

// Files returns the catalog and its page, by slash-separated name. The package
// is the one to generate.
func Files(pkg string) map[string][]byte {
	fill := strings.NewReplacer("PACKAGE", pkg, "DOMAIN", strings.ReplaceAll(pkg, "_", "-"))
	return map[string][]byte{
		"catalog.yaml":                []byte(fill.Replace(catalog)),
		"docs/errors/" + Code + ".md": []byte(page),
	}
}

// GoFile returns a Go file with the line for go generate.
func GoFile(pkg string) []byte {
	return fmt.Appendf(nil, "package %s\n\n%s\n", pkg, Generate)
}

// Package returns the name of the package to generate for a module: that of
// the module and "err". It is apierr where the path makes no name.
func Package(module string) string {
	name := path.Base(module)
	if strings.Contains(path.Dir(module), "/") && isVersion(name) {
		name = path.Base(path.Dir(module))
	}
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' && b.Len() > 0 {
			b.WriteRune(r)
		}
	}
	if pkg := b.String() + "err"; b.Len() > 0 && format.PackageForm.Fits(pkg) {
		return pkg
	}
	return "apierr"
}

// isVersion reports whether the last element of a module path is a major
// version: v2.
func isVersion(s string) bool {
	return len(s) > 1 && s[0] == 'v' && strings.Trim(s[1:], "0123456789") == ""
}
