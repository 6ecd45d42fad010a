package deps

import (
	"strings"
	"testing"
)

// TestClientStaysOut: a service that asks no other one links nothing of the
// client. The methods that read an error's JSON are no part of it: from Go 1.27
// on the linker keeps them wherever encoding/json is used.
func TestClientStaysOut(t *testing.T) {
	const server = `package main

import (
	"net/http"

	"github.com/asterwise/errcat/catalog/apierr"
	"github.com/asterwise/errcat/middleware"
	"github.com/asterwise/errcat/render"
)

func main() {
	mw := middleware.New(render.New(apierr.Catalog(), &render.Options{ProblemDetails: true}))
	http.ListenAndServe("127.0.0.1:8080", mw.Wrap(mw.Handler(fail)))
}

func fail(http.ResponseWriter, *http.Request) error { return apierr.NewKeyNotFound() }
`
	asking := strings.NewReplacer(
		`middleware"`, `middleware"`+"\n\t"+`"github.com/asterwise/errcat/client"`,
		"func fail(", "func ask(resp *http.Response) (e *apierr.KeyNotFoundError) { errors.As(client.Check(resp, apierr.Catalog()), &e); return }\n\nfunc fail(",
		`"net/http"`, `"errors"`+"\n\t"+`"net/http"`,
		"func main() {", "func main() {\n\tresp, _ := http.Get(\"http://127.0.0.1:8080\")\n\tprintln(ask(resp))",
	).Replace(server)
	s := newImporter(t, server, asking)
	const symbol = module + "/client."
	if n := s.symbols(t, "plain", symbol); n != 0 {
		t.Errorf("a server that asks nobody links %d symbols of %s", n, symbol)
	}
	if s.symbols(t, "with", symbol) == 0 {
		t.Errorf("a server that asks links nothing of %s: is this test looking at the right thing?", symbol)
	}
}

// symbols counts those of a program that begin in a certain way.
func (s importer) symbols(t *testing.T, program, prefix string) (n int) {
	t.Helper()
	s.run(t, "build", "-o", "bin/whole-"+program, "./"+program)
	for line := range strings.Lines(s.run(t, "tool", "nm", "bin/whole-"+program)) {
		if strings.Contains(line, " "+prefix) {
			n++
		}
	}
	return n
}
