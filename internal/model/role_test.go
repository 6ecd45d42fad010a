package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRoleKinds compares the table with the run-time package's source, which
// this package must not import.
func TestRoleKinds(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../catalog/role.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var statuses []int // from the comments of the constants: "// 500: a panic"
	var words []string // what String returns
	status := regexp.MustCompile(`^// (\d{3}): `)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if n.Comment == nil {
				break
			}
			if m := status.FindStringSubmatch(n.Comment.List[0].Text); m != nil {
				s, _ := strconv.Atoi(m[1])
				statuses = append(statuses, s)
			}
		case *ast.CaseClause:
			if n.List == nil {
				break // default
			}
			value := n.Body[0].(*ast.ReturnStmt).Results[0].(*ast.BasicLit).Value
			word, _ := strconv.Unquote(value)
			words = append(words, word)
		}
		return true
	})
	var want []RoleKind
	for i := range min(len(words), len(statuses)) {
		want = append(want, RoleKind{words[i], statuses[i]})
	}
	if len(words) != len(statuses) || len(want) == 0 {
		t.Fatalf("the source has %d words and %d statuses", len(words), len(statuses))
	}
	if diff := cmp.Diff(want, RoleKinds()); diff != "" {
		t.Errorf("roles differ (-run time +model):\n%s", diff)
	}
}
