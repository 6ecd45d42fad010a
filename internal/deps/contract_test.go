package deps

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const contractFile = "docs/contract.md"

var (
	citation = regexp.MustCompile(`[Cc]ontract(?: §|, section )([0-9]+)(?:\.([0-9]+))?`)
	section  = regexp.MustCompile(`^## ([0-9]+)\. `)
	rule     = regexp.MustCompile(`^([0-9]+)\. `)
)

// TestContract follows every "contract §n" of the sources to docs/contract.md,
// and has each package that cites the contract say in its documentation where
// that is.
func TestContract(t *testing.T) {
	rules := contractRules(t)
	cited := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" && filepath.Ext(path) != ".yaml":
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			for _, m := range citation.FindAllStringSubmatch(line, -1) {
				cited++
				n, found := rules[m[1]]
				if !found || m[2] != "" && !n[m[2]] {
					t.Errorf("%s:%d: %q is not in %s", path, i+1, m[0], contractFile)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if cited < 100 {
		t.Errorf("found %d citations; the pattern no longer fits how the sources write them", cited)
	}
}

// TestContractIsLinked looks at packages that services and authors of adapters
// read.
func TestContractIsLinked(t *testing.T) {
	for path := range law {
		dir := filepath.Join("../..", path)
		packages, err := parser.ParseDir(token.NewFileSet(), dir, func(f fs.FileInfo) bool {
			return !strings.HasSuffix(f.Name(), "_test.go")
		}, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		cites, links := false, false
		for _, p := range packages {
			for _, f := range p.Files {
				if f.Doc != nil && strings.Contains(f.Doc.Text(), contractFile) {
					links = true
				}
				for _, c := range f.Comments {
					cites = cites || citation.MatchString(c.Text())
				}
			}
		}
		if cites && !links {
			t.Errorf("package %q cites the contract; say in its package comment that the sections are those of %s", path, contractFile)
		}
	}
}

// contractRules returns the numbered rules of each section by its number.
func contractRules(t *testing.T) map[string]map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../../" + contractFile)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]map[string]bool{}
	in := ""
	for line := range strings.Lines(string(text)) {
		if m := section.FindStringSubmatch(line); m != nil {
			in = m[1]
			rules[in] = map[string]bool{}
		} else if m := rule.FindStringSubmatch(line); m != nil && in != "" {
			rules[in][m[1]] = true
		}
	}
	if len(rules) != 8 || len(rules["4"]) < 6 {
		t.Fatalf("%s: read %d sections and %d rules of section 4", contractFile, len(rules), len(rules["4"]))
	}
	return rules
}
