package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// A constructor is a function of the generated package that makes an error.
type constructor struct{ name, args string }

// constructors reads them from the generated file. The arguments are the zero
// values of parameters and one detail.
func constructors(file string) ([]constructor, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var all []constructor
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "New") {
			continue
		}
		var args []string
		for _, param := range f.Type.Params.List {
			typ := param.Type
			if variadic, ok := typ.(*ast.Ellipsis); ok {
				typ = variadic.Elt
			}
			args = append(args, "apierr."+typ.(*ast.Ident).Name+"{}")
		}
		all = append(all, constructor{f.Name.Name, strings.Join(args, ", ")})
	}
	return all, nil
}

// Names of the programs, which are those of their directories.
const (
	never  = "never"  // refers to the catalog and to no error
	makes  = "makes"  // makes each error
	causes = "causes" // makes each error and gives it a cause
	checks = "checks" // times lookups and counts allocations
)

func programs(makers []constructor) map[string]string {
	return map[string]string{
		never + "/main.go":  server + "\nfunc makeAll(func(error)) {}\n",
		makes + "/main.go":  server + calls(makers, ""),
		causes + "/main.go": server + calls(makers, ".WithCause(os.ErrClosed)"),
		checks + "/main.go": checker + calls(withoutArgs(makers), ""),
	}
}

// calls are the functions that call constructors, a hundred in each.
func calls(makers []constructor, more string) string {
	var b, all strings.Builder
	all.WriteString("\nfunc makeAll(keep func(error)) {\n")
	for i, m := range makers {
		if i%100 == 0 {
			if i > 0 {
				b.WriteString("}\n")
			}
			fmt.Fprintf(&b, "\nfunc make%d(keep func(error)) {\n", i)
			fmt.Fprintf(&all, "\tmake%d(keep)\n", i)
		}
		fmt.Fprintf(&b, "\tkeep(apierr.%s(%s)%s)\n", m.name, m.args, more)
	}
	if len(makers) > 0 {
		b.WriteString("}\n")
	}
	return b.String() + all.String() + "}\n"
}

func withoutArgs(makers []constructor) []constructor {
	var plain []constructor
	for _, m := range makers {
		if m.args == "" {
			plain = append(plain, m)
		}
	}
	return plain
}

// server answers for the codes that are its arguments, as a service would, and
// then says how many errors it can make. What it links besides is the same for
// all catalogs.
const server = `package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"

	"` + catalog + `"
	"` + kernel + `"
	"` + errcat + `/middleware"
	"` + errcat + `/render"
)

type printer struct{ header http.Header }

func (p printer) Header() http.Header         { return p.header }
func (p printer) Write(b []byte) (int, error) { return os.Stdout.Write(b) }
func (p printer) WriteHeader(int)             {}

func main() {
	var made []error
	makeAll(func(err error) { made = append(made, err) })
	mw := middleware.New(render.New(apierr.Catalog(), nil))
	handler := mw.Handler(func(_ http.ResponseWriter, r *http.Request) error {
		for _, err := range made {
			if catalog.CodeOf(err) == catalog.Code(r.URL.Path) {
				return err
			}
		}
		return catalog.Code(r.URL.Path)
	})
	for _, code := range os.Args[1:] {
		handler.ServeHTTP(printer{http.Header{}}, &http.Request{Method: "GET", URL: &url.URL{Path: code}})
		fmt.Println()
	}
	fmt.Println(len(made))
}
`

// checker prints a [checked] as JSON. Its argument is the number of rounds.
const checker = `package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"` + catalog + `"
	"` + kernel + `"
)

var (
	keptError error
	keptEntry *catalog.Entry
)

func main() {
	rounds, _ := strconv.Atoi(os.Args[1])
	var codes []catalog.Code
	byCode := map[catalog.Code]*catalog.Entry{}
	for entry := range apierr.Catalog().All() {
		// A code from the wire does not share its bytes with the catalog.
		codes = append(codes, catalog.Code(strings.Clone(string(entry.Code()))))
		byCode[entry.Code()] = entry
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	c := apierr.Catalog()
	var index, maps, ratios []float64
	for range rounds {
		a := measure(codes, func(code catalog.Code) { keptEntry, _ = c.Lookup(code) })
		b := measure(codes, func(code catalog.Code) { keptEntry = byCode[code] })
		index, maps, ratios = append(index, a), append(maps, b), append(ratios, a/b)
	}
	found := 0
	for _, code := range codes {
		if entry, ok := c.Lookup(code); ok && entry == byCode[code] {
			found++
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(map[string]any{
		"found":  found,
		"index":  median(index),
		"map":    median(maps),
		"ratio":  median(ratios),
		"allocs": testing.AllocsPerRun(100, func() { makeAll(func(err error) { keptError = err }) }),
	})
}

func measure(codes []catalog.Code, look func(catalog.Code)) float64 {
	passes := 1 + 1_000_000/len(codes)
	start := time.Now()
	for range passes {
		for _, code := range codes {
			look(code)
		}
	}
	return float64(time.Since(start)) / float64(passes*len(codes))
}

func median(ns []float64) float64 {
	slices.Sort(ns)
	return ns[len(ns)/2]
}
`
