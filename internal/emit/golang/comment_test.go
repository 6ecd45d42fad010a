package golang

import (
	"go/build/constraint"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestComment(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a sentence", "X is one.", "// X is one."},
		{"folded at 40 columns", "X is a sentence that is too long for a line of forty columns.",
			"// X is a sentence that is too long for\n// a line of forty columns."},
		{"lines of one paragraph", "X is\none\r\nparagraph.", "// X is one paragraph."},
		{"paragraphs", "X is one.\n\n\n  \nY is another.", "// X is one.\n//\n// Y is another."},
		{"a list", "X is:\n- a\n- b that is longer than one line of forty columns\n\nAnd so on.",
			"// X is:\n//\n//   - a\n//   - b that is longer than one line of\n//     forty columns\n//\n// And so on."},
		{"a numbered list", "X is:\n1. a\n2) b", "// X is:\n//\n//   - a\n//   - b"},
		{"code", "X is:\n```go\nif x {\n\n\ty()\n}\n```\nDone.", "// X is:\n//\n//\tif x {\n//\n//\t\ty()\n//\t}\n//\n// Done."},
		{"a long word", "X is https://docs.example.com/errors/key_not_found really.",
			"// X is\n// https://docs.example.com/errors/key_not_found\n// really."},
		{"directives", "X\n//go:build ignore\n//line a:1\n//export b", "// X //go:build ignore //line a:1\n// //export b"},
		{"a build constraint", "X is\n\n+build ignore", "// X is\n//\n// \"+build\" ignore"},
		{"an end of comment", "X */ func init() {} /*", "// X */ func init() {} /*"},
		{"a forged deprecation", "X is one.\n\nDeprecated: no.", "// X is one.\n//\n// \"Deprecated:\" no."},
		{"a heading", "X is one.\n## Why\nBecause.", "// X is one.\n//\n// Why.\n//\n// Because."},
		{"line ends of other alphabets", "X\u2028+build a\u2029b\u0085c", "// X \"+build\" a b c"},
		{"characters that Go refuses", "X\x00 \ufeff \xff \u202e", "// X\ufffd \ufffd \ufffd \ufffd"},
		{"nothing", " \n ", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, strings.Join(comment(test.text, 40), "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// FuzzComment puts hostile text between two declarations and above a package
// clause: it must remain a comment there, and mean nothing to any tool.
func FuzzComment(f *testing.F) {
	for _, seed := range []string{
		"", "a sentence", hostileText, "a\n- b\n\n- c\n  d", "1. a\n2. b\n10. c", "```\n\ncode\n\n```", "```\n- a", "* * *", "- - a", "[a]: b",
		"[a]: b\n\n[c]: d", "#", "# a\n# b", "+build", "\t\tcode\n\tmore", "- a\n\n\n+build b", "a\n```\n+build +build x\n```", "x\v+build y",
		"•\u00a0+build", "- +build x", "- Deprecated: x", "<a>``''", "a\n\n -b\n -c", "```\n \n```\na", "0) 1. - x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := comment("X is "+text, width)
		doc := strings.Join(lines, "\n") + "\n"
		for i, line := range lines {
			if line != "//" && !strings.HasPrefix(line, "// ") && !strings.HasPrefix(line, "//\t") {
				t.Errorf("line %q is not a plain comment", line)
			}
			if constraint.IsPlusBuild(line) || constraint.IsGoBuild(line) {
				t.Errorf("line %q is a build constraint", line)
			}
			if n := utf8.RuneCountInString(line); n > width && strings.HasPrefix(line, "// ") && len(strings.Fields(line)) > 3 {
				t.Errorf("line %q is %d columns wide", line, n)
			}
			if strings.HasPrefix(line, "// Deprecated:") && lines[i-1] == "//" {
				t.Errorf("line %q is a deprecation", line)
			}
		}
		src := Header("catalog.yaml") + "\n\n" + doc + "package p\n\n" + doc + "type X int\n\nconst (\n" + doc + "\tY = 1\n)\n"
		once, err := format.Source([]byte(src))
		if err != nil {
			t.Fatalf("%v in\n%s", err, src)
		}
		twice, err := format.Source(once)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(once), string(twice)); diff != "" {
			t.Errorf("gofmt has no fixed point:\n%s", diff)
		}
		file, err := parser.ParseFile(token.NewFileSet(), "", once, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if len(file.Decls) != 2 || len(file.Imports) != 0 || file.GoVersion != "" {
			t.Errorf("the text became code:\n%s", once)
		}
		for _, group := range file.Comments {
			for _, c := range group.List {
				if !strings.HasPrefix(c.Text, "//") {
					t.Errorf("comment %q is not one of ours", c.Text)
				}
			}
		}
	})
}
