package golang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// FuzzEmit puts a text into every text field of a catalog. The files must be
// Go whose only declarations are those of any other catalog, and the text must
// be in them as it was.
func FuzzEmit(f *testing.F) {
	for _, seed := range []string{"", "plain", hostileText, "\"", "\\", "`", "\x00", "\xff", "\n\n\n", "%!s(MISSING)", "*/", "+build x", "{x}", "\ufeff"} {
		f.Add(seed)
	}
	declarations := func(t *testing.T, s string) (n int, title string) {
		c := hostile()
		c.Domain.Value, c.DocsBaseURL.Value = s, s
		for _, e := range c.Errors {
			e.Title.Value, e.Message.Text, e.DocURL.Value, e.Category.Value, e.Challenge.Value = s, s, s, s, s
			e.Deprecated.Since, e.Deprecated.Use.Value = s, s
			e.When = s
			e.Params[0].Doc.Text, e.Details[0].Doc.Text = s, s
		}
		c.Errors[1].DocURL.Value = s + c.Errors[1].Code // the base stands alone, too
		files, err := Emit(c)
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ParseComments)
			if err != nil {
				t.Fatalf("%v in\n%s", err, data)
			}
			ast.Inspect(file, func(node ast.Node) bool {
				n++
				if pair, ok := node.(*ast.KeyValueExpr); ok {
					if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Title" {
						title, err = strconv.Unquote(pair.Value.(*ast.BasicLit).Value)
						if err != nil {
							t.Fatal(err)
						}
					}
				}
				_, comment := node.(*ast.CommentGroup)
				if comment {
					n--
				}
				return !comment
			})
		}
		return n, title
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" {
			return // empty members are left out
		}
		want, _ := declarations(t, "plain")
		got, title := declarations(t, s)
		if got != want {
			t.Errorf("the text gives %d nodes, plain text %d", got, want)
		}
		if title != s {
			t.Errorf("the title is %q, want %q", title, s)
		}
	})
}
