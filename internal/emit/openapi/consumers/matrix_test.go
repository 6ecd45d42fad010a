package consumers

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/asterwise/errcat/internal/catalogfile"
	"github.com/asterwise/errcat/internal/emit/livetest"
	"github.com/asterwise/errcat/internal/gotool"
)

// What a generator makes of a document. The words are those of docs/clients.md.
const (
	refuses    = "cannot generate"
	typed      = "a type per code; an unknown code fails"
	typedOpen  = "a type per code; an unknown code is an `Envelope`"
	listedOpen = "codes listed, not narrowed; an unknown code fits"
	anyCode    = "an `Envelope`, whatever the code"
)

// A generator makes a client from a document and feeds it responses.
type generator struct {
	name    string
	version string
	outcome func(t *testing.T, dir string, r row, document string, fed []response) (string, error)
}

// A response is fed to generated clients.
type response struct {
	Status int
	Type   string // the name of its schema; "" for an unknown code
	Header http.Header
	Body   rawJSON
}

type rawJSON []byte

func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

func generators(t *testing.T) []generator {
	return []generator{
		{"openapi-typescript", npmVersion(t, "openapi-typescript"), typeScript},
		{"oapi-codegen", goVersion(t, "github.com/oapi-codegen/oapi-codegen/v2"), oapiCodegen},
		{"ogen", goVersion(t, "github.com/ogen-go/ogen"), ogen},
	}
}

// expected is what is known, in the order of the generators. Where a new version
// does better, say so here and in docs/clients.md.
func expected() map[string][]string {
	return map[string][]string{
		"strict":     {typed, typed, typed},
		"open":       {listedOpen, typedOpen, refuses},
		"by_default": {listedOpen, typedOpen, typed},
		"alone":      {anyCode, anyCode, anyCode},
	}
}

func TestMatrix(t *testing.T) {
	npm(t, "openapi-typescript")
	fed := responses(t)
	all := generators(t)
	dir := goModule(t)
	for _, r := range rows() {
		document := r.document(t)
		for i, g := range all {
			t.Run(r.dir+"/"+g.name, func(t *testing.T) {
				got, err := g.outcome(t, dir, r, document, fed)
				if want := expected()[r.dir][i]; got != want {
					t.Errorf("%s %s makes of %s: %q, want %q (%v)", g.name, g.version, r.title, got, want, err)
				}
			})
		}
	}
}

// TestMatrixInDocs: docs/clients.md has the table that TestMatrix holds.
func TestMatrixInDocs(t *testing.T) {
	var want strings.Builder
	want.WriteString("| referred to |")
	for _, g := range generators(t) {
		fmt.Fprintf(&want, " %s %s |", g.name, g.version)
	}
	want.WriteString("\n|---|---|---|---|\n")
	for _, r := range rows() {
		fmt.Fprintf(&want, "| %s |", r.title)
		for _, cell := range expected()[r.dir] {
			fmt.Fprintf(&want, " %s |", cell)
		}
		want.WriteByte('\n')
	}
	text, err := os.ReadFile(clients)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), want.String()) {
		t.Errorf("%s does not have the table\n%s", clients, &want)
	}
}

// responses are the live ones of all codes, and last one with a code that no
// document lists.
func responses(t *testing.T) []response {
	t.Helper()
	c, err := catalogfile.Load("../../../../catalog.yaml", &catalogfile.Options{Resolve: gotool.Locate})
	if err != nil {
		t.Fatal(err)
	}
	var all []response
	for _, live := range livetest.Responses(t) {
		all = append(all, response{live.Status, c.Lookup(string(live.Code)).TypeName(), live.Header, live.Body})
	}
	unknown := all[0]
	for _, r := range all {
		if r.Type == "KeyNotFoundError" {
			unknown = r
		}
	}
	unknown.Type = ""
	unknown.Body = rawJSON(strings.Replace(string(unknown.Body), "key_not_found", "code_to_come", 1))
	return append(all, unknown)
}

// goModule makes a module for generated code, with the requirements of this one.
func goModule(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		edited := strings.Replace(string(text), "module github.com/asterwise/errcat/internal/emit/openapi/consumers", "module consumer", 1)
		edited = strings.Replace(edited, "=> ../../../..", "=> "+root, 1)
		write(t, filepath.Join(dir, name), edited)
	}
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
