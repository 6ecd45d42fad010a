package python

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/asterwise/errcat/internal/emit/prose"
)

// A printer collects lines.
type printer struct{ b bytes.Buffer }

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

func (p *printer) bytes() []byte { return p.b.Bytes() }

// doc prints a docstring of paragraphs, wrapped at 88 columns.
func (p *printer) doc(level int, paragraphs ...string) {
	const columns = 88
	indent := strings.Repeat("    ", level)
	var lines []string
	for i, text := range paragraphs {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, prose.Wrap(docText(text), columns-len(indent)-3)...)
	}
	text := `"""` + lines[0]
	for _, line := range lines[1:] {
		text += "\n"
		if line != "" {
			text += indent + line
		}
	}
	if len(lines) > 1 {
		text += "\n" + indent
	}
	p.line("%s%s\"\"\"", indent, text)
}

// quote returns a string literal. A JSON string is one in Python, too.
func quote(s string) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // a string has a JSON form
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// docText is text as it stands in a docstring.
func docText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(prose.Printable(s))
}
