package typescript

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

// A tag is what a comment ends with, such as "@deprecated", and the text behind
// it, escaped.
type tag struct{ name, text string }

// doc prints a comment of paragraphs, and of tags, wrapped at 88 columns.
func (p *printer) doc(indent string, paragraphs []string, tags ...tag) {
	const columns = 88
	var lines []string
	for i, text := range paragraphs {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, prose.Wrap(docText(text), columns-len(indent)-3)...)
	}
	for i, t := range tags {
		if i == 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.name+" "+t.text)
	}
	if len(lines) == 1 {
		p.line("%s/** %s */", indent, lines[0])
		return
	}
	p.line("%s/**", indent)
	for _, line := range lines {
		p.line("%s", strings.TrimRight(indent+" * "+line, " "))
	}
	p.line("%s */", indent)
}

// docText is text as it stands in a comment: nothing in it ends the comment, is
// a tag or is markup.
func docText(s string) string {
	special := strings.NewReplacer("*/", `\*\/`, "*", `\*`, `\`, `\\`, "`", "\\`", "<", `\<`, "{", `\{`, "}", `\}`, "[", `\[`, "@", `\@`)
	return special.Replace(prose.Printable(s))
}

// quote returns a string literal. A JSON string is one in JavaScript, too; the
// escapes keep it apart from HTML around it.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string has a JSON form
	}
	return string(text)
}
