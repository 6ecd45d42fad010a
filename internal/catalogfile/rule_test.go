package catalogfile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestRulesAreDocumented compares the constants of this package with the
// table, and holds the table to its form.
func TestRulesAreDocumented(t *testing.T) {
	constants := ruleConstants(t)
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	listed := map[string]bool{}
	for _, rule := range Rules() {
		if listed[rule.Name] {
			t.Errorf("rule %q is in the table twice", rule.Name)
		}
		listed[rule.Name] = true
		if !constants[rule.Name] {
			t.Errorf("rule %q is in the table but no constant has its name", rule.Name)
		}
		if !form.MatchString(rule.Name) {
			t.Errorf("name of rule %q is not in kebab case", rule.Name)
		}
		if !strings.HasSuffix(rule.Title, ".") || strings.Count(rule.Title, ". ") > 0 {
			t.Errorf("title of rule %q is not one sentence: %q", rule.Name, rule.Title)
		}
	}
	for name := range constants {
		if !listed[name] {
			t.Errorf("rule %q is not in the table", name)
		}
	}
}

// ruleConstants returns the values of the constants whose names begin with
// rule, and complains about rules that are given as string literals.
func ruleConstants(t *testing.T) map[string]bool {
	constants := map[string]bool{}
	for _, name := range sourceFiles(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if strings.HasPrefix(n.Names[0].Name, "rule") && len(n.Values) == 1 {
					value, err := strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					constants[value] = true
				}
			case *ast.CallExpr:
				method, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || len(n.Args) < 3 || method.Sel.Name != "add" && method.Sel.Name != "Add" {
					break
				}
				if _, literal := n.Args[1].(*ast.BasicLit); literal {
					t.Errorf("%s: a rule is given as a literal; use a constant", name)
				}
			}
			return true
		})
	}
	return constants
}

func sourceFiles(t *testing.T) []string {
	all, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range all {
		if !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
	}
	return names
}
