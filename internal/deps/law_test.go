package deps

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/asterwise/errcat"

const (
	echo     = "github.com/labstack/echo/v4"
	uuid     = "github.com/google/uuid"
	yaml     = "gopkg.in/yaml.v3"
	goldmark = "github.com/yuin/goldmark/..."
	godiff   = "github.com/rogpeppe/go-internal/diff"
	chroma   = "github.com/alecthomas/chroma/v2/..."
)

// law says which packages a package may import besides the standard library.
// Those of this module are named by their path in it; "/..." stands for
// everything below. Tests are free to import more.
//
// A package that is not here breaks the law: a new one has to say first what
// it is allowed.
var law = map[string][]string{
	// Build-time data for everybody.
	"":        {},
	"errdocs": {},

	// Run time. The internal packages have the weight of the standard library.
	"catalog":            {"internal/errtree", "internal/jsontext"},
	"catalog/wire":       {"catalog", "internal/errtree", "internal/jsontext", "internal/limits", "internal/plaintext"},
	"catalog/apierr":     {"catalog", "catalog/wire"},
	"render/adapter":     {"catalog", "catalog/wire", "internal/errtree", "internal/jsontext", "internal/limits", "internal/plaintext", "internal/requestid"},
	"render":             {"catalog", "render/adapter", "internal/errtree", "internal/limits", "internal/requestid"},
	"render/rendertest":  {"catalog", "catalog/wire", "render", "render/adapter", "internal/limits", "internal/requestid"},
	"client":             {"catalog", "catalog/wire", "internal/limits", "internal/plaintext", "internal/requestid"},
	"middleware":         {"render", "render/adapter"},
	"middleware/echov4":  {"catalog", "render", "render/adapter", echo},
	"internal/errtree":   {},
	"internal/jsontext":  {},
	"internal/limits":    {},
	"internal/plaintext": {},
	"internal/requestid": {"internal/limits", uuid},

	// Build time.
	"cmd/errcat":                      {"", "internal/...", "errdocs"}, // has the sources built in, serves the pages as a service does
	"internal/diag":                   {},
	"internal/model":                  {"internal/diag", "internal/spell", "catalog"}, // the roles are the run time's
	"internal/format":                 {"internal/model", "internal/limits", "catalog"},
	"internal/catalogfile":            {"internal/diag", "internal/format", "internal/model", "internal/plaintext", "internal/spell", yaml, goldmark},
	"internal/spell":                  {},
	"internal/starter":                {"internal/format"},
	"internal/find":                   {"internal/model", "internal/spell"},
	"internal/diff":                   {"internal/diag", "internal/model"},
	"internal/diff/witness":           {},
	"internal/lint":                   {"internal/diag", "internal/model", "internal/spell"},
	"internal/edit":                   {"internal/format", "internal/model", "internal/spell", yaml}, // positions alone
	"internal/emit/golang":            {"internal/diag", "internal/model", "internal/spell"},
	"internal/emit/golang/goldentest": {},
	"internal/emit/prose":             {"internal/model"},
	"internal/emit/python":            {"internal/diag", "internal/emit/prose", "internal/model", "internal/spell"},
	"internal/emit/typescript":        {"internal/diag", "internal/emit/prose", "internal/model", "internal/spell"},
	"internal/emit/catalogref":        {"internal/diag", "internal/format", "internal/model", yaml}, // reads the examples of keys
	"internal/emit/docs":              {"internal/diag", "internal/emit/example", "internal/find", "internal/model", "internal/spell", chroma},
	"internal/emit/example":           {"internal/model", "catalog", "catalog/wire", "render"}, // renders by the real renderer
	"internal/emit/jsonschema":        {"internal/diag", "internal/emit/example", "internal/limits", "internal/model"},
	"internal/emit/openapi":           {"internal/diag", "internal/emit/example", "internal/emit/jsonschema", "internal/limits", "internal/model"},
	"internal/verify":                 {"internal/jsontext", "internal/limits", "internal/model", "internal/requestid", "internal/spell"},
	"internal/gotool":                 {},
	"internal/output":                 {godiff},
	"internal/past":                   {"internal/catalogfile", "internal/diag", "internal/gotool", "internal/model"},
	"internal/samples":                {},
	"internal/deps":                   {},

	// For tests of ours.
	"internal/emit/livetest":   {"catalog", "catalog/apierr", "middleware", "render"},
	"internal/nginx":           {},
	"internal/nginx/nginxtest": {"catalog", "catalog/apierr", "internal/nginx", "render", "render/rendertest"},
}

