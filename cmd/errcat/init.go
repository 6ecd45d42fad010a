package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/asterwise/errcat/internal/emit/catalogref"
	"github.com/asterwise/errcat/internal/format"
	"github.com/asterwise/errcat/internal/starter"
)

const initHelp = `
Init starts the catalog of a service, in the service's own module. It writes

	catalog.yaml                  a catalog that extends the shared one, with one
	                              code as an example
	docs/errors/order_not_found.md  the page of that code
	catalog.schema.json           lets editors complete and check the catalog
	generate.go                   the line with which go generate runs errcat

and prints what to do next. If one of the first three exists already,
nothing is written. An existing generate.go stays as it is.
`

// initVerb is the verb init.
func initVerb(e env, args []string) int {
	f := newFlags(e, "init", initHelp)
	dir := f.String("dir", ".", "start the catalog in the directory `DIR`")
	pkg := f.String("package", "", "call the generated package `NAME`; by default after the module")
	if status, ok := f.parse(args); !ok {
		return status
	}
	module, err := moduleOf(*dir)
	if err != nil {
		e.errorf("init: %v", err)
		return exitIO
	}
	if module == "" {
		e.errorf("init: there is no go.mod in %s or above; run go mod init first", *dir)
		return exitFindings
	}
	if *pkg == "" {
		*pkg = starter.Package(module)
	}
	if !format.PackageForm.Fits(*pkg) || slices.Contains(format.PackageForm.Taken(), *pkg) {
		e.errorf("init: %q is no name for the package; use lower-case letters and digits, a letter first", *pkg)
		return exitUsage
	}
	files := starter.Files(*pkg)
	if files["catalog.schema.json"], err = catalogref.Schema(); err != nil {
		e.errorf("init: %v", err)
		return exitIO
	}
	taken := false
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path := filepath.Join(*dir, filepath.FromSlash(name)); exists(path) {
			e.errorf("init: %s exists; move it, or choose another directory with -dir", path)
			taken = true
		}
	}
	if taken {
		return exitFindings
	}
	line := ""
	if exists(filepath.Join(*dir, "generate.go")) {
		line = fmt.Sprintf("\nAdd this line to %s:\n\n\t%s\n", filepath.Join(*dir, "generate.go"), starter.Generate)
	} else {
		files["generate.go"] = starter.GoFile(packageIn(*dir, module))
	}
	if err := e.begin(*dir, files); err != nil {
		e.errorf("init: %v", err)
		return exitIO
	}
	fmt.Fprintf(e.stdout, nextSteps, line, module, *pkg)
	return exitOK
}

const nextSteps = `%s
Next:

	go get -tool github.com/asterwise/errcat/cmd/errcat
	go generate ./...
	go mod tidy

Then return the error, and render both catalogs with one renderer:

	return %[3]s.NewOrderNotFound(%[3]s.OrderNotFoundParams{Order: 7})

	both, err := catalog.Merge(apierr.Catalog(), %[3]s.Catalog())

Change the example into your first code: catalog.yaml has its facts,
docs/errors/order_not_found.md its prose. errcat help catalog explains every
key, errcat help page the pages.
`

// begin writes files that are not there yet.
func (e env) begin(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		_, err = f.Write(files[name])
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		fmt.Fprintf(e.stdout, "wrote %s\n", path)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

var moduleLine = regexp.MustCompile(`(?m)^module[ \t]+"?([^"\s]+)`)

// moduleOf returns the path of the module that a directory belongs to, "" for
// none.
func moduleOf(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			if match := moduleLine.FindSubmatch(text); match != nil {
				return string(match[1]), nil
			}
			return "", fmt.Errorf("%s names no module", filepath.Join(dir, "go.mod"))
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// packageIn returns the package of the Go files in a directory, or a name for
// one where there are none.
func packageIn(dir, module string) string {
	names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly)
		if err == nil && !strings.HasSuffix(name, "_test.go") {
			return file.Name.Name
		}
	}
	name := strings.TrimSuffix(starter.Package(module), "err")
	if token.IsKeyword(name) || name == "main" { // a package main needs a func main
		return starter.Package(module)
	}
	return name
}
