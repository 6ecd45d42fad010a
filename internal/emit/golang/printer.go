package golang

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A printer collects the lines of one Go file and the packages they use.
type printer struct {
	body    bytes.Buffer
	imports map[string]bool
}

// width is the widest comment line, in columns.
const width = 80

// line prints one line. Text from the catalog comes in through [quote] only.
func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(&p.body, format, args...)
	p.body.WriteByte('\n')
}

// comment prints the paragraphs of a doc comment, which stands behind so many
// tabs. Each begins with words of our own; text from the catalog may follow.
func (p *printer) comment(tabs int, paragraphs ...string) {
	var lines []string
	for i, text := range paragraphs {
		if i > 0 {
			lines = append(lines, "//")
		}
		lines = append(lines, comment(text, width-8*tabs)...)
	}
	for _, line := range canonical(lines) {
		p.body.WriteString(line)
		p.body.WriteByte('\n')
	}
}

// use adds an import.
func (p *printer) use(path string) {
	if p.imports == nil {
		p.imports = map[string]bool{}
	}
	p.imports[path] = true
}

// file returns the file in the form of gofmt. The doc stands above the package
// clause; it may be empty.
func (p *printer) file(source, pkg string, doc []string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(Header(source))
	b.WriteString("\n\n")
	for _, line := range doc {
		b.WriteString(line + "\n")
	}
	fmt.Fprintf(&b, "package %s\n\n", pkg)
	b.WriteString(p.importDecl())
	b.Write(p.body.Bytes())
	return format.Source(b.Bytes())
}

// importDecl returns the import declaration: the standard library, then the
// rest.
func (p *printer) importDecl() string {
	paths := slices.Sorted(maps.Keys(p.imports))
	switch len(paths) {
	case 0:
		return ""
	case 1:
		return "import " + quote(paths[0]) + "\n\n"
	}
	var std, others strings.Builder
	for _, path := range paths {
		if strings.Contains(path, ".") {
			others.WriteString(quote(path) + "\n")
		} else {
			std.WriteString(quote(path) + "\n")
		}
	}
	return "import (\n" + std.String() + "\n" + others.String() + ")\n\n"
}

// quote returns s as a Go string literal.
func quote(s string) string { return strconv.Quote(s) }