// pkg is what the go command says of a package.
type pkg struct {
	ImportPath                        string
	Dir                               string
	Standard                          bool
	GoFiles, CgoFiles, IgnoredGoFiles []string
	Module                            *struct{ Path string }
}

// list runs go list in a directory.
func list(t *testing.T, dir string, args ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Standard,GoFiles,CgoFiles,IgnoredGoFiles,Module"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off") // a workspace around us has no say
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		text := fmt.Sprintf("%v: %v\n%s", cmd, err, &stderr)
		if offline(errors.New(text)) && os.Getenv("CI") == "" {
			t.Skip("modules are needed that are not here, and no proxy answers: " + text)
		}
		t.Fatal(text)
	}
	var all []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p pkg
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// room is the path of a package in this module.
func room(importPath string) (string, bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

func TestImportLaw(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range list(t, ".", module+"/...") {
		name, _ := room(p.ImportPath)
		seen[name] = true
		allowed, known := law[name]
		if !known {
			t.Errorf("package %q is not in the law: add it, with what it may import", name)
			continue
		}
		for file, imports := range imports(t, p) {
			for _, path := range imports {
				if !permitted(path, allowed) {
					t.Errorf("%s imports %q; package %q may import %q", file, path, name, allowed)
				}
			}
		}
	}
	for name := range law {
		if !seen[name] {
			t.Errorf("the law knows a package %q that is not there: remove it", name)
		}
	}
}

// imports returns what each file of a package imports, on whatever system and
// with whatever build tags; tests are left out.
func imports(t *testing.T, p pkg) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = append(all[name], path)
		}
	}
	return all
}

func permitted(path string, allowed []string) bool {
	if name, ours := room(path); ours {
		path = name
	} else if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return path != "C" // the standard library
	}
	return slices.ContainsFunc(allowed, func(pattern string) bool {
		if prefix, tree := strings.CutSuffix(pattern, "/..."); tree {
			return path == prefix || strings.HasPrefix(path, prefix+"/")
		}
		return path == pattern
	})
}

// The law itself must be lawful: what services link reaches no internal package
// but those of the run time.
func TestLawKeepsRunTimeApart(t *testing.T) {
	for name, allowed := range law {
		if strings.HasPrefix(name, "internal/") || strings.HasPrefix(name, "cmd/") {
			continue
		}
		for _, pattern := range allowed {
			if strings.HasPrefix(pattern, "internal") && !slices.Contains(runTime, pattern) || strings.HasPrefix(pattern, "cmd") {
				t.Errorf("%q may import %q", name, pattern)
			}
		}
	}
}

func TestPermitted(t *testing.T) {
	for _, tt := range []struct {
		path    string
		allowed []string
		want    bool
	}{
		{"net/http", nil, true},
		{"C", nil, false},
		{yaml, nil, false},
		{yaml, []string{yaml}, true},
		{module + "/catalog", []string{"catalog"}, true},
		{module + "/catalog/apierr", []string{"catalog"}, false},
		{module + "/internal/catalogfile", []string{"internal/..."}, true},
		{module + "/internals", []string{"internal/..."}, false},
		{module, nil, false},
		{"github.com/asterwise/errcatalog", []string{"catalog"}, false},
		{"github.com/yuin/goldmark", []string{goldmark}, true},
		{"github.com/yuin/goldmark/text", []string{goldmark}, true},
	} {
		if got := permitted(tt.path, tt.allowed); got != tt.want {
			t.Errorf("permitted(%q, %q) = %v", tt.path, tt.allowed, got)
		}
	}
}
