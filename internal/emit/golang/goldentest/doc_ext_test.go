package goldentest_test

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/asterwise/errcat/catalog"
	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/internal/emit/golang/testdata/golden/full"
)

// documented is a generated package as go doc reads it.
func documented(t *testing.T, dir string) *doc.Package {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*_gen.go"))
	if err != nil || len(paths) < 3 {
		t.Fatalf("%s has the files %q, %v", dir, paths, err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	p, err := doc.NewFromFiles(fset, files, "example.com/"+filepath.Base(dir))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDocOfErrors reads what go doc says of each error type: that it is an
// error, what clients get, where its page is, how to make it, and every method
// that it has.
func TestDocOfErrors(t *testing.T) {
	for dir, c := range map[string]catalog.Catalog{"../../../../catalog/apierr": apierr.Catalog(), "../testdata/golden/full": full.Catalog()} {
		p := documented(t, dir)
		for entry := range c.All() {
			gets := fmt.Sprintf("Clients get status %d, code %s.", entry.Status(), entry.Code())
			i := slices.IndexFunc(p.Types, func(ty *doc.Type) bool { return strings.Contains(oneLine(ty.Doc), gets) })
			if i < 0 {
				t.Errorf("%s: no type says %q", dir, gets)
				continue
			}
			typ := p.Types[i]
			for _, want := range []string{typ.Name + " is the error ", "See " + entry.DocURL()} {
				if !strings.Contains(oneLine(typ.Doc), want) {
					t.Errorf("%s: the doc of %s has no %q:\n%s", dir, typ.Name, want, typ.Doc)
				}
			}
			if concealed := strings.Contains(typ.Doc, "It is concealed"); concealed != entry.Concealed() {
				t.Errorf("%s: the doc of %s says that it is concealed: %t", dir, typ.Name, concealed)
			}
			funcs := slices.DeleteFunc(typ.Funcs, func(f *doc.Func) bool {
				return strings.Contains(f.Doc, "Deprecated: use [New") && strings.Contains(f.Doc, "retired code")
			})
			if len(funcs) != 1 || !strings.HasPrefix(funcs[0].Name, "New") {
				t.Errorf("%s: %s has not one constructor", dir, typ.Name)
			}
			checkMethods(t, typ, entry)
		}
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// checkMethods compares the methods that go doc lists with what the entry
// allows.
func checkMethods(t *testing.T, typ *doc.Type, entry *catalog.Entry) {
	t.Helper()
	var got []string
	for _, m := range typ.Methods {
		if m.Name != "Params" && m.Name != "Attrs" && m.Name != "Items" { // of those with parameters or details
			got = append(got, m.Name)
		}
	}
	want := []string{"Details", "Entry", "Error", "Is", "LogValue", "MarshalJSON", "Message", "RetryAfter", "StatusCode", "UnmarshalJSON", "Unwrap", "WithCause"}
	if entry.Retry() == catalog.RetryAfterDelay && !entry.Concealed() {
		want = append(want, "WithRetryAfter")
	}
	if !slices.Equal(got, want) {
		t.Errorf("go doc of %s lists the methods %q, want %q", typ.Name, got, want)
	}
}

// TestDocOfPackages: whatever the package doc tells people to write is there.
func TestDocOfPackages(t *testing.T) {
	for _, dir := range []string{"../../../../catalog/apierr", "../testdata/golden/full"} {
		p := documented(t, dir)
		names := map[string]bool{}
		for _, c := range p.Consts {
			for _, name := range c.Names {
				names[name] = true
			}
		}
		for _, typ := range p.Types {
			names[typ.Name] = true
			for _, c := range typ.Consts {
				for _, name := range c.Names {
					names[name] = true
				}
			}
			for _, f := range typ.Funcs {
				names[f.Name] = true
			}
		}
		said := 0
		for _, part := range strings.Split(p.Doc, p.Name+".")[1:] {
			name := part[:strings.IndexFunc(part, func(r rune) bool { return !token.IsIdentifier("x" + string(r)) })]
			if said++; !names[name] {
				t.Errorf("%s: the package doc tells of %s, which is not there", dir, name)
			}
		}
		if said != 5 {
			t.Errorf("%s: the package doc names %d of its own; this test no longer fits it:\n%s", dir, said, p.Doc)
		}
	}
}
